// A store in a fresh folder with the real listener before it, on a frozen clock unless told otherwise.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { openDatabase } from "../../main/events/database.ts";
import { createEventFeed, type EventFeed } from "../../main/events/event-feed.ts";
import { createEventStore, type EventStore } from "../../main/events/event-store.ts";
import type { FileEndpoint } from "../../main/media/file-endpoint.ts";
import type { Clock } from "../../main/ports.ts";
import type { WebhookDirectory } from "../../main/webhooks/directory.ts";
import type { ListenerLimits } from "../../main/webhooks/listener-limits.ts";
import { createListener, type Listener } from "../../main/webhooks/listener.ts";
import { Settings } from "../../preload/contract/settings.ts";
import { createFrozenClock } from "./clock.ts";
import { createMemoryLog, type MemoryLog } from "./log.ts";
import { createTestDirectory } from "./webhook-directory.ts";

/** The account, workspace and secret most tests use. */
export const TEST_ACCOUNT = {
  apiKey: "a1b2c3d4",
  secret: "the signature secret of a test",
  workspace: "w1",
  applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  pageId: "0000000000000000",
} as const;

/** Knows {@link TEST_ACCOUNT} and nothing else. */
export function createUsualDirectory(): WebhookDirectory {
  const { apiKey, secret, workspace, applicationId, pageId } = TEST_ACCOUNT;
  return createTestDirectory({
    accounts: [{ apiKey, secrets: [secret] }],
    workspaces: [{ id: workspace, apiKey, applicationId, pageId }],
  });
}

/** A running engine; `stop` also removes its folder. */
export interface TestEngine {
  readonly folder: string;
  readonly store: EventStore;
  readonly feed: EventFeed;
  readonly log: MemoryLog;
  readonly listener: Listener;
  readonly url: string;
  settings: Settings["webhooks"];
  stop(): Promise<void>;
}

/** Starts store and listener on a free port. */
export async function startEngine({
  clock = createFrozenClock(),
  directory = createUsualDirectory(),
  limits = {},
  files,
}: {
  readonly clock?: Clock;
  readonly directory?: WebhookDirectory;
  readonly limits?: Partial<ListenerLimits>;
  readonly files?: FileEndpoint;
} = {}): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-test-"));
  const database = openDatabase(join(folder, DATABASE_FILE), { mode: "owner" });
  const log = createMemoryLog();
  const feed = createEventFeed({ log });
  const store = createEventStore({ database, clock, log, workspaceName: (id) => `Workspace ${id}` });
  let settings = Settings.parse({}).webhooks;
  const listener = createListener({
    store,
    feed,
    clock,
    log,
    directory,
    settings: () => settings,
    limits,
    ...(files === undefined ? {} : { files }),
  });
  const { url } = await listener.start({ port: 0, isExplicit: true });
  return {
    folder,
    store,
    feed,
    log,
    listener,
    url,
    get settings() {
      return settings;
    },
    set settings(changed) {
      settings = changed;
    },
    stop: async () => {
      await listener.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
