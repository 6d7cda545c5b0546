// What the person chose, and the way to choose otherwise.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { Settings, type SettingsChange } from "../../preload/contract/settings.ts";
import { useBridge } from "../bridge/bridge.tsx";
import { useCall } from "../bridge/use-call.ts";
import { showFailure } from "./show-failure.ts";

const KEY = ["settings.get", {}];

/** Changes some of the settings. One that nobody asked for, such as the place one is at, may fail without a word. */
type ChangeSettings = (change: SettingsChange, how?: { readonly isUnasked: boolean }) => void;

/** The settings (their defaults until they are read), and a function that changes some. Changes show at once. */
export function useSettings(): [Settings, ChangeSettings] {
  const bridge = useBridge();
  const client = useQueryClient();
  const { data } = useCall("settings.get", {});
  const change = useCallback<ChangeSettings>(
    async (wanted, how) => {
      client.setQueryData<Settings>(KEY, (old) => (old === undefined ? old : merge(old, wanted)));
      const result = await bridge.call("settings.change", wanted);
      if (result.ok) {
        client.setQueryData<Settings>(KEY, result.value);
        return;
      }
      void client.invalidateQueries({ queryKey: KEY });
      if (how?.isUnasked !== true) showFailure(result.error);
    },
    [bridge, client],
  );
  return [data ?? DEFAULTS, change];
}

const DEFAULTS = Settings.parse({});

function merge(old: Settings, { webhooks, tunnel, linking, ...plain }: SettingsChange): Settings {
  return Settings.parse({
    ...old,
    ...withoutUndefined(plain),
    webhooks: { ...old.webhooks, ...withoutUndefined(webhooks ?? {}) },
    tunnel: { ...old.tunnel, ...withoutUndefined(tunnel ?? {}) },
    linking: { ...old.linking, ...withoutUndefined(linking ?? {}) },
  });
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
