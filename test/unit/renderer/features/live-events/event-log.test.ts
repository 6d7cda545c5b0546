import { afterEach, describe, expect, it, vi } from "vitest";
import type { EventRow } from "../../../../../preload/contract/event.ts";
import { EventId, WorkspaceId } from "../../../../../preload/contract/ids.ts";
import { AnswerMemory } from "../../../../../renderer/features/live-events/answer-memory.ts";
import { EventLog } from "../../../../../renderer/features/live-events/event-log.ts";
import { INDEX_LAG_MS, REFRESH_MS, TINT_MS } from "../../../../../renderer/features/live-events/log-view.ts";
import { HELD_LIMIT } from "../../../../../renderer/features/live-events/held-arrivals.ts";
import { createSteppedScheduler, createStoreBridge, eventRow, settle } from "./log-fakes.ts";

const workspace = WorkspaceId.parse("simulated");

function rowsUpTo(count: number): EventRow[] {
  return Array.from({ length: count }, (_, index) => eventRow(index + 1));
}

interface LogOptions {
  readonly rows?: readonly EventRow[];
  readonly query?: string;
  /** The page can tell matches by itself; otherwise only the store can. */
  readonly isClientSide?: boolean;
}

async function startLog({ rows = [], query = "", isClientSide = true }: LogOptions = {}) {
  const bridge = createStoreBridge(rows);
  const scheduler = createSteppedScheduler();
  const rowTest = isClientSide
    ? (words: string) => (row: EventRow) => (row.text ?? "").includes(words)
    : () => null;
  const log = new EventLog({ bridge, scheduler, rowTest }, { workspace, query });
  const stop = log.start();
  await settle();
  scheduler.frame();
  const ids = (first = 0, last = 5): (number | null)[] => {
    const end = Math.min(last, log.view().count - 1);
    return Array.from({ length: Math.max(0, end - first + 1) }, (_, at) => log.rowAt(first + at)?.id ?? null);
  };
  return { log, bridge, scheduler, stop, ids };
}

