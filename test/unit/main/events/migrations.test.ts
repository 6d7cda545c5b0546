import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../../main/events/database.ts";
import { createEventLogReader } from "../../../../main/events/event-log-reader.ts";
import { EVENTS_BY_MESSAGE } from "../../../../main/events/message-index.ts";
import { MIGRATIONS } from "../../../../main/events/migrations/index.ts";
import { EventId } from "../../../../preload/contract/ids.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import { newEvent } from "../../../fakes/new-event.ts";
import { openTestStore } from "../../../fakes/store.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-lean-"));
  file = join(folder, "hookline.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const UUID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const WHOLE = Buffer.from('{"text":"whole"}');
const CUT = Buffer.from('{"text":"the first 64 KiB');

/** A store as the version before wrote it: sizes, hashes and sentences beside the bodies. */
function writeOldStore(): void {
  const database = openDatabase(file, { mode: "owner", migrations: MIGRATIONS.slice(0, 3) });
  const event = database.prepare(
    `INSERT INTO events(simulated, kind, received_at, message_uuid, signature_state, signature_reason, attempt, problem)
     VALUES (0, 'inbound', 1577887200000, ?, ?, ?, 1, 0)`,
  );
  const request = database.prepare(
    "INSERT INTO requests VALUES (?, 'POST', '/webhooks/inbound', '{}', ?, ?, ?, ?)",
  );
  event.run(UUID, "bad", "payload_hash does not match the body: the body was changed on its way.");
  request.run(1, WHOLE, WHOLE.length, createHash("sha256").update(WHOLE).digest("hex"), 0);
  event.run(null, "unchecked", null);
  request.run(2, CUT, 3_000_000, null, 1);
  event.run(null, "unchecked", null);
  event.run(null, "unchecked", null);
  database.exec(
    `INSERT INTO answers VALUES (1, 200, 812, '{"content-length":"0"}', NULL, 10, NULL, 700, 50, 1)`,
  );
  // The newest one is gone: its id must not come back.
  database.exec("DELETE FROM events WHERE id = 4");
  database.close();
}

function read(database: DatabaseSync) {
  return createEventLogReader({ database, clock: createFrozenClock(), workspaceName: () => null });
}

describe("a store of an older version", () => {
  it("reads the same, and its ids go on", async () => {
    writeOldStore();

    const database = openDatabase(file, { mode: "owner" });
    const [whole, cut, bare] = [1, 2, 3].map((id) => read(database).get(EventId.parse(id)));
    const related = read(database).related(EventId.parse(1));
    database.close();
    const again = openTestStore({ file });
    const next = await again.store.append(newEvent());
    await again.remove();

    expect(whole).toMatchObject({
      raw: WHOLE.toString(),
      signature: {
        state: "bad",
        reason: "payload_hash mismatch. The body was changed on its way.",
      },
      request: { bodyBytes: WHOLE.length, bodySha256: createHash("sha256").update(WHOLE).digest("hex") },
    });
    expect(cut).toMatchObject({
      raw: CUT.toString(),
      truncated: true,
      signature: { state: "unchecked", reason: null },
      request: { bodyBytes: 3_000_000, bodySha256: null },
    });
    expect(whole?.response).toEqual({
      status: 200,
      durationMs: 0.812,
      headers: { "content-length": "0" },
      body: null,
      timings: { readBodyMs: 0.01, verifyMs: null, storeMs: 0.7, answerMs: 0.05 },
      sent: true,
    });
    expect([cut?.response, bare?.request, bare?.raw]).toEqual([null, null, null]);
    expect(related).toEqual([1]);
    expect(next.id).toBe(5);
  });
});

describe("ticks of an older version", () => {
  it("are taken to be for what their workspace has now", () => {
    const before = openDatabase(file, { mode: "owner", migrations: MIGRATIONS.slice(0, 7) });
    before.exec(`
      INSERT INTO accounts VALUES ('account', 'a1b2c3d4', 0, 0, NULL, 1, NULL);
      INSERT INTO workspaces VALUES ('bot', 'Bot', 'real', 'application', 'account', '42', NULL, 'host', NULL, 1);
      INSERT INTO linking_ticks VALUES ('bot', 'part2.link', 1, 7), ('simulated', 'before.jwt', 0, 8);
    `);
    before.close();

    const database = openDatabase(file, { mode: "owner" });
    const ticks = database
      .prepare(
        "SELECT workspace_id, step, done, at, application_id, api_key, page_id FROM linking_ticks ORDER BY id",
      )
      .all();
    const evidence = database.prepare("SELECT application_since, account_since FROM workspaces").all();
    database.close();

    const known = { application_id: "application", api_key: "a1b2c3d4", page_id: "42" };
    const unknown = { application_id: null, api_key: null, page_id: null };
    expect(ticks).toEqual([
      { workspace_id: "bot", step: "part2.link", done: 1, at: 7, ...known },
      { workspace_id: "simulated", step: "before.jwt", done: 0, at: 8, ...unknown },
    ]);
    expect(evidence).toEqual([{ application_since: null, account_since: null }]);
  });
});

describe("a message", () => {
  it.each(["?1", "e.message_uuid"])("is found by all of its id, whether it is %s or not", (uuid) => {
    const database = openDatabase(file, { mode: "owner" });
    const from = uuid === "?1" ? `${EVENTS_BY_MESSAGE} o` : `events e CROSS JOIN ${EVENTS_BY_MESSAGE} o`;
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN SELECT o.kind FROM ${from} WHERE o.message_uuid = ${uuid}`)
      .all(...(uuid === "?1" ? [UUID] : []))
      .map(({ detail }) => String(detail));
    database.close();

    // With a part of it, ids that differ elsewhere alone would be looked through one by one.
    expect(plan).toContainEqual(expect.stringContaining("SEARCH m USING PRIMARY KEY (message_uuid=?)"));
  });
});
