// A real listener and store in a process that will be killed: `store-kill-child.ts FILE`. Sends its port to the parent.
import { createSystemClock } from "../../main/clock.ts";
import { openDatabase } from "../../main/events/database.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createEventStore } from "../../main/events/event-store.ts";
import { createListener } from "../../main/webhooks/listener.ts";
import { Settings } from "../../preload/contract/settings.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { createTestDirectory } from "../fakes/webhook-directory.ts";

const clock = createSystemClock();
const log = createMemoryLog();
const database = openDatabase(process.argv[2] ?? "", { mode: "owner" });
const feed = createEventFeed({ log });
const store = createEventStore({ database, clock, log, workspaceName: () => null });
const settings = Settings.parse({}).webhooks;
const directory = createTestDirectory({ accounts: [], workspaces: [] });
const listener = createListener({ store, feed, clock, log, directory, settings: () => settings });
const { port } = await listener.start({ port: 0, isExplicit: true });
process.send?.({ port });
