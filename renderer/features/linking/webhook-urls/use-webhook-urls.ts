// Where the webhook URLs stand, and the way to change them: first a plan to look at, then the change itself.
import { useState } from "react";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import type { ApplicationId } from "../../../../preload/contract/ids.ts";
import type { WebhookUrlsPlan, WebhookUrlsState } from "../../../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct, useCall, useRefresh } from "../../../bridge/use-call.ts";
import { showPassing } from "../../../components/toast.ts";

/** To point the application here, or to put back what was there. */
export type UrlIntent = "set" | "restore";

/** A plan that waits for the person's word. */
export interface UrlDraft {
  readonly intent: UrlIntent;
  readonly plan: WebhookUrlsPlan;
}

/** The URLs of one workspace's application. */
export interface WebhookUrls {
  /** From what is stored; null until the first answer. */
  readonly state: WebhookUrlsState | null;
  readonly draft: UrlDraft | null;
  readonly error: AppErrorValue | null;
  readonly isBusy: boolean;
  /** They are being set, so that it is not confirmed is not the last word. */
  readonly isSetting: boolean;
  /** Reads the application and shows what would change. */
  readonly look: (intent: UrlIntent) => Promise<void>;
  /** Carries out exactly the plan on the screen. */
  readonly carryOut: () => Promise<void>;
  /** Looks, and carries out at once when there is nothing to ask. */
  readonly restoreAtOnce: () => Promise<void>;
  readonly putAside: () => void;
  /** Drops the old URLs; the application stays as it is. */
  readonly forget: () => Promise<void>;
}

/** Reads the state and keeps it current; the network is asked for plans and changes only. */
export function useWebhookUrls({ id: workspace, applicationId }: Workspace): WebhookUrls {
  const query = useCall("webhookUrls.state", { workspace });
  const refresh = useRefresh();
  const [found, setDraft] = useState<UrlDraft | null>(null);
  const draft = stillMeant(found, { set: applicationId, restore: query.data?.applicationId ?? null });
  const [error, setError] = useState<AppErrorValue | null>(null);
  const planSet = useAct("webhookUrls.plan");
  const planRestore = useAct("webhookUrls.planRestore");
  const set = useAct("webhookUrls.set");
  const restore = useAct("webhookUrls.restore");
  const forget = useAct("webhookUrls.forget");

  async function read(intent: UrlIntent): Promise<UrlDraft | null> {
    setError(null);
    const planned = await (intent === "set" ? planSet : planRestore).run({
      workspace,
    });
    if (planned.ok) return { intent, plan: planned.value };
    setError(planned.error);
    return null;
  }

  async function change({ intent, plan }: UrlDraft): Promise<void> {
    setError(null);
    const changed = await (intent === "set" ? set : restore).run({
      workspace,
      agreed: plan.seen,
    });
    // Even a failed change may have begun: the state says how far it got, and the application what it has now.
    refresh("webhookUrls.state");
    refresh("applications.get");
    refresh("linking.state");
    if (!changed.ok) return setError(changed.error);
    setDraft(null);
    showPassing(intent === "set" ? "Webhook URLs set" : "Old webhook URLs put back");
  }

  async function look(intent: UrlIntent): Promise<void> {
    setDraft(await read(intent));
  }

  async function restoreAtOnce(): Promise<void> {
    const next = await read("restore");
    if (next === null || next.plan.questions.length > 0) setDraft(next);
    else await change(next);
  }

  async function dropOld(): Promise<void> {
    setError(null);
    const forgotten = await forget.run({ workspace });
    refresh("webhookUrls.state");
    if (!forgotten.ok) return setError(forgotten.error);
    setDraft(null);
    showPassing("Old webhook URLs forgotten");
  }

  return {
    state: query.data ?? null,
    draft,
    error: error ?? query.error?.value ?? null,
    isBusy: [planSet, planRestore, set, restore, forget].some(({ isRunning }) => isRunning),
    isSetting: set.isRunning,
    look,
    carryOut: async () => {
      if (draft !== null) await change(draft);
    },
    restoreAtOnce,
    putAside: () => {
      setDraft(null);
      setError(null);
    },
    forget: dropOld,
  };
}

/** A plan is for one application: once another one is meant, it is worth nothing. */
function stillMeant(
  draft: UrlDraft | null,
  applications: Readonly<Record<UrlIntent, ApplicationId | null>>,
): UrlDraft | null {
  return draft !== null && draft.plan.applicationId === applications[draft.intent] ? draft : null;
}