describe("the window", () => {
  it("shows the newest first", async () => {
    const { log, ids } = await startLog({ rows: rowsUpTo(3) });

    expect(log.view()).toMatchObject({ phase: "ready", count: 3, waiting: 0, error: null });
    expect(ids()).toEqual([3, 2, 1]);
  });

  it("fetches the pages around what is shown, of one snapshot", async () => {
    const { log, bridge, ids } = await startLog({ rows: rowsUpTo(5_000) });

    log.show(2_000, 2_020);
    await settle();

    expect(ids(2_000, 2_002)).toEqual([3_000, 2_999, 2_998]);
    const offsets = bridge.asked.slice(1).map(({ offset, upToId }) => [offset, upToId]);
    expect(offsets).toEqual([
      [200, 5_000],
      [2_000, 5_000],
      [1_800, 5_000],
      [2_200, 5_000],
    ]);
  });

  it("keeps old pages right while hundreds arrive on top", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1_000) });
    for (let id = 1_001; id <= 2_500; id += 1) bridge.append([eventRow(id)]);
    scheduler.frame();

    log.show(2_300, 2_310);
    await settle();

    expect(log.view().count).toBe(2_500);
    expect(ids(0, 2)).toEqual([2_500, 2_499, 2_498]);
    expect(ids(2_300, 2_302)).toEqual([200, 199, 198]);
  });

  it("puts a page right that was asked for before arrivals became pages", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(2_000) });
    const answer = bridge.holdAnswers();
    log.show(1_000, 1_010);
    for (let id = 2_001; id <= 2_900; id += 1) bridge.append([eventRow(id)]);
    scheduler.frame();

    answer();
    await settle();

    expect(ids(1_900, 1_902)).toEqual([1_000, 999, 998]);
  });

  it("counts what became a page while the oldest one was awaited, and ends with the oldest row", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(600) });
    const answer = bridge.holdAnswers();
    log.show(200, 220);
    for (let id = 601; id <= 1_201; id += 1) bridge.append([eventRow(id)]);
    scheduler.frame();
    answer();
    await settle();

    log.show(1_190, 1_200);
    await settle();

    expect(log.view().count).toBe(1_201);
    expect(ids(1_199, 1_200)).toEqual([2, 1]);
  });

  it("asks for no page twice when arrivals become pages while it is awaited", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: rowsUpTo(2_000) });
    bridge.holdAnswers();
    log.show(1_000, 1_010);
    for (let id = 2_001; id <= 2_601; id += 1) bridge.append([eventRow(id)]);
    scheduler.frame();
    const before = bridge.asked.length;

    // The same rows, under the numbers that they have now.
    log.show(1_601, 1_611);

    expect(bridge.asked.slice(before)).toEqual([]);
  });

  it("asks for no more than four pages at once, however many a scroll flies over", async () => {
    const { log, bridge } = await startLog({ rows: rowsUpTo(5_000) });
    bridge.holdAnswers();
    const before = bridge.asked.length;

    for (let index = 1_000; index <= 4_000; index += 1_000) log.show(index, index + 20);

    expect(bridge.asked.length - before).toBe(4);
  });

  it("brings the rows where a scroll ended that was faster than the answers", async () => {
    const { log, bridge, ids } = await startLog({ rows: rowsUpTo(5_000) });
    const answer = bridge.holdAnswers();
    for (let index = 1_000; index <= 4_000; index += 1_000) log.show(index, index + 20);

    answer();
    await settle();

    expect(ids(4_000, 4_002)).toEqual([1_000, 999, 998]);
  });

  it("takes no page of a former snapshot for one of the newer", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1_000) });
    const answer = bridge.holdAnswers();
    log.show(500, 520);
    const answerNewer = bridge.holdAnswers();
    const more = Array.from({ length: HELD_LIMIT + 1 }, (_, at) => eventRow(1_001 + at));
    bridge.append(more);
    scheduler.frame();
    answerNewer();
    await settle();

    answer();
    await settle();

    const last = 1_001 + HELD_LIMIT;
    expect(log.view().count).toBe(last);
    expect(ids(500, 502)).toEqual([last - 500, last - 501, last - 502]);
  });

  it("forgets the pages shown longest ago", async () => {
    const { log, ids } = await startLog({ rows: rowsUpTo(20_000) });
    for (let index = 0; index < 12_000; index += 200) {
      log.show(index, index + 20);
      await settle();
    }

    expect(ids(300, 300)).toEqual([null]);
    expect(ids(11_800, 11_800)).toEqual([8_200]);
  });

  it("keeps a page that was shown again longer than those that were not", async () => {
    const { log, ids } = await startLog({ rows: rowsUpTo(20_000) });
    for (let index = 0; index <= 4_000; index += 200) {
      log.show(index, index + 20);
      await settle();
    }
    log.show(0, 20);

    log.show(10_000, 10_020);
    await settle();

    expect([...ids(0, 0), ...ids(400, 400)]).toEqual([20_000, null]);
  });

  it("finds an event it has at hand", async () => {
    const { log } = await startLog({ rows: rowsUpTo(150) });

    expect(log.indexOf(EventId.parse(100))).toBe(50);
    expect(log.indexOf(EventId.parse(999))).toBeNull();
  });
});

describe("an empty log", () => {
  afterEach(() => vi.useRealTimers());

  it("tells since when it is empty, whatever it is asked for meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000 });
    const { log, bridge, scheduler } = await startLog();

    vi.setSystemTime(61_000);
    log.setFilter({ workspace, query: "hello" });
    await settle();
    log.setFilter({ workspace, query: "" });
    await settle();
    const before = log.view();
    bridge.append([eventRow(1)]);
    scheduler.frame();

    expect(before).toMatchObject({ phase: "ready", count: 0, emptySince: 1_000 });
    expect(log.view()).toMatchObject({ count: 1, emptySince: null });
  });

  it("tells it by the host's clock", () => {
    const bridge = { ...createStoreBridge([]), now: () => 961_000 };
    const ports = { bridge, scheduler: createSteppedScheduler(), rowTest: () => null };

    const log = new EventLog(ports, { workspace, query: "" });

    expect(log.view().emptySince).toBe(961_000);
  });
});

