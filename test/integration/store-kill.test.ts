// What was acknowledged is there after kill -9, exactly once; and an fsync stands before every batch of answers.
import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { openDatabase } from "../../main/events/database.ts";
import { openTestStore } from "../fakes/store.ts";
import { findStraceProblem, killTraced } from "../fakes/strace.ts";
import { readWebhookFixture } from "../fakes/webhook-fixtures.ts";

const CHILD = join(import.meta.dirname, "store-kill-child.ts");
const MESSAGE = readWebhookFixture("v1/inbound-v1-text.json").body;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-kill-"));
  file = join(folder, DATABASE_FILE);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Posts until the other side is gone; tells each uuid that was answered 200. */
async function postUntilGone(
  port: number,
  prefix: string,
  acknowledged: (uuid: string) => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (let count = 0; ; count++) {
    const uuid = `${prefix}-${count}`;
    const status = await post(port, agent, uuid);
    if (status === null) break;
    if (status === 200) acknowledged(uuid);
  }
  agent.destroy();
}

/** The status of the answer; null when there was none. */
function post(port: number, agent: Agent, uuid: string): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request(
      { port, host: "127.0.0.1", path: "/webhooks/inbound", method: "POST", agent },
      (answer) => {
        answer.on("error", () => resolve(null));
        answer.on("end", () => resolve(answer.statusCode ?? null));
        answer.resume();
      },
    );
    sent.on("error", () => resolve(null));
    sent.end(JSON.stringify({ ...MESSAGE, message_uuid: uuid }));
  });
}

async function portOf(child: ChildProcess): Promise<number> {
  const [message] = await once(child, "message");
  // Sent by store-kill-child.
  return (message as { port: number }).port;
}

describe("kill -9 in bursts", () => {
  it("loses no acknowledged event and doubles none", { timeout: 60_000 }, async () => {
    const acknowledged: string[] = [];
    for (let burst = 0; burst < 4; burst++) {
      const child = fork(CHILD, [file]);
      const port = await portOf(child);
      const until = acknowledged.length + 150 + burst * 77;
      const clients = Array.from({ length: 12 }, (_, client) =>
        postUntilGone(port, `burst${burst}-client${client}`, (uuid) => {
          acknowledged.push(uuid);
          if (acknowledged.length === until) child.kill("SIGKILL");
        }),
      );
      await Promise.all([...clients, once(child, "exit")]);
    }

    const { database, remove } = openTestStore({ file });
    const stored = database.prepare("SELECT id, message_uuid FROM events ORDER BY id").all();
    const indexed = database
      .prepare("SELECT event_id AS id, message_uuid FROM message_index ORDER BY id")
      .all();
    const counts = new Map<string, number>();
    for (const { message_uuid: uuid } of stored)
      counts.set(String(uuid), (counts.get(String(uuid)) ?? 0) + 1);
    expect(acknowledged.length).toBeGreaterThanOrEqual(4 * 150);
    expect(acknowledged.filter((uuid) => counts.get(uuid) !== 1)).toEqual([]);
    expect([...counts.values()].every((count) => count === 1)).toBe(true);
    expect(indexed).toEqual(stored);
    expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    await remove();
  });
});

it("writes with the pragmas that make it durable", () => {
  const database = openDatabase(file, { mode: "owner" });
  const pragma = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];

  expect({
    journal: pragma("journal_mode"),
    synchronous: pragma("synchronous"),
    pageSize: pragma("page_size"),
    autoVacuum: pragma("auto_vacuum"),
    busyTimeout: pragma("busy_timeout"),
  }).toEqual({ journal: "wal", synchronous: 2, pageSize: 4096, autoVacuum: 2, busyTimeout: 5_000 });
  database.close();
});

describe("under strace", () => {
  const straceProblem = findStraceProblem();
  if (straceProblem !== null) console.info(`The fsync test is skipped: ${straceProblem}`);

  it.skipIf(straceProblem !== null)(
    "no answer leaves before the fsync of its commit",
    { timeout: 60_000 },
    async () => {
      const trace = join(folder, "trace");
      const calls = "trace=fsync,fdatasync,write,writev,sendto,sendmsg,pwrite64";
      const tracer = spawn(
        "strace",
        ["-f", "-y", "-s", "32", "-e", calls, "-o", trace, process.execPath, CHILD, file],
        { stdio: ["ignore", "ignore", "inherit", "ipc"] },
      );
      const port = await portOf(tracer);
      const agent = new Agent({ keepAlive: true });
      for (let round = 0; round < 5; round++) {
        const answers = await Promise.all(
          [1, 2, 3, 4].map((index) => post(port, agent, `round${round}-${index}`)),
        );
        expect(answers).toEqual([200, 200, 200, 200]);
      }
      agent.destroy();
      tracer.kill("SIGKILL");
      await once(tracer, "exit");
      killTraced(trace);

      const steps = readSteps(readFileSync(trace, "utf8"));
      expect(steps.match(/A/g)).toHaveLength(20);
      // Each run of answers follows an fsync that follows the writing of its frames.
      expect(steps).toMatch(/^(?:[WF]*W+F+A+)+[WF]*$/);
    },
  );
});

/** The trace as letters: W = frames written to the WAL, F = the WAL made durable, A = an answer to a webhook. */
function readSteps(trace: string): string {
  return trace
    .split("\n")
    .map((line) => {
      if (/pwrite64\(\d+<[^>]*-wal>/.test(line)) return "W";
      if (/f(?:data)?sync\(\d+<[^>]*-wal>/.test(line)) return "F";
      return line.includes('"HTTP/1.1 200 OK') ? "A" : "";
    })
    .join("");
}
