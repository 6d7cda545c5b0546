// A picture, sound, film or file of a message: what it is and where it lies; the picture itself once it was asked for.
import {
  IconExternalLink,
  IconFile,
  IconMicrophone,
  IconPaperclip,
  IconPhoto,
  IconVideo,
} from "@tabler/icons-react";
import type { EventRow } from "../../../preload/contract/event.ts";
import { readMediaLink } from "../../components/media-link.ts";
import { MediaPicture } from "../../components/media-picture.tsx";
import { useMedia } from "../../components/use-media.ts";
import classes from "./media-tile.module.css";

interface MediaTileProps {
  readonly event: Pick<EventRow, "id" | "kind" | "mediaUrl">;
  /** The API's message type: image, audio, video, file. */
  readonly type: string;
}

const looks = new Map([
  ["image", { icon: IconPhoto, word: "Image" }],
  ["audio", { icon: IconMicrophone, word: "Audio" }],
  ["video", { icon: IconVideo, word: "Video" }],
  ["file", { icon: IconPaperclip, word: "File" }],
]);

/** Type, host and file name of a media message; a picture that was loaded in their place. */
export function MediaTile({ event, type }: MediaTileProps) {
  const { loaded, forget } = useMedia(event.id);
  if (loaded !== null && loaded.picture !== null) {
    const label = event.kind === "reply" ? "Picture that the Page sent" : "Picture that the person sent";
    return <MediaPicture picture={loaded.picture} label={label} onLost={forget} />;
  }
  return <MediaFacts type={type} url={event.mediaUrl} />;
}

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
