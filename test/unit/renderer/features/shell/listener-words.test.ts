import { expect, it } from "vitest";
import type { AppState } from "../../../../../preload/contract/app-state.ts";
import type { ListenerState } from "../../../../../preload/contract/listener.ts";
import { listenerWords } from "../../../../../renderer/features/shell/listener-words.ts";

it.each<[string | null, string, string]>([
  [null, "good", "Listening on"],
  ["STORE_WRITE_FAILED", "bad", "Not storing events; listening on"],
  ["STORE_PARTLY_DAMAGED", "bad", "Store damaged; listening on"],
])("says with the store error %s: %s, %s", (code, tone, words) => {
  const listener: Partial<ListenerState> = {
    state: "listening",
    url: "http://127.0.0.1:4817",
    storeError: code === null ? null : { code, details: {} },
  };
  const app = { listener } as AppState; // nothing else of it is looked at

  expect(listenerWords({ app, isConnected: true, isSimulated: false })).toEqual({
    tone,
    words,
    address: "127.0.0.1:4817",
  });
});