describe("arrivals", () => {
  it("come on top once per frame, however many there are", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(2) });
    let renders = 0;
    log.subscribe(() => {
      renders += 1;
    });

    for (let id = 3; id <= 202; id += 1) bridge.append([eventRow(id)]);

    expect({ renders, frames: scheduler.framesWanted(), ids: ids() }).toEqual({
      renders: 0,
      frames: 1,
      ids: [2, 1],
    });
    scheduler.frame();
    expect(ids(0, 2)).toEqual([202, 201, 200]);
    expect(log.view().count).toBe(202);
  });

  it("that came in thousands while the page slept are read anew", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1) });
    const last = HELD_LIMIT + 2;
    for (let id = 2; id <= last; id += 1) bridge.append([eventRow(id)]);

    scheduler.frame();
    await settle();

    expect(log.view().count).toBe(last);
    expect(ids(0, 1)).toEqual([last, last - 1]);
  });

  it("stand in the order of their ids, also when told out of order", async () => {
    const { bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1) });

    bridge.append([eventRow(3)]);
    bridge.append([eventRow(2)]);
    scheduler.frame();

    expect(ids()).toEqual([3, 2, 1]);
  });

  it("that the first page already contains are not shown twice", async () => {
    const bridge = createStoreBridge(rowsUpTo(2));
    const scheduler = createSteppedScheduler();
    const log = new EventLog({ bridge, scheduler, rowTest: () => () => true }, { workspace, query: "" });
    const answer = bridge.holdAnswers();
    bridge.append([eventRow(3)], { tell: false });
    log.start();

    bridge.append([eventRow(4)]);
    answer();
    await settle();
    scheduler.frame();

    expect([log.view().count, log.rowAt(0)?.id, log.rowAt(1)?.id]).toEqual([4, 4, 3]);
  });

  it("of another workspace, or of none, are left out", async () => {
    const { bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1) });

    bridge.append([eventRow(2, { workspace: "other" }), eventRow(3, { workspace: null })]);
    scheduler.frame();

    expect(ids()).toEqual([1]);
  });

  it("that do not match the query are left out", async () => {
    const { bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1), query: "Message" });

    bridge.append([eventRow(2, { text: "Something else" }), eventRow(3)]);
    scheduler.frame();

    expect(ids()).toEqual([3, 1]);
  });

  it("are pointed at for a moment", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: rowsUpTo(1) });
    bridge.append([eventRow(2)]);
    scheduler.frame();
    expect(log.view().freshFromId).toBe(2);

    scheduler.advance(TINT_MS);

    expect(log.view().freshFromId).toBeNull();
  });

  it("are not pointed at above 20 a second", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: rowsUpTo(1) });

    bridge.append(Array.from({ length: 21 }, (_, at) => eventRow(at + 2)));
    scheduler.frame();

    expect(log.view().freshFromId).toBeNull();
  });

  it("get their answer when it is told, also before they are shown", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: [eventRow(1, { answer: null })] });

    bridge.append([eventRow(2, { answer: null })]);
    bridge.answer(2, 200);
    bridge.answer(1, 401);
    scheduler.frame();

    expect([log.rowAt(0)?.answer?.status, log.rowAt(1)?.answer?.status]).toEqual([200, 401]);
  });

  it("keep an answer that overtook the page they came with", async () => {
    const { log, bridge } = await startLog({ rows: rowsUpTo(500).map((row) => ({ ...row, answer: null })) });
    const answer = bridge.holdAnswers();
    log.show(250, 260);

    bridge.answer(240, 413);
    answer();
    await settle();

    expect(log.rowAt(260)).toMatchObject({ id: 240, answer: { status: 413 } });
  });

  it("leave no more than the thousand newest answers behind", () => {
    const answers = new AnswerMemory();
    for (const { id } of rowsUpTo(1_001)) answers.note({ id, status: 200, durationMs: 1, sent: true }, []);

    const given = answers.applyTo(rowsUpTo(1_001).map((row) => ({ ...row, answer: null })));

    expect(given.filter(({ answer }) => answer === null).map(({ id }) => id)).toEqual([1]);
  });
});

