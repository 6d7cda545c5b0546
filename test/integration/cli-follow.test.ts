// `hookline events --follow` beside the store's owner, look by look: the clock is the test's.
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runEvents, type EventsOptions } from "../../main/cli/events.ts";
import { createOutput } from "../../main/cli/output.ts";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import type { NewEvent } from "../../main/events/new-event.ts";
import { putWorkspace } from "../../main/workspaces/workspace-rows.ts";
import { WorkspaceId, type EventId } from "../../preload/contract/ids.ts";
import { DEFAULT_API_HOST } from "../../preload/contract/workspace.ts";
import { plainNetwork } from "../fakes/network.ts";
import { newEvent } from "../fakes/new-event.ts";
import { openTestStore, type TestStore } from "../fakes/store.ts";

const BETWEEN_LOOKS_MS = 250;
const GRACE_MS = 2_000;

let test: TestStore;
let stop: () => void;
let ended: Promise<void>;
let lines: string[];
/** How often it has begun to wait. */
let waits: number;

beforeEach(() => {
  test = openTestStore();
  lines = [];
  waits = 0;
});

afterEach(async () => {
  stop();
  await ended;
  await test.remove();
});

function write(text: string): void {
  lines.push(text);
}

async function follow(options: EventsOptions = {}, dataFolder = dirname(test.file)): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  stop = stopped.resolve;
  ended = runEvents(
    {
      command: "events",
      stdin: noInput(),
      env: {},
      platform: "linux",
      rendererFolder: "/none",
      untilStopped: () => stopped.promise,
      outliveOutput: () => undefined,
      output: createOutput(
        { stdout: { write }, stderr: { write } },
        { json: options.json === true, quiet: false },
      ),
      clock: {
        ...test.clock,
        after: (delayMs, run) => {
          waits += 1;
          return test.clock.after(delayMs, run);
        },
      },
      network: plainNetwork,
      dataFolder,
      importsFrom: { home: "/none", workingFolder: "/none", env: {} },
    },
    { ...options, follow: true },
  );
  await expect.poll(() => waits).toBe(1);
}

/** Lets it look once more, and wait again. */
async function look(afterMs = BETWEEN_LOOKS_MS): Promise<readonly string[]> {
  const before = waits;
  test.clock.advance(afterMs);
  await expect.poll(() => waits).toBeGreaterThan(before);
  return lines;
}

async function append(parts: Parameters<typeof newEvent>[0] = {}): Promise<EventId> {
  const event: NewEvent = newEvent({ receivedAt: test.clock.now(), ...parts });
  return (await test.store.append(event)).id;
}

function answer(id: EventId, status: number): void {
  test.store.answered(id, { status, durationMs: 1, headers: {}, body: null, timings: null, sent: true });
}

const LATE = WorkspaceId.parse("late");

function putLate(name: string): void {
  putWorkspace(test.database, {
    id: LATE,
    name,
    kind: "real",
    applicationId: null,
    accountId: null,
    pageId: null,
    pageName: null,
    apiHost: DEFAULT_API_HOST,
    key: null,
    createdAt: 1,
    applicationSince: null,
    accountSince: null,
  });
}

/** As a person does while Hookline is stopped. */
async function moveAway(): Promise<void> {
  await test.store.close();
  for (const file of ["", "-wal", "-shm"].map((end) => test.file + end)) {
    if (existsSync(file)) renameSync(file, `${file}.old`);
  }
}

/** Hookline starts on the folder again. */
function startAnew(): void {
  const { clock, remove, file } = test;
  const anew = openTestStore({ file });
  test = {
    ...anew,
    clock,
    remove: async () => {
      await anew.remove();
      await remove();
    },
  };
}

async function* noInput(): AsyncGenerator<string> {}

describe("hookline events --follow", () => {
  it("finds what only the answer makes a match, though the answer is stored later", async () => {
    await follow({ query: "code:400" });
    const refused = await append({ kind: "unparsed", text: "first" });
    expect(await look()).toEqual([]);

    answer(refused, 400);

    expect(await look()).toEqual([expect.stringContaining("first")]);
  });

  it("prints a reply with its answer, and what came after it behind it", async () => {
    await follow();
    const reply = await append({ kind: "reply", text: "reply" });
    answer(await append({ text: "inbound" }), 200);
    expect(await look()).toEqual([]);

    answer(reply, 202);

    expect(await look()).toEqual([
      expect.stringMatching(/answered 202 .*reply/),
      expect.stringContaining("inbound"),
    ]);
  });

  it("waits for no answer longer than it is likely to come", async () => {
    await follow();
    await append({ kind: "reply", text: "reply" });
    expect(await look()).toEqual([]);

    await look(GRACE_MS);

    expect(await look()).toEqual([expect.stringMatching(/no answer .*reply/)]);
  });

  it("makes nothing wait whose clock was another", async () => {
    test.clock.jumpTo(test.clock.now() + 86_400_000);
    await append({ text: "ahead" });
    test.clock.jumpTo(test.clock.now() - 86_400_000);

    await follow();

    expect(lines).toEqual([expect.stringContaining("ahead")]);
  });

  it("names a workspace that was added since, and by its name of now", async () => {
    await follow({ json: true });
    putLate("Late");
    answer(await append({ workspace: LATE }), 200);
    await look();
    putLate("Later");
    answer(await append({ workspace: LATE }), 200);

    const printed = (await look()).map((line): unknown => JSON.parse(line));

    expect(printed).toMatchObject([{ workspaceName: "Late" }, { workspaceName: "Later" }]);
  });

  it("goes on with the new store where the old one was moved away, though its numbers begin anew", async () => {
    for (const text of ["one", "two", "three"]) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      answer(await append({ text }), 200);
    }
    await follow();
    await append({ text: "last of the old" });
    await moveAway();
    await look();
    startAnew();
    await append({ text: "first of the new" });
    await append({ text: "second of the new" });
    await look(GRACE_MS);

    const printed = (await look()).slice(3);

    expect(printed).toEqual([
      expect.stringMatching(/^ +4 .*last of the old/),
      expect.stringMatching(/^ +1 .*first of the new/),
      expect.stringMatching(/^ +2 .*second of the new/),
    ]);
  });

  it("goes on where it was in a copy that stands there in place of the store", async () => {
    await append({ text: "printed" });
    await follow();
    await look(GRACE_MS);
    await moveAway();
    for (const file of [test.file, `${test.file}-wal`]) copyFileSync(`${file}.old`, file);
    startAnew();
    await append({ text: "of the copy" });
    await look(GRACE_MS);

    const printed = await look();

    expect(printed).toEqual([expect.stringContaining("printed"), expect.stringContaining("of the copy")]);
  });

  it("ends with what is wrong with a store that appears while it follows", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hookline-follow-"));
    await follow({}, folder);

    writeFileSync(join(folder, DATABASE_FILE), "This is no database. ".repeat(200));
    test.clock.advance(BETWEEN_LOOKS_MS);

    await expect(ended).rejects.toMatchObject({ code: "DATA_FILE_DAMAGED" });
    ended = Promise.resolve();
    rmSync(folder, { recursive: true });
  });
});
