// After a crash or a lost connection: old URLs are still to be put back.
import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Note } from "../note.tsx";
import { ForgetUrls } from "./forget-urls.tsx";
import type { WebhookUrls } from "./use-webhook-urls.ts";

interface LeftOverBannerProps {
  readonly urls: WebhookUrls;
  /** Opens the panel in which the difference is shown. */
  onShow(): void;
}

/** Nothing unless an earlier run left its URLs, or a change is not confirmed. */
export function LeftOverBanner({ urls, onShow }: LeftOverBannerProps): ReactNode {
  const [isForgetting, setForgetting] = useState(false);
  const phase = urls.state?.phase;
  if ((phase !== "left-over" && phase !== "unconfirmed") || urls.isSetting) return null;
  if (isForgetting) return <ForgetUrls urls={urls} onClose={() => setForgetting(false)} />;

  function show(run: Promise<void>): void {
    onShow();
    void run;
  }

  return (
    <Note
      what={
        phase === "left-over"
          ? "An earlier run left its webhook URLs in the application."
          : "A change of the webhook URLs was begun and not confirmed."
      }
      actions={
        <>
          <Button
            size="xs"
            variant="filled"
            disabled={urls.isBusy}
            onClick={() => show(urls.restoreAtOnce())}
          >
            Put the old ones back
          </Button>
          <Button size="xs" disabled={urls.isBusy} onClick={() => show(urls.look("restore"))}>
            Look at the difference
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setForgetting(true)}>
            Forget the old ones
          </Button>
        </>
      }
    >
      {phase === "left-over"
        ? "Hookline ended before it could put the old ones back. They are still written down."
        : "The old URLs are written down. Look at what the application has now before you decide."}
    </Note>
  );
}