describe("a paused view", () => {
  it("holds arrivals and says how many wait", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(2) });
    log.pause();

    for (let id = 3; id <= 14; id += 1) bridge.append([eventRow(id)]);
    scheduler.frame();

    expect(log.view()).toMatchObject({ isPaused: true, waiting: 12, count: 2 });
    expect(ids()).toEqual([2, 1]);
  });

  it("shows them in order when it goes on", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1) });
    log.pause();
    bridge.append([eventRow(2), eventRow(3)]);
    scheduler.frame();

    log.resume();

    expect(ids()).toEqual([3, 2, 1]);
    expect(log.view()).toMatchObject({ isPaused: false, waiting: 0 });
  });

  it("patches the answers of waiting rows", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: rowsUpTo(1) });
    log.pause();
    bridge.append([eventRow(2, { answer: null })]);
    scheduler.frame();
    bridge.answer(2, 401);

    log.resume();

    expect(log.rowAt(0)?.answer?.status).toBe(401);
  });

  it("reads the log again when too many wait to be kept", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1) });
    const last = HELD_LIMIT + 2;
    log.pause();
    for (let id = 2; id <= last; id += 1) bridge.append([eventRow(id)]);
    scheduler.frame();
    expect(log.view().waiting).toBe(HELD_LIMIT + 1);

    log.resume();
    await settle();

    expect(log.view()).toMatchObject({ count: last, waiting: 0 });
    expect(ids(0, 1)).toEqual([last, last - 1]);
  });
});

describe("a view scrolled away from the top", () => {
  it("stays as it is while rows arrive", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(100) });
    log.setAtTop(false);

    bridge.append([eventRow(101), eventRow(102)]);
    scheduler.frame();

    expect(log.view()).toMatchObject({ count: 100, waiting: 2, isPaused: false });
    expect(ids(0, 1)).toEqual([100, 99]);
  });

  it("takes them in when it is at the top again", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(100) });
    log.setAtTop(false);
    bridge.append([eventRow(101)]);
    scheduler.frame();

    log.setAtTop(true);

    expect(ids(0, 1)).toEqual([101, 100]);
    expect(log.view().waiting).toBe(0);
  });

  it("goes on holding at the top while it is paused, until asked", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: rowsUpTo(100) });
    log.setAtTop(false);
    log.pause();
    bridge.append([eventRow(101)]);
    scheduler.frame();

    log.setAtTop(true);
    const before = log.view().waiting;
    log.showWaiting();

    expect([before, log.view().waiting, log.view().isPaused]).toEqual([1, 0, true]);
  });
});

