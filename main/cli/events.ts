// `hookline events`: prints stored events, oldest first, whether or not a Hookline runs on the data folder.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LoggedEvent } from "../../preload/contract/event.ts";
import type { EventId } from "../../preload/contract/ids.ts";
import { misspeltTerm } from "../../preload/contract/misspelt-term.ts";
import { DATABASE_FILE } from "../events/database-file.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { eventLine } from "./event-line.ts";
import { openEventsLog, type EventsLog } from "./events-log.ts";
import { readInteger } from "./usage.ts";
import { lookForFolder } from "./look-for-folder.ts";

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

  const isThere = lookForFolder(context);
  const misspelt = misspeltTerm(request.query);
  if (misspelt !== null) output.note(misspelt);
  let log = openEventsLog(context);
  const print = (events: Iterable<LoggedEvent>): void => {
    for (const event of events) {
      output.answer(output.isJson ? JSON.stringify(event) : eventLine(event, output));
      afterId = Math.max(afterId ?? 0, event.id);
    }
  };
  try {
    if (stopped === null) {
      print(log.streamAll({ ...request, afterId: toEventId(afterId), limit }));
      if (isThere) sayWithoutStore(context);
      return;
    }
    let upToId = log.answeredUpTo(afterId ?? 0, ANSWER_GRACE_MS);
    print(log.streamAll({ ...request, afterId: toEventId(afterId), upToId, limit }));
    if (isThere) sayWithoutStore(context);
    if (limit === null || options.after === undefined) afterId = Math.max(afterId ?? 0, upToId);

    while ((await Promise.race([stopped, pause(context)])) !== "stopped") {
      const behind = log.isLeftBehind();
      if (behind !== false) {
        // This one stays the log, and is closed once, should the next one not open.
        const next = openEventsLog(context);
        if (behind === "replaced") {
          // Nothing more is written there, no answers either.
          print(log.streamAll({ ...request, afterId: toEventId(afterId), limit: null }));
          if (!isKnownTo(next, log, afterId ?? 0)) afterId = 0;
        }
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

/** Says that a folder has no store: an empty list alone would be taken for a quiet day. */
function sayWithoutStore({ dataFolder, output }: CommandContext): void {
  if (existsSync(join(dataFolder, DATABASE_FILE))) return;
  output.warn(`There is no ${DATABASE_FILE} in ${dataFolder}, so nothing is stored there.`);
}

/** Whether the last event that was printed is there in the next store, too: then that is a copy, and goes on from there. */
function isKnownTo(next: EventsLog, log: EventsLog, id: number): boolean {
  const at = log.receivedAt(id);
  return at !== null && at === next.receivedAt(id);
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
