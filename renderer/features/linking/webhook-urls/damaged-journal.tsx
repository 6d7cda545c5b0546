// The journal of old URLs cannot be read: which file that is, why, and the way out that loses nothing.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Note } from "../note.tsx";
import type { WebhookUrls } from "./use-webhook-urls.ts";

interface DamagedJournalProps {
  readonly urls: WebhookUrls;
  /** In a sentence. */
  readonly reason: string;
}

/** What is the matter, and the button that moves the file aside as it is. */
export function DamagedJournal({ urls, reason }: DamagedJournalProps): ReactNode {
  return (
    <Note
      what="The journal of old webhook URLs cannot be read."
      actions={
        <Button size="xs" disabled={urls.isBusy} onClick={() => void urls.forget()}>
          Move it aside
        </Button>
      }
    >
      {reason} It is the file <code>webhook-urls.json</code> in the data folder. What it holds may be the only
      note of where an application pointed before, so nothing is changed until it is mended, or moved aside:
      then it stays there as <code>webhook-urls.json.damaged-…</code>, as it is, and what it tells can be put
      back by hand.
    </Note>
  );
}
