// Asks once more before the old URLs are dropped.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import { Note } from "../note.tsx";
import type { WebhookUrls } from "./use-webhook-urls.ts";

interface ForgetUrlsProps {
  readonly urls: WebhookUrls;
  onClose(): void;
}

/** The question and its two answers. */
export function ForgetUrls({ urls, onClose }: ForgetUrlsProps): ReactNode {
  return (
    <Note
      what="Forget the old URLs?"
      actions={
        <>
          <Button size="xs" disabled={urls.isBusy} onClick={() => void urls.forget().then(onClose)}>
            Forget them
          </Button>
          <Button size="xs" variant="subtle" color="gray" ref={focusOnMount} onClick={onClose}>
            Keep them
          </Button>
        </>
      }
    >
      They are written down nowhere else. The application stays as it is now.
    </Note>
  );
}
