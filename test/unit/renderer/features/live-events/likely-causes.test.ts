import { expect, it } from "vitest";
import type { AppState } from "../../../../../preload/contract/app-state.ts";
import type { ListenerState, MisdirectedPath } from "../../../../../preload/contract/listener.ts";
import type { Workspace } from "../../../../../preload/contract/workspace.ts";
import { likelyCauses } from "../../../../../renderer/features/live-events/likely-causes.ts";

it("names the wrong URL of the dashboard before what a scanner tried since", () => {
  const scanned = ["/.env", "/.git", "/admin"].map((path): MisdirectedPath => {
    return { method: "GET", path, count: 1, lastAt: 2 };
  });
  const misdirected = [...scanned, { method: "POST", path: "/inbound", count: 3, lastAt: 1 }];

  const named = likelyCauses(stateWith(misdirected), SIMULATED)
    .map(({ id }) => id)
    .filter((id) => id.startsWith("path"));

  expect(named).toEqual(["path POST /inbound", "path GET /.env", "path GET /.git"]);
});

it.each([
  ["STORE_WRITE_FAILED", "Events cannot be stored, so webhooks are answered 503."],
  ["STORE_PARTLY_DAMAGED", "Hookline listens on http://127.0.0.1:4817."],
])("says of the listener with %s: %s", (code, text) => {
  const state = stateWith([], { code, details: {} });

  expect(likelyCauses(state, SIMULATED)[0]).toMatchObject({ id: "listener", text });
});

// Only what a cause is told from.
const SIMULATED = { kind: "simulated" } as Workspace;

function stateWith(misdirected: MisdirectedPath[], storeError: ListenerState["storeError"] = null): AppState {
  const listener = {
    storeError,
    url: "http://127.0.0.1:4817",
    state: "listening",
    misdirected,
    malformed: null,
  } as Partial<ListenerState>;
  return { listener, simulator: { running: true } } as AppState;
}
