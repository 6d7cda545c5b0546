// Fills a data folder with events, through the product's own line and store.
import { join } from "node:path";
import { createSystemClock } from "../../main/clock.ts";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { openDatabase } from "../../main/events/database.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createEventStore } from "../../main/events/event-store.ts";
import type { WebhookDirectory } from "../../main/webhooks/directory.ts";
import { createIngest } from "../../main/webhooks/ingest.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { Settings } from "../../preload/contract/settings.ts";
import { createMemoryLog } from "../fakes/log.ts";

/** The Page that all stored events are of. */
export const STORED_PAGE_ID = "0000000000000000";
/** One of the people who wrote. */
export const STORED_PSID = storedPsid(0);

const PEOPLE = 300;
const GROUP = 500;
const INTERVAL_MS = 1_000;

/** Stores so many different inbound messages and statuses, the last one received now, all of the simulated workspace. */
export async function storeEvents(dataFolder: string, count: number): Promise<void> {
  const log = createMemoryLog();
  const clock = createSystemClock();
  const database = openDatabase(join(dataFolder, DATABASE_FILE), { mode: "owner" });
  const store = createEventStore({ database, clock, log, workspaceName: () => null });
  const settings = Settings.parse({}).webhooks;
  const feed = createEventFeed({ log });
  const ingest = createIngest({ store, feed, clock, directory: SIMULATED_ONLY, settings: () => settings });
  const now = clock.now();
  for (let first = 0; first < count; first += GROUP) {
    const numbers = Array.from({ length: Math.min(GROUP, count - first) }, (_, index) => first + index);
    await Promise.all(
      numbers.map(async (number) => {
        const body = Buffer.from(JSON.stringify(payload(number)));
        const receivedAt = now - (count - number) * INTERVAL_MS;
        const headers = { "content-type": "application/json", "user-agent": "bench" };
        const { eventId, status } = await ingest.take(
          {
            webhook: number % 3 === 0 ? "inbound" : "status",
            method: "POST",
            path: number % 3 === 0 ? "/webhooks/inbound" : "/webhooks/status",
            headers,
            body,
            bodyBytes: body.length,
            truncated: false,
            receivedAt,
          },
          clock.elapsed(),
        );
        if (eventId === null) throw new Error(`Event ${number} was not stored: ${status}.`);
        ingest.answered(eventId, {
          status,
          durationMs: 1,
          headers: { "content-length": "0" },
          body: null,
          timings: null,
          sent: true,
        });
      }),
    );
  }
  await store.close();
}

const WORDS = [
  "order",
  "parcel",
  "refund",
  "hello",
  "invoice",
  "delivery",
  "thanks",
  "colour",
  "size",
  "tomorrow",
];

function payload(number: number): unknown {
  const uuid = `${String(Math.floor(number / 3)).padStart(8, "0")}-bbbb-4ccc-8ddd-0123456789ab`;
  const person = { type: "messenger", id: storedPsid(Math.floor(number / 3) % PEOPLE) };
  const page = { type: "messenger", id: STORED_PAGE_ID };
  const timestamp = new Date(Date.UTC(2026, 0, 1) + number * INTERVAL_MS).toISOString();
  if (number % 3 === 0) {
    const text = Array.from(
      { length: 3 + (number % 40) },
      (_, index) => WORDS[(number * 7 + index * index) % WORDS.length],
    );
    const content = { type: "text", text: `${number} ${text.join(" ")}` };
    return { message_uuid: uuid, to: page, from: person, timestamp, message: { content } };
  }
  const status = number % 3 === 1 ? "delivered" : number % 27 === 2 ? "rejected" : "read";
  const error = status === "rejected" ? { error: { code: 1340, reason: "Outside the allowed window" } } : {};
  return { message_uuid: uuid, to: person, from: page, timestamp, status, ...error };
}

function storedPsid(person: number): string {
  return `1111111111${String(person).padStart(6, "0")}`;
}

const SIMULATED_ONLY: WebhookDirectory = {
  holdsSecret: () => false,
  account: () => null,
  workspacesOfApplication: () => [],
  workspaceOfPage: () => ({
    id: SIMULATED_WORKSPACE,
    name: "Simulated",
    apiKey: null,
    applicationId: null,
    pageId: STORED_PAGE_ID,
    simulated: true,
  }),
};
