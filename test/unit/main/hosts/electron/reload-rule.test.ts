import { expect, it } from "vitest";
import { createReloadRule } from "../../../../../main/hosts/electron/reload-rule.ts";
import { createFrozenClock } from "../../../../fakes/clock.ts";

it.each([
  ["crashed", true],
  ["oom", true],
  ["abnormal-exit", true],
  ["launch-failed", true],
  ["integrity-failure", true],
  ["memory-eviction", true],
  ["killed", true],
  ["clean-exit", false],
] as const)("looks at why the page's process ended (%s)", (reason, isReloaded) => {
  const isToReload = createReloadRule({ clock: createFrozenClock() });

  expect(isToReload(reason)).toBe(isReloaded);
});

it("loads a page that ends again and again anew only once a minute", () => {
  const clock = createFrozenClock();
  const isToReload = createReloadRule({ clock });

  const first = isToReload("crashed");
  clock.advance(59_999);
  const soon = isToReload("crashed");
  clock.advance(1);
  const later = isToReload("crashed");

  expect([first, soon, later]).toEqual([true, false, true]);
});
