// News that comes too often is passed on now and then, and the last of it always.
import { beforeEach, expect, it } from "vitest";
import { createNowAndThen, type NowAndThen } from "../../../../main/simulator/now-and-then.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";

let clock: FrozenClock;
let passed: [news: number, at: number][];
let news: NowAndThen<number>;

beforeEach(() => {
  clock = createFrozenClock();
  passed = [];
  news = createNowAndThen({ clock, everyMs: 100 }, (value) => passed.push([value, clock.elapsed()]));
});

it("passes on the first at once", () => {
  news.tell(1);

  expect(passed).toEqual([[1, 0]]);
});

it("passes on the newest of the rest, ten times a second at most", () => {
  for (let value = 1; value <= 250; value++) {
    news.tell(value);
    clock.advance(1);
  }
  clock.advance(1_000);

  expect(passed).toEqual([
    [1, 0],
    [100, 100],
    [200, 200],
    [250, 300],
  ]);
  expect(clock.pending()).toBe(0);
});

it("is at once again after a rest", () => {
  news.tell(1);
  clock.advance(500);
  news.tell(2);

  expect(passed).toEqual([
    [1, 0],
    [2, 500],
  ]);
});

it("leaves no timer behind when it stops", () => {
  news.tell(1);
  news.tell(2);

  news.stop();
  clock.advance(1_000);

  expect([passed, clock.pending()]).toEqual([[[1, 0]], 0]);
});