describe("a newer page that is awaited", () => {
  const manyIds = HELD_LIMIT + 10;

  /** So many arrivals in one frame that the log is read anew; the answer is held back. */
  async function startReading({ readAt }: { readonly readAt: "question" | "answer" }) {
    const started = await startLog({ rows: rowsUpTo(1) });
    started.bridge.append(rowsUpTo(manyIds).slice(1));
    const answer = started.bridge.holdAnswers({ readAt });
    started.scheduler.frame();
    return { ...started, answer };
  }

  it.each(["question", "answer"] as const)(
    "leaves nothing out and shows nothing twice of what came meanwhile (it is read at the %s)",
    async (readAt) => {
      const { log, bridge, scheduler, ids, answer } = await startReading({ readAt });
      bridge.append([eventRow(manyIds + 1)]);
      scheduler.frame();
      answer();
      await settle();
      bridge.append([eventRow(manyIds + 2)]);
      scheduler.frame();

      expect(log.view()).toMatchObject({ count: manyIds + 2, waiting: 0 });
      expect(ids(0, 3)).toEqual([manyIds + 2, manyIds + 1, manyIds, manyIds - 1]);
    },
  );

  it("is asked for once more when too many came meanwhile", async () => {
    const { log, bridge, scheduler, ids, answer } = await startReading({ readAt: "question" });
    bridge.append(Array.from({ length: manyIds }, (_, at) => eventRow(manyIds + 1 + at)));
    answer();
    await settle();
    scheduler.frame();
    await settle();

    expect(log.view().count).toBe(2 * manyIds);
    expect(ids(0, 1)).toEqual([2 * manyIds, 2 * manyIds - 1]);
  });

  it("shows answers of the rows that are there", async () => {
    const { log, bridge, scheduler } = await startReading({ readAt: "question" });
    const before = log.view();

    bridge.answer(1, 401);
    scheduler.frame();

    expect(log.rowAt(0)).toMatchObject({ id: 1, answer: { status: 401 } });
    expect(log.view()).not.toBe(before);
  });

  it("is asked for once more after a failure, if something came meanwhile", async () => {
    const { log, bridge, scheduler, ids, answer } = await startReading({ readAt: "question" });
    bridge.append([eventRow(manyIds + 1)]);
    answer("STORE_WRITE_FAILED");
    await settle();
    scheduler.frame();
    await settle();

    expect(log.view().count).toBe(manyIds + 1);
    expect(ids(0, 1)).toEqual([manyIds + 1, manyIds]);
  });

  it("is asked for after a failure only with the next arrival, which does not hide what is missing", async () => {
    const { log, bridge, scheduler, ids, answer } = await startReading({ readAt: "question" });
    answer("STORE_WRITE_FAILED");
    await settle();
    const asked = bridge.asked.length;
    const wanted = scheduler.framesWanted();
    bridge.append([eventRow(manyIds + 1)]);
    scheduler.frame();
    await settle();

    const again = bridge.asked.slice(asked).filter(({ offset }) => offset === 0);
    expect([wanted, again.length]).toEqual([0, 1]);
    expect(log.view().count).toBe(manyIds + 1);
    expect(ids(0, 1)).toEqual([manyIds + 1, manyIds]);
  });

  it.each(["question", "answer"] as const)(
    "counts each event once that waits for a paused view (it is read at the %s)",
    async (readAt) => {
      const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(300) });
      log.pause();
      bridge.append(
        Array.from({ length: 400 }, (_, at) => eventRow(301 + at)),
        { tell: false },
      );
      const answer = bridge.holdAnswers({ readAt });
      bridge.setConnected(true);
      bridge.append([eventRow(701), eventRow(702)]);
      scheduler.frame();
      answer();
      await settle();
      scheduler.frame();
      const { waiting } = log.view();
      log.resume();
      await settle();

      expect([waiting, log.view().count, log.view().waiting]).toEqual([402, 702, 0]);
      expect(ids(0, 2)).toEqual([702, 701, 700]);
    },
  );

  it("puts the number right that waits when too many came for a paused view to tell them apart", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: rowsUpTo(1) });
    log.pause();
    bridge.setConnected(false);
    const answer = bridge.holdAnswers({ readAt: "answer" });
    bridge.setConnected(true);
    bridge.append(rowsUpTo(manyIds).slice(1));
    answer();
    await settle();
    scheduler.frame();
    await settle();

    expect(log.view().waiting).toBe(manyIds - 1);
  });

  it("after a lost connection is asked for again when it failed, and something comes", async () => {
    const { log, bridge, scheduler } = await startLog({ rows: rowsUpTo(1) });
    log.pause();
    bridge.append([eventRow(2)], { tell: false });
    bridge.failNext();
    bridge.setConnected(true);
    await settle();
    bridge.append([eventRow(3)]);
    scheduler.frame();
    await settle();

    expect(log.view().waiting).toBe(2);
  });
});

