// `hookline events`: prints stored events, oldest first, whether or not a Hookline runs on the data folder.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LoggedEvent } from "../../preload/contract/event.ts";
import type { EventId } from "../../preload/contract/ids.ts";
import { DATABASE_FILE } from "../events/database-file.ts";
import { openDatabase } from "../events/database.ts";
import { hasWriteAheadLog } from "../events/read-only.ts";
import { createEventLogReader, type EventLogReader } from "../events/event-log-reader.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { eventLine } from "./event-line.ts";
import { readInteger } from "./usage.ts";
import { lookForFolder } from "./look-for-folder.ts";
import { readWorkspaceNames } from "./workspace-names.ts";

/** Options of `events`, as they were given. */
export interface EventsOptions extends CommonOptions {
  readonly limit?: string;
  readonly after?: string;
  readonly query?: string;
  readonly follow?: boolean;
  readonly withSignatures?: boolean;
}

/** How long `--follow` waits before it looks again. */
const FOLLOW_INTERVAL_MS = 250;

/**
 * How long `--follow` waits for the answer of an event: what it printed cannot be completed, and a query may ask for the answer.
 * Vonage takes a reply sooner than this, mostly.
 */
const ANSWER_GRACE_MS = 2_000;

interface Log extends Pick<EventLogReader, "streamAll" | "answeredUpTo"> {
  /** Whether somebody opened the store since, whom this one does not see. */
  isLeftBehind(): boolean;
  close(): void;
}

/** Prints what there is; with `--follow` also what comes, until it is stopped. */
export async function runEvents(context: CommandContext, options: EventsOptions): Promise<void> {
  const { output } = context;
  const limit = options.limit === undefined ? null : readCount(options.limit, "--limit", 1);
  let afterId = options.after === undefined ? null : readCount(options.after, "--after", 0);
  const request = {
    workspace: null,
    query: options.query ?? "",
    signatures: options.withSignatures === true ? "exact" : "masked",
  } as const;
  const stopped = options.follow === true ? context.untilStopped().then(() => "stopped" as const) : null;

  lookForFolder(context);
  let log = await openLog(context);
  const print = (events: Iterable<LoggedEvent>): void => {
    for (const event of events) {
      output.answer(output.isJson ? JSON.stringify(event) : eventLine(event, output));
      afterId = Math.max(afterId ?? 0, event.id);
    }
  };
  try {
    if (stopped === null) {
      print(log.streamAll({ ...request, afterId: toEventId(afterId), limit }));
      return;
    }
    let upToId = log.answeredUpTo(afterId ?? 0, ANSWER_GRACE_MS);
    print(log.streamAll({ ...request, afterId: toEventId(afterId), upToId, limit }));
    if (limit === null || options.after === undefined) afterId = Math.max(afterId ?? 0, upToId);

    while ((await Promise.race([stopped, pause(context)])) !== "stopped") {
      if (log.isLeftBehind()) {
        // This one stays the log, and is closed once, should the next one not open.
        const next = await openLog(context);
        log.close();
        log = next;
      }
      upToId = log.answeredUpTo(afterId ?? 0, ANSWER_GRACE_MS);
      if (upToId <= (afterId ?? 0)) continue;
      print(log.streamAll({ ...request, afterId: toEventId(afterId), upToId, limit: null }));
      afterId = Math.max(afterId ?? 0, upToId);
    }
  } finally {
    log.close();
  }
}

async function openLog(context: CommandContext): Promise<Log> {
  const file = storeFile(context);
  const database = openDatabase(file, { mode: "reader" });
  // There is no store yet, so an empty one is read; or one that nobody has open, in a folder that cannot be written.
  const isStandIn = database.location() === null;
  const isAtRest = !hasWriteAheadLog(file);
  const isLeftBehind = () => (isStandIn ? existsSync(file) : isAtRest && hasWriteAheadLog(file));
  const names = await readWorkspaceNames(database, context);
  const reader = createEventLogReader({
    database,
    clock: context.clock,
    workspaceName: (id) => names.get(id) ?? null,
  });
  return { ...reader, isLeftBehind, close: () => database.close() };
}

function storeFile({ dataFolder }: CommandContext): string {
  return join(dataFolder, DATABASE_FILE);
}

function pause({ clock }: CommandContext): Promise<void> {
  return new Promise((resolve) => {
    clock.after(FOLLOW_INTERVAL_MS, resolve);
  });
}

function readCount(text: string, option: string, min: number): number {
  return readInteger(text, { command: "events", option, min, max: Number.MAX_SAFE_INTEGER });
}

/** A place in the log: the reader only compares it, so that 0, before the first event, is one too. */
function toEventId(id: number | null): EventId | null {
  return id as EventId | null; // a place need not be the id of an event that is there
}
