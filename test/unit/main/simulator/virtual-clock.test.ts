// The simulator's clock runs with the computer's, and can be played ahead of it.
import { beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../../../main/simulator/virtual-clock.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";

const DAY_MS = 24 * 60 * 60_000;

let base: FrozenClock;
let clock: VirtualClock;
let fired: [name: string, at: number][];
let start: number;

beforeEach(() => {
  base = createFrozenClock();
  clock = createVirtualClock(base);
  fired = [];
  start = base.now();
});

function set(name: string, delayMs: number, then: () => void = () => undefined): () => void {
  return clock.after(delayMs, () => {
    fired.push([name, clock.now() - start]);
    then();
  });
}

const settled = (): Promise<void> => Promise.resolve();

describe("left alone", () => {
  it("fires timers in order, each at its own moment, those set meanwhile too", () => {
    set("b", 200);
    set("a", 100, () => set("after a", 50));

    base.advance(300);

    expect(fired).toEqual([
      ["a", 100],
      ["after a", 150],
      ["b", 200],
    ]);
    expect([clock.now(), clock.elapsed()]).toEqual([base.now(), base.elapsed()]);
  });

  it("asks the computer for one timer at a time, and for none when nothing waits", () => {
    const cancel = set("a", 100);
    set("b", 50)();
    set("c", 200)();
    expect([base.pending(), clock.waiting(), clock.nextAt()]).toEqual([1, 1, start + 100]);

    cancel();

    expect([base.pending(), clock.waiting(), clock.nextAt()]).toEqual([0, 0, null]);
  });
});

describe("played", () => {
  it("moves on by what was asked for, with each timer at its moment", async () => {
    set("a", 5_000, () => set("b", 10_000));
    set("later", DAY_MS * 2);

    const played = await clock.play({ advanceMs: DAY_MS }, settled);

    expect(played).toEqual({ advancedMs: DAY_MS, end: "there" });
    expect(fired).toEqual([
      ["a", 5_000],
      ["b", 15_000],
    ]);
    expect([clock.now() - start, clock.aheadMs(), base.now()]).toEqual([DAY_MS, DAY_MS, start]);
  });

  it("runs on with the computer's clock from there", async () => {
    await clock.play({ advanceMs: 1_000 }, settled);
    set("a", 100);

    base.advance(100);

    expect(fired).toEqual([["a", 1_100]]);
  });

  it("waits at each moment for what it began", async () => {
    let answer: Promise<void> = Promise.resolve();
    // The first one's consequence is planned only when its answer is there.
    set("sent", 100, () => {
      answer = Promise.resolve().then(() => void set("again", 100));
    });
    set("other", 300);

    await clock.play({ advanceMs: 1_000 }, () => answer);

    expect(fired.map(([name]) => name)).toEqual(["sent", "again", "other"]);
  });

  it("goes to the next thing that waits, and no further", async () => {
    set("a", 100);
    set("b", 200);

    const played = await clock.play({ until: "next" }, settled);

    expect(played).toEqual({ advancedMs: 100, end: "there" });
    expect(fired).toEqual([["a", 100]]);
  });

  it("tells whole milliseconds, though what passes has fractions", async () => {
    clock = createVirtualClock({ ...base, now: () => Math.floor(base.now()) });
    set("a", 100);
    set("b", 200);
    base.advance(0.3);

    expect(await clock.play({ until: "next" }, settled)).toEqual({ advancedMs: 100, end: "there" });
    expect(fired).toEqual([["a", 100]]);
    expect([clock.now(), clock.nextAt(), clock.aheadMs()]).toEqual([start + 100, start + 200, 100]);
  });

  it("goes on until nothing waits", async () => {
    set("a", 100, () => set("b", DAY_MS));

    expect(await clock.play({ until: "idle" }, settled)).toEqual({ advancedMs: DAY_MS + 100, end: "idle" });
    expect(await clock.play({ until: "next" }, settled)).toEqual({ advancedMs: 0, end: "idle" });
    expect(await clock.play({ advanceMs: 5 }, settled)).toEqual({ advancedMs: 5, end: "idle" });
  });

  it("does not follow for ever what keeps itself going", async () => {
    const again = (): void => void set("again", 60 * 60_000, again);
    again();

    const played = await clock.play({ until: "idle" }, settled);

    expect(played).toEqual({ advancedMs: 8 * DAY_MS, end: "limit" });
    expect(fired).toHaveLength(8 * 24);
  });

  it("ends after a minute of real time", async () => {
    for (let hour = 1; hour <= 10; hour++) set(`hour ${hour}`, hour * 3_600_000);

    const played = await clock.play({ advanceMs: DAY_MS }, () => {
      base.advance(25_000);
      return Promise.resolve();
    });

    expect(played).toEqual({ advancedMs: 2 * 3_600_000, end: "limit" });
    // Nothing is lost: the rest comes at its time.
    expect(clock.waiting()).toBe(8);
  });

  it("never falls behind the computer's clock", async () => {
    await clock.play({ advanceMs: 100 }, () => {
      base.advance(5_000);
      return Promise.resolve();
    });

    expect(clock.aheadMs()).toBe(0);
    expect(clock.now()).toBe(base.now());
  });

  it("stands still meanwhile but for what is played, and says so", async () => {
    const seen: unknown[] = [];
    await clock.play({ advanceMs: 1_000 }, () => {
      base.advance(400);
      seen.push([clock.isPlaying(), clock.now() - start]);
      return Promise.resolve();
    });

    expect(seen).toEqual([[true, 0]]);
    expect(clock.isPlaying()).toBe(false);
  });

  it("waits for another play that is under way", async () => {
    set("a", 1_000);
    const both = [clock.play({ advanceMs: 600 }, settled), clock.play({ advanceMs: 600 }, settled)];

    expect(await Promise.all(both)).toEqual([
      { advancedMs: 600, end: "there" },
      { advancedMs: 600, end: "idle" },
    ]);
    expect(fired).toEqual([["a", 1_000]]);
  });

  it("goes on after a play that failed", async () => {
    const broken = clock.play({ advanceMs: 600 }, () => Promise.reject(new Error("broken")));

    await expect(broken).rejects.toThrow("broken");
    expect(await clock.play({ advanceMs: 600 }, settled)).toMatchObject({ advancedMs: 600 });
    expect(clock.isPlaying()).toBe(false);
  });
});

describe("reset", () => {
  it("forgets all timers and goes back to the computer's time", async () => {
    set("a", DAY_MS * 2);
    await clock.play({ advanceMs: DAY_MS }, settled);

    clock.reset();

    expect([clock.waiting(), clock.aheadMs(), base.pending()]).toEqual([0, 0, 0]);
  });

  it("ends a play that is under way, which then changes nothing", async () => {
    set("a", 100, () => clock.reset());
    set("b", 200);

    const played = await clock.play({ advanceMs: DAY_MS }, settled);

    expect(played).toEqual({ advancedMs: 0, end: "reset" });
    expect(fired).toEqual([["a", 100]]);
    expect([clock.aheadMs(), clock.isPlaying()]).toEqual([0, false]);
  });
});
