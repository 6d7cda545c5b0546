// The state of the composer: what was typed, what there is to say of it, and how it is sent.
import { useCallback, useMemo, useState } from "react";
import { draftWarnings, type DraftWarning } from "../../../../preload/contract/draft-warnings.ts";
import { isForProduction } from "../../../../preload/contract/workspace.ts";
import { useSettings } from "../../../components/use-settings.ts";
import { useSimulatorNow, useWindowClock } from "../../../components/use-simulator.ts";
import type { SendReply } from "../use-send-reply.ts";
import { useActiveWorkspace } from "../../../workspace/active-workspace.tsx";
import { windowNotice } from "../../../components/messaging-window.ts";
import {
  EMPTY_DRAFT,
  sendableDraft,
  type ComposerDraft,
  type DraftTarget,
  type SendableDraft,
} from "./composer-draft.ts";
import type { DraftNote } from "./draft-notes.tsx";
import { useDraft, type ChangeDraft } from "./use-draft.ts";
import { useSecondThought } from "./use-second-thought.ts";

interface UseComposer {
  readonly draftKey: string;
  readonly target: DraftTarget;
  readonly initialText: string;
  /** When the person last wrote; undefined until it is known. */
  readonly lastInboundAt: number | null | undefined;
  readonly replies: SendReply;
}

/** What the composer shows and does. */
export interface ComposerState {
  readonly fields: ComposerDraft;
  readonly change: ChangeDraft;
  readonly sendable: SendableDraft;
  /** What is doubtful of options that have fields of their own. */
  readonly warnings: readonly DraftWarning[];
  /** What there is to say of the message itself. */
  readonly notes: readonly DraftNote[];
  /** Send was pressed once, and a real person is at the other end: they are asked whether to send. */
  readonly isArmed: boolean;
  /** The question has stood long enough: until then a press does nothing. */
  readonly canAgree: boolean;
  readonly disarm: () => void;
  /** Sends what can be sent. `again` = what failed once more, if it is still the same. Answers whether it is on its way. */
  readonly send: (gesture: "first" | "again") => boolean;
}

const MINUTE_MS = 60_000;

/** Before anything is written, options and tag are looked at all the same. */
function warningsOf(
  fields: ComposerDraft,
  target: DraftTarget,
  sendable: SendableDraft,
): readonly DraftWarning[] {
  if (sendable.state === "ready") return draftWarnings(sendable.draft);
  const options = sendableDraft({ ...fields, type: "text", text: "-", failover: "" }, target);
  return options.state === "ready" ? draftWarnings(options.draft) : [];
}

/** Holds the draft of a person. */
export function useComposer({
  draftKey,
  target,
  initialText,
  lastInboundAt,
  replies,
}: UseComposer): ComposerState {
  const workspace = useActiveWorkspace();
  const [{ confirmRealSends }] = useSettings();
  const initial = useMemo(() => ({ ...EMPTY_DRAFT, text: initialText }), [initialText]);
  const [fields, changeDraft] = useDraft(draftKey, initial);
  const { written } = replies;
  const change = useCallback<ChangeDraft>(
    (next) =>
      changeDraft((current) => {
        const changed = next(current);
        written(changed);
        return changed;
      }),
    [changeDraft, written],
  );
  const thought = useSecondThought(fields);
  /** What was sent by both gestures, to the letter: sent once more, it needs neither. */
  const [agreed, setAgreed] = useState<string | null>(null);
  const now = useSimulatorNow({ clock: useWindowClock(workspace.kind === "simulated") }, MINUTE_MS);
  // The thread beside it changes far more often than what is typed.
  const sendable = useMemo(() => sendableDraft(fields, target), [fields, target]);
  const warnings = useMemo(() => warningsOf(fields, target, sendable), [fields, target, sendable]);
  const ofWindow =
    lastInboundAt === undefined
      ? null
      : windowNotice(lastInboundAt, now, { category: fields.category, tag: fields.tag });

  return {
    fields,
    change,
    sendable,
    warnings,
    notes: [
      ...(ofWindow === null ? [] : [ofWindow]),
      ...warnings.filter(({ about }) => about === "content" || about === "tag"),
    ],
    isArmed: thought.isAsked,
    canAgree: thought.canAgree,
    disarm: thought.drop,
    send(gesture) {
      if (sendable.state !== "ready") return false;
      const asksTwice = isForProduction(workspace) && confirmRealSends;
      const wanted = JSON.stringify(sendable.draft);
      const isAgreed = thought.canAgree || (gesture === "again" && wanted === agreed);
      if (asksTwice && !isAgreed) {
        thought.ask();
        return false;
      }
      thought.drop();
      setAgreed(wanted);
      void replies.send(sendable.draft, fields, change);
      return true;
    },
  };
}
