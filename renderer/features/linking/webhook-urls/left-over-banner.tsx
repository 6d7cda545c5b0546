// After a crash, a lost connection or a closed tunnel: old URLs are still to be put back.
import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { WebhookUrlsState } from "../../../../preload/contract/webhook-urls.ts";
import { useActiveWorkspace } from "../../../workspace/active-workspace.tsx";
import { InSight } from "../in-sight.tsx";
import { Note } from "../note.tsx";
import { DamagedJournal } from "./damaged-journal.tsx";
import { ForgetUrls } from "./forget-urls.tsx";
import type { WebhookUrls } from "./use-webhook-urls.ts";

interface LeftOverBannerProps {
  readonly urls: WebhookUrls;
  /** The screen has just opened: the banner is brought into sight. */
  readonly isOpening: boolean;
  /** Opens the panel in which the difference is shown. */
  onShow(): void;
}

const WORDS = {
  set: {
    what: "The webhook URLs lead to a tunnel address that is no longer there.",
    text: "Vonage still calls it, and nothing of that arrives. Put the old ones back, or set the URLs again with the tunnel open.",
  },
  "left-over": {
    what: "An earlier run left its webhook URLs in the application.",
    text: "Hookline ended before it could put the old ones back. They are still written down.",
  },
  "older-kept": {
    what: "Older webhook URLs are still written down.",
    text: "Somebody else had changed the application, and theirs were put back. Those from before that can be put back, too.",
  },
  unconfirmed: {
    what: "A change of the webhook URLs was begun and not confirmed.",
    text: "The old URLs are written down. Look at what the application has now before you decide.",
  },
} as const;

/**
 * Nothing unless an earlier run left its URLs, those of this run lead nowhere, a change is not confirmed, older ones are
 * kept, or none can be read.
 */
export function LeftOverBanner({ urls, isOpening, onShow }: LeftOverBannerProps): ReactNode {
  const { state, isSetting } = urls;
  const phase = state === null || isSetting ? null : leftOverPhase(state);
  const isQuiet = state !== null && state.damaged === null && phase === null;
  // What comes about later must not take the page away from who reads it.
  const [wasQuiet, setWasQuiet] = useState(isQuiet);
  if (isQuiet && !wasQuiet) setWasQuiet(true);
  if (state === null || isQuiet) return null;
  return (
    <InSight isWanted={isOpening && !wasQuiet}>
      {state.damaged !== null && <DamagedJournal urls={urls} reason={state.damaged} />}
      {state.damaged === null && phase !== null && <LeftOver urls={urls} phase={phase} onShow={onShow} />}
    </InSight>
  );
}

function leftOverPhase({ phase, outdated }: WebhookUrlsState): keyof typeof WORDS | null {
  return phase === "untouched" || (phase === "set" && !outdated) ? null : phase;
}

interface LeftOverProps {
  readonly urls: WebhookUrls;
  readonly phase: keyof typeof WORDS;
  onShow(): void;
}

function LeftOver({ urls, phase, onShow }: LeftOverProps): ReactNode {
  const [isForgetting, setForgetting] = useState(false);
  const own = useActiveWorkspace().applicationId;
  const applicationId = urls.state?.applicationId ?? null;
  const isOfAnother = applicationId !== null && applicationId !== own;
  if (isForgetting) return <ForgetUrls urls={urls} onClose={() => setForgetting(false)} />;

  function show(run: Promise<void>): void {
    onShow();
    void run;
  }

  return (
    <Note
      what={WORDS[phase].what}
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
      {WORDS[phase].text}
      {isOfAnother && (
        <>
          {" "}
          It is the application <code>{applicationId}</code>, which this workspace does not have now.
        </>
      )}
    </Note>
  );
}
