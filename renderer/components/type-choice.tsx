// What kind of message it is, as a row of words with their drawings.
import { SegmentedControl } from "@mantine/core";
import {
  IconHelpHexagon,
  IconLetterT,
  IconMicrophone,
  IconPaperclip,
  IconPhoto,
  IconTemplate,
  IconVideo,
  type Icon,
} from "@tabler/icons-react";
import type { Person } from "../../preload/contract/conversation.ts";
import classes from "./type-choice.module.css";

/** How each type is called and drawn. */
export const TYPE_LOOKS = {
  text: { word: "Text", icon: IconLetterT },
  image: { word: "Image", icon: IconPhoto },
  audio: { word: "Audio", icon: IconMicrophone },
  video: { word: "Video", icon: IconVideo },
  file: { word: "File", icon: IconPaperclip },
  custom: { word: "Template", icon: IconTemplate },
  unsupported: { word: "Unsupported", icon: IconHelpHexagon },
} as const satisfies Readonly<Record<string, { readonly word: string; readonly icon: Icon }>>;

/** What a message says, in one line: its text, else what it is ("Image"). */
export function lastWords({ lastText, lastType }: Pick<Person, "lastText" | "lastType">): string {
  if (lastText !== null && lastText !== "") return lastText;
  const look = Object.entries(TYPE_LOOKS).find(([type]) => type === lastType && type !== "text")?.[1];
  return look?.word ?? "No text";
}

interface TypeChoiceProps<T extends keyof typeof TYPE_LOOKS> {
  readonly types: readonly T[];
  readonly type: T;
  readonly onChange: (type: T) => void;
}

/** One tab stop; arrows choose. */
export function TypeChoice<T extends keyof typeof TYPE_LOOKS>({ types, type, onChange }: TypeChoiceProps<T>) {
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
