// What kind of message it is.
import { SegmentedControl } from "@mantine/core";
import {
  IconLetterT,
  IconMicrophone,
  IconPaperclip,
  IconPhoto,
  IconTemplate,
  IconVideo,
  type Icon,
} from "@tabler/icons-react";
import type { PayloadVersion } from "../../../../preload/contract/event.ts";
import { MESSAGE_TYPES, type MessageType } from "./composer-draft.ts";
import classes from "./type-control.module.css";

/** How each type is called and drawn. */
export const TYPE_LOOKS: Readonly<Record<MessageType, { readonly word: string; readonly icon: Icon }>> = {
  text: { word: "Text", icon: IconLetterT },
  image: { word: "Image", icon: IconPhoto },
  audio: { word: "Audio", icon: IconMicrophone },
  video: { word: "Video", icon: IconVideo },
  file: { word: "File", icon: IconPaperclip },
  custom: { word: "Template", icon: IconTemplate },
};

/** The types that a version of the API has. */
export function typesOf(apiVersion: PayloadVersion): readonly MessageType[] {
  return apiVersion === "v1" ? MESSAGE_TYPES.filter((type) => type !== "custom") : MESSAGE_TYPES;
}

interface TypeControlProps {
  readonly apiVersion: PayloadVersion;
  readonly type: MessageType;
  readonly onChange: (type: MessageType) => void;
}

/** One tab stop; arrows choose. */
export function TypeControl({ apiVersion, type, onChange }: TypeControlProps) {
  const types = typesOf(apiVersion);
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Message type"
      classNames={{ root: classes.types ?? "", label: classes.label ?? "" }}
      data-count={types.length}
      value={type}
      onChange={(value) => {
        const chosen = types.find((each) => each === value);
        if (chosen !== undefined) onChange(chosen);
      }}
      data={types.map((value) => {
        const { word, icon: TypeIcon } = TYPE_LOOKS[value];
        return {
          value,
          label: (
            <span className={classes.type}>
              <TypeIcon size={14} stroke={1.75} aria-hidden="true" />
              {word}
            </span>
          ),
        };
      })}
    />
  );
}
