// A picture, sound, film or file by what is known of it without fetching it.
import {
  IconFile,
  IconHelpHexagon,
  IconMicrophone,
  IconPaperclip,
  IconPhoto,
  IconVideo,
} from "@tabler/icons-react";
import { readMediaLink } from "./media-link.ts";
import { UNSUPPORTED_REMARK } from "./unsupported-words.ts";
import classes from "./media-facts.module.css";

const looks = new Map([
  ["image", { icon: IconPhoto, word: "Image" }],
  ["audio", { icon: IconMicrophone, word: "Audio" }],
  ["video", { icon: IconVideo, word: "Video" }],
  ["file", { icon: IconPaperclip, word: "File" }],
  ["unsupported", { icon: IconHelpHexagon, word: "Unsupported message" }],
]);

/** Type, host and file name alone: nothing of it can be loaded. */
export function MediaFacts({ type, url }: { readonly type: string; readonly url: string | null }) {
  const { icon: IconOf, word } = looks.get(type) ?? { icon: IconFile, word: type };
  const link = url === null ? null : readMediaLink(url);
  return (
    <span className={classes.tile}>
      <IconOf size={20} stroke={1.75} aria-hidden="true" className={classes.icon} />
      <span className={classes.words}>
        <span className={classes.name}>{link?.fileName ?? word}</span>
        <span className={classes.host}>
          {link === null ? withoutLink(type, word, url) : `${word} at ${link.host}`}
        </span>
      </span>
    </span>
  );
}

function withoutLink(type: string, word: string, url: string | null): string {
  if (url !== null) return `${word}, the address is not http`;
  return type === "unsupported" ? UNSUPPORTED_REMARK : `${word}, no address`;
}
