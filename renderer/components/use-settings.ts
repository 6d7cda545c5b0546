// What the person chose, and the way to choose otherwise.
import { useMutationState, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { Settings, type SettingsChange } from "../../preload/contract/settings.ts";
import { useBridge } from "../bridge/bridge.tsx";
import { isHostLost } from "../bridge/host-lost.ts";
import { useCall } from "../bridge/use-call.ts";
import { showFailure } from "./show-failure.ts";
import { showStaying } from "./toast.ts";

const KEY = ["settings.get", {}];
const UNDER_WAY = { mutationKey: ["settings.change"], status: "pending" } as const;
/** For how long a change is kept once its answer is there: of no more use to anybody. */
const KEPT_MS = 1_000;

/** Changes some of the settings. One that nobody asked for, such as the place one is at, may fail without a word. */
type ChangeSettings = (change: SettingsChange, how?: { readonly isUnasked: boolean }) => void;

/**
 * The settings (their defaults until they are read), and a function that changes some. Changes show at once: the cache holds
 * what the host last told, and what is under way lies over it, so that no older answer takes a newer change back.
 */
export function useSettings(): [Settings, ChangeSettings] {
  const bridge = useBridge();
  const client = useQueryClient();
  const { data } = useCall("settings.get", {});
  const underWay = useMutationState({
    filters: UNDER_WAY,
    // It is what `change` gives to what stands under this key, and nothing else does.
    select: ({ state }) => state.variables as SettingsChange,
  });
  const settings = useMemo(() => underWay.reduce(merge, data ?? DEFAULTS), [underWay, data]);
  const change = useCallback<ChangeSettings>(
    (wanted, how) => {
      // Sent at once: what is called next must find it done.
      const answer = bridge.call("settings.change", wanted);
      const mutation = client.getMutationCache().build(client, {
        mutationKey: UNDER_WAY.mutationKey,
        gcTime: KEPT_MS,
        mutationFn: async (_wanted: SettingsChange) => {
          const result = await answer;
          // Before it is under way no more, so that nothing else is shown between the two.
          if (result.ok) {
            client.setQueryData<Settings>(KEY, result.value);
            return;
          }
          // Who has lost the host still has a window of their own: what the host has is read once it is back.
          if (isHostLost(result.error) && isOfWindow(wanted))
            client.setQueryData<Settings>(KEY, (old) => (old === undefined ? old : merge(old, wanted)));
          void client.invalidateQueries({ queryKey: KEY });
          if (how?.isUnasked !== true) showNotStored(result.error, wanted);
        },
      });
      void mutation.execute(wanted);
    },
    [bridge, client],
  );
  return [settings, change];
}

const DEFAULTS = Settings.parse({});

/** What concerns only what this window shows. */
const OF_WINDOW: ReadonlySet<string> = new Set<keyof SettingsChange>([
  "theme",
  "compactRows",
  "timeFormat",
  "reducedMotion",
  "sidebarCollapsed",
  "listWidth",
  "conversationWidth",
  "conversationOpen",
  "firstRunDone",
  "lastRoute",
]);

function isOfWindow(change: SettingsChange): boolean {
  return Object.keys(change).every((name) => OF_WINDOW.has(name));
}

/** The banner tells that the host is lost, but not that what was just chosen goes back. */
function showNotStored(error: AppErrorValue, wanted: SettingsChange): void {
  if (error.code !== "CONTRACT_HOST_LOST") return showFailure(error);
  const stands = isOfWindow(wanted)
    ? "What you chose is shown in this window only until it is connected again."
    : "The former value stands.";
  showStaying({
    // Of each kind once, however often a pane is dragged meanwhile.
    id: isOfWindow(wanted) ? "window-not-stored" : "setting-not-stored",
    tone: "bad",
    title: "Not stored: the connection to Hookline is lost.",
    message: `${stands} Choose it again once this page is connected.`,
  });
}

function merge(old: Settings, { webhooks, tunnel, linking, ...plain }: SettingsChange): Settings {
  const merged = Settings.safeParse({
    ...old,
    ...withoutUndefined(plain),
    webhooks: { ...old.webhooks, ...withoutUndefined(webhooks ?? {}) },
    tunnel: { ...old.tunnel, ...withoutUndefined(tunnel ?? {}) },
    linking: { ...old.linking, ...withoutUndefined(linking ?? {}) },
  });
  // What the host will refuse is not shown meanwhile.
  return merged.data ?? old;
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