describe("a change of filter", () => {
  it("drops the late answer of the former one", async () => {
    const { log, bridge, ids } = await startLog({ rows: rowsUpTo(120) });
    const answerFirst = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message 11" });
    const answerSecond = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message 120" });

    answerSecond();
    await settle();
    answerFirst();
    await settle();

    expect(log.view()).toMatchObject({ phase: "ready", count: 1, filter: { query: "Message 120" } });
    expect(ids()).toEqual([120]);
  });

  it("says nothing of the former search, which the host ended for it", async () => {
    const { log, bridge, ids } = await startLog({ rows: rowsUpTo(120) });
    const answerFirst = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message 11" });
    const answerSecond = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message 120" });

    answerFirst("SEARCH_SUPERSEDED");
    await settle();
    const meanwhile = log.view();
    answerSecond();
    await settle();

    expect(meanwhile).toMatchObject({ phase: "loading", error: null });
    expect(log.view()).toMatchObject({ phase: "ready", error: null, count: 1 });
    expect(ids()).toEqual([120]);
    expect(new Set(bridge.asked.map(({ asker }) => asker)).size).toBe(1);
  });

  it("forgets the arrivals of the former one that were not shown yet", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(3) });
    const answer = bridge.holdAnswers();
    bridge.append([eventRow(4, { text: "Another" })]);
    log.setFilter({ workspace, query: "Message" });
    bridge.append([eventRow(5)]);

    answer();
    await settle();
    scheduler.frame();

    expect(ids()).toEqual([5, 3, 2, 1]);
  });

  it("keeps the rows of the same workspace on screen until the answer is there", async () => {
    const { log, bridge } = await startLog({ rows: rowsUpTo(3) });
    bridge.holdAnswers();

    log.setFilter({ workspace, query: "Message 1" });

    expect(log.view()).toMatchObject({ phase: "loading", count: 3 });
  });

  it("shows no row of another workspace, not even for a moment", async () => {
    const { log, bridge } = await startLog({ rows: rowsUpTo(3) });
    bridge.holdAnswers();

    log.setFilter({ workspace: WorkspaceId.parse("other"), query: "" });

    expect(log.view()).toMatchObject({ phase: "loading", count: 0 });
  });

  it("tells of a failure and can be asked again", async () => {
    const { log, bridge } = await startLog({ rows: rowsUpTo(3) });
    bridge.failNext();
    log.setFilter({ workspace, query: "Message" });
    await settle();
    expect(log.view()).toMatchObject({ phase: "failed", count: 0, error: { code: "STORE_WRITE_FAILED" } });

    log.retry();
    await settle();

    expect(log.view()).toMatchObject({ phase: "ready", count: 3, error: null });
  });
});

describe("a query that only the store can evaluate", () => {
  it("is asked again at most every quarter of a second", async () => {
    const { bridge, scheduler, ids } = await startLog({
      rows: rowsUpTo(2),
      query: "Message",
      isClientSide: false,
    });
    const before = bridge.asked.length;
    for (let id = 3; id <= 50; id += 1) bridge.append([eventRow(id)]);

    scheduler.advance(REFRESH_MS);
    await settle();

    expect(bridge.asked.length - before).toBe(1);
    expect(ids(0, 1)).toEqual([50, 49]);
  });

  it("finds what the search index learns of a little later", async () => {
    const { log, bridge, scheduler } = await startLog({
      rows: rowsUpTo(1),
      query: "Message",
      isClientSide: false,
    });
    bridge.append([eventRow(2, { text: "not indexed yet" })]);
    scheduler.advance(REFRESH_MS);
    await settle();
    bridge.append([eventRow(3)], { tell: false });

    scheduler.advance(INDEX_LAG_MS);
    await settle();

    expect([log.view().count, log.rowAt(0)?.id]).toEqual([2, 3]);
  });

  it("finds an event that matches by its answer, however late that is told", async () => {
    const { bridge, scheduler, ids } = await startLog({ query: "code:413", isClientSide: false });
    bridge.append([eventRow(1, { answer: null })]);
    scheduler.advance(REFRESH_MS + INDEX_LAG_MS);
    await settle();
    const before = ids();

    bridge.answer(1, 413);
    scheduler.advance(REFRESH_MS);
    await settle();

    expect({ before, after: ids() }).toEqual({ before: [], after: [1] });
  });

  it.each([{ outcome: "was answered" }, { outcome: "failed", code: "STORE_WRITE_FAILED" as const }])(
    "is asked once more when events came while the search before took its time and $outcome",
    async ({ code }) => {
      const { bridge, scheduler, ids } = await startLog({
        rows: rowsUpTo(1),
        query: "Message",
        isClientSide: false,
      });
      const answer = bridge.holdAnswers();
      bridge.append([eventRow(2)]);
      scheduler.advance(REFRESH_MS);
      for (let id = 3; id <= 6; id += 1) {
        bridge.append([eventRow(id)]);
        scheduler.advance(REFRESH_MS + INDEX_LAG_MS);
      }
      const before = bridge.asked.length;

      answer(code);
      await settle();

      expect(ids()).toEqual([6, 5, 4, 3, 2, 1]);
      expect(bridge.asked.length - before).toBe(1);
    },
  );

  it("is asked once more when events came during the first search", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1), isClientSide: false });
    const answer = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message" });
    bridge.append([eventRow(2)]);
    scheduler.advance(REFRESH_MS + INDEX_LAG_MS);
    const before = bridge.asked.length;

    answer();
    await settle();

    expect(ids()).toEqual([2, 1]);
    expect(bridge.asked.length - before).toBe(1);
  });

  it("is not asked once more for what came before another query, which finds it", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(1), isClientSide: false });
    const answerFirst = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Mess" });
    bridge.append([eventRow(2)]);
    scheduler.advance(REFRESH_MS + INDEX_LAG_MS);
    const answerSecond = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message" });
    const before = bridge.asked.length;

    answerFirst("SEARCH_SUPERSEDED");
    answerSecond();
    await settle();

    expect(ids()).toEqual([2, 1]);
    expect(bridge.asked.length - before).toBe(0);
  });

  it("counts what waits while the view is scrolled away", async () => {
    const { log, bridge, scheduler } = await startLog({
      rows: rowsUpTo(300),
      query: "Message",
      isClientSide: false,
    });
    log.setAtTop(false);
    for (let id = 301; id <= 700; id += 1) bridge.append([eventRow(id)]);

    scheduler.advance(REFRESH_MS);
    await settle();

    expect(log.view()).toMatchObject({ count: 300, waiting: 400 });
  });
});

