// When connections to a tunnel's server are opened anew.
import { expect, it } from "vitest";
import { createReopening } from "../../../../main/tunnel/reopening.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

const CUT = { bytesRead: 0, lastedMs: 1 };

function stage({ isStanding }: { readonly isStanding: boolean }) {
  const clock = createFrozenClock();
  const told: string[] = [];
  const reopening = createReopening({
    clock,
    connections: 2,
    isStanding: () => isStanding,
    open: () => told.push("open"),
    giveUp: () => told.push("give up"),
  });
  const fail = (): void => {
    reopening.ended(CUT);
    reopening.again();
  };
  return { clock, told, reopening, fail };
}

it.each([
  { bytesRead: 120, lastedMs: 3 },
  { bytesRead: 0, lastedMs: 5_000 },
])("opens another at once after one of use: %o", (ended) => {
  const { clock, told, reopening, fail } = stage({ isStanding: false });
  fail();
  clock.advance(100);
  told.length = 0;

  reopening.ended(ended);
  reopening.again();

  expect(told).toEqual(["open"]);
});

it("waits longer after each round of failures, and gives up when none stands", () => {
  const { clock, told, fail } = stage({ isStanding: false });
  for (const pauseMs of [100, 100, 200, 200, 400, 400, 800, 800]) {
    told.length = 0;
    fail();
    clock.advance(pauseMs - 1);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual(["open"]);
  }

  fail();

  expect(told).toEqual(["open", "give up"]);
});

it("goes on slowly while another connection stands", () => {
  const { clock, told, fail } = stage({ isStanding: true });
  for (let count = 0; count < 9; count += 1) fail();
  clock.advance(14_999);
  expect(told).toHaveLength(8);

  clock.advance(1);

  expect(told).toHaveLength(9);
});
