// A picture of a message, once it was fetched. It comes from the host's own origin, as bytes that were told to be a picture.
import type { LoadedMedia } from "../../preload/contract/media.ts";
import classes from "./media.module.css";

interface MediaPictureProps {
  readonly picture: NonNullable<LoadedMedia["picture"]>;
  /** Who sent it, in words. */
  readonly label: string;
  readonly onLost: () => void;
}

/** As large as its place allows, and never larger than it is. */
export function MediaPicture({ picture, label, onLost }: MediaPictureProps) {
  return (
    <img
      className={classes.picture}
      src={picture.address}
      width={picture.width}
      height={picture.height}
      alt={label}
      decoding="async"
      onError={onLost}
    />
  );
}
