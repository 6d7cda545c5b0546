import { expect, it } from "vitest";
import { AppState } from "../../../../../preload/contract/app-state.ts";
import { noticesOf } from "../../../../../renderer/features/shell/notices.ts";
import { LISTENING } from "../../../../fakes/listener-state.ts";

function appState(change: {
  listener?: object;
  warnings?: readonly string[];
  vaultWarning?: string;
}): AppState {
  return AppState.parse({
    version: "0.1.0",
    host: "browser",
    platform: "linux",
    dataFolder: "/data",
    vault: { kind: "file", warning: change.vaultWarning ?? null },
    warnings: change.warnings ?? [],
    listener: { ...LISTENING, ...change.listener },
    tunnel: { state: "off" },
    simulator: {
      running: true,
      url: null,
      faults: { api: null, webhooks: [], messenger: null, account: null },
      aheadMs: 0,
    },
  });
}

it("has nothing to say while all is well", () => {
  expect(noticesOf({ app: appState({}), hasOwnKeys: true, isConnected: true })).toEqual([]);
});

it("says which port is used instead of the wanted one", () => {
  const [notice] = noticesOf({
    app: appState({ listener: { wantedPort: 4817 } }),
    hasOwnKeys: true,
    isConnected: true,
  });

  expect(notice).toEqual({
    id: "port",
    tone: "warning",
    text: "Port 4817 is in use by another program. Hookline listens on 4817 instead. Two programs cannot listen on one port. If you pasted the old address anywhere, change it.",
    canDismiss: true,
  });
});

it("puts failures before facts, and lets only facts be put away", () => {
  const app = appState({
    listener: { storeError: { code: "STORE_WRITE_FAILED", details: { reason: "the disk is full" } } },
    warnings: ["Others can read the data folder."],
    vaultWarning: "Keys are kept in a file.",
  });

  const notices = noticesOf({ app, hasOwnKeys: true, isConnected: false });

  expect(notices.map(({ tone, canDismiss, text }) => [tone, canDismiss, text.split(".")[0]])).toEqual([
    ["bad", false, "The connection to Hookline was lost"],
    ["bad", false, "The event was not stored"],
    ["warning", true, "Keys are kept in a file"],
    ["warning", true, "Others can read the data folder"],
  ]);
});

it("speaks of no full disk when the store is damaged", () => {
  const details = { file: "hookline.db", reason: "database disk image is malformed" };
  const app = appState({ listener: { storeError: { code: "DATA_FILE_DAMAGED", details } } });

  const [notice] = noticesOf({ app, hasOwnKeys: true, isConnected: true });

  expect(notice?.text).toBe(
    "The file hookline.db cannot be read. Database disk image is malformed. It was left as it is. Move it away to start anew, or put back a copy of it.",
  );
});

it("tells of webhooks that were refused because too many came", () => {
  const reason = "more than 50 unverified ones a second came through the tunnel";
  const notices = noticesOf({
    app: appState({ listener: { flooded: { count: 1200, lastAt: 0, reason } } }),
    hasOwnKeys: true,
    isConnected: true,
  });

  expect(notices).toEqual([
    {
      id: "flood",
      tone: "warning",
      canDismiss: true,
      text: "1,200 webhooks were answered 429 and not stored. More than 50 unverified ones a second came through the tunnel. Real ones are sent again by Vonage; close the tunnel if the others go on.",
    },
  ]);
});

it("says that the listener failed", () => {
  const notices = noticesOf({
    app: appState({ listener: { state: "failed" } }),
    hasOwnKeys: true,
    isConnected: true,
  });

  expect(notices.map(({ id, tone }) => [id, tone])).toEqual([["listener", "bad"]]);
});

it("does not speak of how keys are kept before there is one", () => {
  const app = appState({ vaultWarning: "Keys are kept in a file." });

  expect(noticesOf({ app, hasOwnKeys: false, isConnected: true })).toEqual([]);
});

it.each([
  ["/inbound", "/webhooks/inbound"],
  ["/", "/webhooks/inbound"],
  ["/webhooks/inbound/", "/webhooks/inbound"],
  ["/vonage/Status", "/webhooks/status"],
])("says of a POST to %s where it was meant to go", (path, meant) => {
  const misdirected = [{ method: "POST", path, count: 3, lastAt: 0 }];

  const [notice] = noticesOf({
    app: appState({ listener: { misdirected } }),
    hasOwnKeys: true,
    isConnected: true,
  });

  expect(notice).toEqual({
    id: `path ${path}`,
    tone: "warning",
    text: `POST ${path} was answered 404. The paths are /webhooks/inbound and /webhooks/status. Correct the URL in the application’s Messages settings: it ends in ${meant}.`,
    canDismiss: true,
  });
});

it.each([
  ["GET", "/inbound"],
  ["POST", "/wp-login.php"],
])("keeps quiet about %s %s, which nobody set as a webhook", (method, path) => {
  const misdirected = [{ method, path, count: 1, lastAt: 0 }];

  expect(
    noticesOf({ app: appState({ listener: { misdirected } }), hasOwnKeys: true, isConnected: true }),
  ).toEqual([]);
});
