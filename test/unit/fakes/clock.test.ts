import { expect, it } from "vitest";
import { createFrozenClock } from "../../fakes/clock.ts";

it("fires timers in order, each at its own moment, also those set meanwhile", () => {
  const clock = createFrozenClock({ now: 1_000 });
  const fired: string[] = [];
  clock.after(20, () => fired.push(`b@${clock.now()}`));
  clock.after(10, () => {
    fired.push(`a@${clock.now()}`);
    clock.after(5, () => fired.push(`c@${clock.now()}`));
  });
  const cancel = clock.after(12, () => fired.push("never"));

  cancel();
  clock.advance(30);

  expect(fired).toEqual(["a@1010", "c@1015", "b@1020"]);
  expect({ now: clock.now(), elapsed: clock.elapsed(), pending: clock.pending() }).toEqual({
    now: 1_030,
    elapsed: 30,
    pending: 0,
  });
});
