// A picture, sound, film or file of a message: what it is and where it lies; the picture itself once it was asked for.
import { IconExternalLink } from "@tabler/icons-react";
import type { EventRow } from "../../../preload/contract/event.ts";
import { MediaFacts } from "../../components/media-facts.tsx";
import { readMediaLink } from "../../components/media-link.ts";
import { MediaPicture } from "../../components/media-picture.tsx";
import { useMedia } from "../../components/use-media.ts";
import classes from "./media-tile.module.css";

interface MediaTileProps {
  readonly event: Pick<EventRow, "id" | "kind" | "mediaUrl">;
  /** The API's message type: image, audio, video, file. */
  readonly type: string;
}

/** Type, host and file name of a media message; a picture that was loaded in their place. */
export function MediaTile({ event, type }: MediaTileProps) {
  const { loaded, forget } = useMedia(event.id);
  if (loaded !== null && loaded.picture !== null) {
    const label = event.kind === "reply" ? "Picture that the Page sent" : "Picture that the person sent";
    return <MediaPicture picture={loaded.picture} label={label} onLost={forget} />;
  }
  return <MediaFacts type={type} url={event.mediaUrl} />;
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
      Open in browser
    </a>
  );
}
