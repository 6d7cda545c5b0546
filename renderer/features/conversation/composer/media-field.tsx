// Where the file of a media message is.
import { TextInput } from "@mantine/core";
import type { Ref } from "react";
import type { MediaType } from "../../../../preload/contract/reply.ts";
import { TYPE_LOOKS } from "../../../components/type-choice.tsx";
import classes from "./composer-parts.module.css";

interface MediaFieldProps {
  readonly type: MediaType;
  readonly url: string;
  readonly onChange: (url: string) => void;
  readonly inputRef: Ref<HTMLInputElement>;
  /** Id of what is noted about the message. */
  readonly describedBy: string;
}

const HINTS: Readonly<Record<MediaType, string>> = {
  image: "https://example.com/bike.jpg",
  audio: "https://example.com/bell.mp3",
  video: "https://example.com/ride.mp4",
  file: "https://example.com/prices.pdf",
};

/** The address, which everybody must be able to reach. Hookline does not fetch it; Vonage does. */
export function MediaField({ type, url, onChange, inputRef, describedBy }: MediaFieldProps) {
  return (
    <TextInput
      ref={inputRef}
      aria-label={`${TYPE_LOOKS[type].word} address`}
      aria-describedby={describedBy}
      placeholder={HINTS[type]}
      type="url"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      value={url}
      onChange={(event) => onChange(event.currentTarget.value)}
      classNames={{ input: classes.mono ?? "" }}
    />
  );
}
