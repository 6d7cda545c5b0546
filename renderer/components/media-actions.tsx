// What can be done with the media of an event, what came of it, and for how long it can be had.
import { Button } from "@mantine/core";
import { IconDownload, IconPhotoDown } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { EventRow } from "../../preload/contract/event.ts";
import type { LoadedMedia } from "../../preload/contract/media.ts";
import { ErrorNotice } from "./error-notice.tsx";
import { formatBytes, formatSpan } from "./format.ts";
import { keptByVonageUntil } from "./media-link.ts";
import { useMedia } from "./use-media.ts";
import { useNow } from "./use-now.tsx";
import classes from "./media.module.css";

/** What of an event its media is about. */
export type MediaEvent = Pick<EventRow, "id" | "kind" | "messageType" | "receivedAt"> & {
  readonly mediaUrl: string;
};

interface MediaActionsProps {
  readonly event: MediaEvent;
}

/** Never shown here, whatever it turns out to be. */
const SAVED_ONLY: ReadonlySet<string> = new Set(["audio", "video", "file"]);
const MINUTE_MS = 60_000;

/** Load, for what may be a picture; Save, for everything. */
export function MediaActions({ event }: MediaActionsProps) {
  const { loaded, isLoading, isSaving, error, load, save } = useMedia(event.id);
  const saveButton = useRef<HTMLButtonElement>(null);
  const isFocusDue = useRef(false);
  const canShow = !SAVED_ONLY.has(event.messageType ?? "");
  const isBusy = isLoading || isSaving;

  useEffect(() => {
    // The pressed button went when its work was done: the next one takes the focus.
    if (loaded !== null && isFocusDue.current) saveButton.current?.focus();
    isFocusDue.current = false;
  }, [loaded]);

  return (
    <div className={classes.actions} data-kind={event.kind}>
      <div className={classes.buttons}>
        {canShow && loaded === null && (
          <Button
            size="xs"
            aria-disabled={isBusy}
            leftSection={<IconPhotoDown size={14} stroke={1.75} aria-hidden="true" />}
            onClick={(press) => {
              if (isBusy) return;
              isFocusDue.current = document.activeElement === press.currentTarget;
              void load();
            }}
          >
            {isLoading ? "Loading" : "Load"}
          </Button>
        )}
        <Button
          ref={saveButton}
          size="xs"
          aria-disabled={isBusy}
          leftSection={<IconDownload size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => {
            if (!isBusy) void save();
          }}
        >
          {isSaving ? "Saving" : "Save"}
        </Button>
      </div>
      <p className={classes.said} role="status">
        {isBusy && <span className="visually-hidden">Fetching the media</span>}
        {!isBusy && loaded !== null && describeLoaded(loaded)}
      </p>
      {error !== null && <ErrorNotice error={error} />}
      {loaded === null && <Kept event={event} />}
    </div>
  );
}

/** How long Vonage keeps it, and what then. */
function Kept({ event: { mediaUrl, receivedAt } }: MediaActionsProps) {
  const now = useNow(MINUTE_MS);
  const until = keptByVonageUntil(mediaUrl, receivedAt);
  if (until === null) return null;
  return (
    <p className={classes.kept}>
      {now < until
        ? `Vonage deletes this in ${formatSpan(until - now)}. Save it to keep it.`
        : `Vonage keeps media for 48 hours. They were over ${formatSpan(now - until)} ago, so this is most likely gone.`}
    </p>
  );
}

function describeLoaded({ contentType, bytes, picture }: LoadedMedia): string {
  const size = formatBytes(bytes);
  if (picture === null) {
    return `Not a picture that can be shown here: its sender calls it ${contentType}, ${size}. Save it to look at it.`;
  }
  const kind = contentType.slice("image/".length).toUpperCase();
  return `${kind}, ${picture.width} × ${picture.height}, ${size}`;
}
