// The real thread, over a file with many events: what ends a search that is under way, and what does not.
import { afterEach, beforeEach, expect, it } from "vitest";
import { openReadOnly } from "../../../../main/events/read-only.ts";
import { createSearchThread, type SearchThread } from "../../../../main/events/search-thread.ts";
import { createTextSearch, type SearchRequest } from "../../../../main/events/text-search.ts";
import { openTestStore, type TestStore } from "../../../fakes/store.ts";

const EVENTS = 20_000;

/** Looks at every event, each taking milliseconds: minutes, which no test here waits for. */
const SLOW = slow(EVENTS, 40_000);
const QUICK = request("e.id <= 3");
const LIGHT = light("e.id <= 3");

const INSERT = "INSERT INTO events(simulated, kind, received_at, attempt, problem)";
const INSERT_ONE = `${INSERT} VALUES (1, 'inbound', 1, 1, 0)`;

let test: TestStore;
let thread: SearchThread;

beforeEach(() => {
  test = openTestStore();
  test.database.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${EVENTS})
    ${INSERT} SELECT 1, 'inbound', i, 1, 0 FROM n`);
  const workerUrl = new URL("../../../../main/events/query-worker.ts", import.meta.url);
  thread = createSearchThread({ file: test.file, workerUrl });
});
afterEach(async () => {
  await thread.close();
  await test.remove();
});

it("ends a search under way once its asker asks for other events", async () => {
  const former = thread.search(SLOW, { asker: "a", subject: "slow" });
  searchIsRunning();

  thread.supersede({ asker: "a", subject: "quick" });
  const newer = thread.search(QUICK, { asker: "a", subject: "quick" });

  await expect(former).rejects.toMatchObject({ code: "SEARCH_SUPERSEDED" });
  expect(await newer).toEqual({ ids: [3, 2, 1], total: 3 });
});

it("ends a search that still waits, and leaves the one under way to its asker", async () => {
  const running = thread.search(slow(400), { asker: "a", subject: "slow" });
  const waiting = thread.search(QUICK, { asker: "b", subject: "quick" });
  searchIsRunning();

  thread.supersede({ asker: "b", subject: "other" });

  await expect(waiting).rejects.toMatchObject({ code: "SEARCH_SUPERSEDED" });
  expect((await running).total).toBe(400);
});

it("goes on with a search whose asker asks for another page of it, and with one of nobody in particular", async () => {
  const searcher = { asker: "a", subject: "slow" };
  const first = thread.search(slow(400), searcher);
  const nobodys = thread.search(QUICK, null);
  searchIsRunning();

  thread.supersede(searcher);
  const second = thread.search({ ...slow(400), offset: 2 }, searcher);

  expect((await first).ids).toEqual([400, 399, 398]);
  expect((await nobodys).total).toBe(3);
  expect((await second).ids).toEqual([398, 397, 396]);
});

it("answers a light search in the middle of a heavy one, with what was stored meanwhile", async () => {
  const searcher = { asker: "a", subject: "slow" };
  const heavy = thread.search(SLOW, searcher);
  searchIsRunning();
  test.database.exec("DELETE FROM events WHERE id > 20000");
  test.database.exec(INSERT_ONE);

  const found = await thread.search(light("e.id >= 20000"), null);
  thread.supersede({ asker: "a", subject: "other" });

  expect(found).toEqual({ ids: [20_001, 20_000], total: 2 });
  // It had not come to its end by then.
  await expect(heavy).rejects.toMatchObject({ code: "SEARCH_SUPERSEDED" });
});

it("sees what is stored after a heavy search was ended", async () => {
  const searcher = { asker: "a", subject: "slow" };
  const heavy = thread.search(SLOW, searcher);
  searchIsRunning();
  thread.supersede({ asker: "a", subject: "other" });
  await expect(heavy).rejects.toMatchObject({ code: "SEARCH_SUPERSEDED" });
  await thread.search(QUICK, null);
  test.database.exec("DELETE FROM events WHERE id > 20000");
  test.database.exec(INSERT_ONE);

  const found = await thread.search(light("e.id >= 20000"), null);

  expect(found).toEqual({ ids: [20_001, 20_000], total: 2 });
});

it("counts all that a light search finds, and gives one page of it", async () => {
  const found = await thread.search({ ...light("e.id % 2 = 0"), offset: 2 }, null);

  expect(found).toEqual({ ids: [19_996, 19_994, 19_992], total: 10_000 });
});

it("ends light searches, too: one under way and one that waits", async () => {
  const under = { asker: "a", subject: "slow" };
  const all = [
    thread.search({ ...slow(400), isHeavy: false }, under),
    thread.search(LIGHT, under),
    thread.search(LIGHT, { asker: "b", subject: "slow" }),
  ];

  thread.supersede({ asker: "a", subject: "quick" });
  const newer = thread.search(LIGHT, { asker: "a", subject: "quick" });

  const superseded = { status: "rejected", reason: { code: "SEARCH_SUPERSEDED" } };
  const found = { status: "fulfilled", value: { ids: [3, 2, 1], total: 3 } };
  expect(await Promise.allSettled([...all, newer])).toMatchObject([superseded, superseded, found, found]);
});

it("ends a search under way when it is closed", async () => {
  const search = thread.search(SLOW, null);
  const waiting = thread.search(QUICK, null);
  searchIsRunning();
  const settled = Promise.allSettled([search, waiting, thread.search(LIGHT, null)]);

  await thread.close();

  const closed = { status: "rejected", reason: { code: "UNEXPECTED" } };
  expect(await settled).toMatchObject([closed, closed, closed]);
});

it("takes no search once it is closed", async () => {
  await thread.close();

  await expect(thread.search(QUICK, null)).rejects.toMatchObject({ code: "UNEXPECTED" });
});

it("asks now and then whether a search is still wanted, although nothing matches", () => {
  const database = openReadOnly(test.file);
  let asked = 0;
  const search = createTextSearch(database, () => {
    asked += 1;
    return asked <= 10;
  });

  expect(() => search.search(request("e.kind = 'status'"))).toThrow("Nobody waits");
  expect(asked).toBe(11);
  database.close();
});

function request(where: string): SearchRequest {
  return { key: where, where, values: [], isHeavy: true, offset: 0, limit: 3 };
}

function light(where: string): SearchRequest {
  return { ...request(where), isHeavy: false };
}

/** Finds so many events, and takes its time for each. */
function slow(count: number, steps = 4_000): SearchRequest {
  const work = `WITH RECURSIVE n(i) AS (SELECT e.id UNION ALL SELECT i + 1 FROM n WHERE i < e.id + ${steps})`;
  return request(`e.id <= ${count} AND (${work} SELECT max(i) FROM n) > 0`);
}

/**
 * A search under way holds on to what the file was when it began, so that what is written later cannot be moved out of
 * the write-ahead log.
 */
function searchIsRunning(): void {
  for (let turn = 0; turn < 20_000; turn += 1) {
    test.database.exec(INSERT_ONE);
    const moved = test.database.prepare("PRAGMA wal_checkpoint(PASSIVE)").get();
    if (Number(moved?.["checkpointed"]) < Number(moved?.["log"])) return;
  }
  throw new Error("No search is under way.");
}
