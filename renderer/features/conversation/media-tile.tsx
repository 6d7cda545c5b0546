// A picture, sound, film or file of a message: what it is and where it lies. It is never fetched.
import {
  IconExternalLink,
  IconFile,
  IconMicrophone,
  IconPaperclip,
  IconPhoto,
  IconVideo,
} from "@tabler/icons-react";
import { readMediaLink } from "./media-link.ts";
import classes from "./media-tile.module.css";

interface MediaTileProps {
  /** The API's message type: image, audio, video, file. */
  readonly type: string;
  /** null when the payload named none. */
  readonly url: string | null;
}

const looks = new Map([
  ["image", { icon: IconPhoto, word: "Image" }],
  ["audio", { icon: IconMicrophone, word: "Audio" }],
  ["video", { icon: IconVideo, word: "Video" }],
  ["file", { icon: IconPaperclip, word: "File" }],
]);

/** Type, host and file name of a media message. */
export function MediaTile({ type, url }: MediaTileProps) {
  const { icon: IconOf, word } = looks.get(type) ?? { icon: IconFile, word: type };
  const link = url === null ? null : readMediaLink(url);
  return (
    <span className={classes.tile}>
      <IconOf size={20} stroke={1.75} aria-hidden="true" className={classes.icon} />
      <span className={classes.words}>
        <span className={classes.name}>{link?.fileName ?? word}</span>
        <span className={classes.host}>
          {link === null
            ? url === null
              ? `${word}, no address`
              : `${word}, the address is not http`
            : `${word} at ${link.host}`}
        </span>
      </span>
    </span>
  );
}

interface MediaLinkProps {
  readonly url: string;
}

/** Opens the address outside of Hookline, only when asked to. Nothing unless it is an http(s) address. */
export function OpenMediaLink({ url }: MediaLinkProps) {
  if (readMediaLink(url) === null) return null;
  return (
    <a className={classes.open} href={url} target="_blank" rel="noreferrer noopener">
      <IconExternalLink size={13} stroke={1.75} aria-hidden="true" />
      Open outside
    </a>
  );
}
