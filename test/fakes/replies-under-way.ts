// Notes of replies on their way, in a database of their own.
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../main/events/migrations/index.ts";
import { createRepliesUnderWay, type RepliesUnderWay } from "../../main/messages/replies-under-way.ts";
import { createMemoryLog } from "./log.ts";

/** Opens it. */
export function openRepliesUnderWay(): RepliesUnderWay {
  const database = new DatabaseSync(":memory:");
  for (const { sql } of MIGRATIONS) database.exec(sql);
  return createRepliesUnderWay({ database, log: createMemoryLog() });
}
