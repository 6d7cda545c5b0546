// The log that `events` reads beside the store's owner, and whether it is still the one that is written.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DATABASE_FILE } from "../events/database-file.ts";
import { openDatabase } from "../events/database.ts";
import { createEventLogReader, type EventLogReader } from "../events/event-log-reader.ts";
import { watchReplacement } from "../events/file-place.ts";
import { hasWriteAheadLog } from "../events/read-only.ts";
import type { CommandContext } from "./context.ts";
import { readWorkspaceNames } from "./workspace-names.ts";

/** An open log. */
export interface EventsLog extends Pick<EventLogReader, "streamAll" | "answeredUpTo"> {
  /** Whether somebody opened the store since, whom this one does not see; `replaced`: another store, at the same place. */
  isLeftBehind(): false | "overtaken" | "replaced";
  /** When the event was received, which tells it from the one with its number in another store; null when there is none. */
  receivedAt(id: number): number | null;
  close(): void;
}

/** Opens the log. @throws AppError as `openDatabase` for readers */
export function openEventsLog({
  dataFolder,
  clock,
}: Pick<CommandContext, "dataFolder" | "clock">): EventsLog {
  const file = join(dataFolder, DATABASE_FILE);
  const isReplaced = watchReplacement(file);
  const database = openDatabase(file, { mode: "reader" });
  // There is no store yet, so an empty one is read; or one that nobody has open, in a folder that cannot be written.
  const isStandIn = database.location() === null;
  const isAtRest = !hasWriteAheadLog(file);
  const isOvertaken = () => (isStandIn ? existsSync(file) : isAtRest && hasWriteAheadLog(file));
  let names: ReadonlyMap<string, string> = new Map();
  const reader = createEventLogReader({
    database,
    clock,
    workspaceName: (id) => names.get(id) ?? null,
  });
  const receivedAt = database.prepare("SELECT received_at FROM events WHERE id = ?");
  return {
    answeredUpTo: (afterId, graceMs) => reader.answeredUpTo(afterId, graceMs),
    streamAll: (request) => {
      // Anew each time: an event may belong to a workspace that was added, or renamed, since.
      names = readWorkspaceNames(database);
      return reader.streamAll(request);
    },
    isLeftBehind: () => (isReplaced() ? "replaced" : isOvertaken() && "overtaken"),
    receivedAt: (id) => {
      const at = receivedAt.get(id)?.["received_at"];
      return typeof at === "number" ? at : null;
    },
    close: () => database.close(),
  };
}