describe("a connection that comes back", () => {
  it("brings what was missed, with one question", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(2) });
    const before = bridge.asked.length;
    bridge.setConnected(false);
    bridge.append([eventRow(3)], { tell: false });

    bridge.setConnected(true);
    await settle();
    scheduler.frame();

    expect(ids()).toEqual([3, 2, 1]);
    expect([log.view().phase, bridge.asked.length - before]).toEqual(["ready", 1]);
  });

  it("only counts it while the view is scrolled away", async () => {
    const { log, bridge, ids } = await startLog({ rows: rowsUpTo(50) });
    log.setAtTop(false);
    bridge.append([eventRow(51), eventRow(52)], { tell: false });

    bridge.setConnected(true);
    await settle();

    expect(log.view()).toMatchObject({ count: 50, waiting: 2 });
    expect(ids(0, 0)).toEqual([50]);
  });
});

describe("a first page that is awaited", () => {
  it("has nothing on top of it that it does not know yet, nor anything twice", async () => {
    const { log, bridge, scheduler, ids } = await startLog({ rows: rowsUpTo(3) });
    const answer = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message" });
    bridge.append([eventRow(4)]);
    scheduler.frame();
    const meanwhile = log.view().count;
    answer();
    await settle();
    scheduler.frame();

    expect([meanwhile, log.view().count]).toEqual([3, 4]);
    expect(ids()).toEqual([4, 3, 2, 1]);
  });
});

describe("a stopped log", () => {
  it("hears nothing and waits for nothing", async () => {
    const { log, bridge, scheduler, stop } = await startLog({ rows: rowsUpTo(1) });
    bridge.append([eventRow(2)]);

    stop();
    bridge.append([eventRow(3)]);

    expect(scheduler.framesWanted()).toBe(0);
    expect(log.view().count).toBe(1);
  });

  it("makes nothing of an answer that it awaited", async () => {
    const { log, bridge, scheduler, stop } = await startLog({ rows: rowsUpTo(500) });
    const answer = bridge.holdAnswers();
    log.setFilter({ workspace, query: "Message" });
    stop();
    const before = { view: log.view(), asked: bridge.asked.length };

    answer();
    await settle();

    expect({ view: log.view(), asked: bridge.asked.length }).toEqual(before);
    expect(scheduler.framesWanted()).toBe(0);
  });

  it("can be started again", async () => {
    const { log, bridge, stop, ids } = await startLog({ rows: rowsUpTo(1) });
    stop();
    bridge.append([eventRow(2)]);

    log.start();
    await settle();

    expect(ids()).toEqual([2, 1]);
  });
});
