import { afterEach, expect, it, vi } from "vitest";
import { keepFocus } from "../../../../../renderer/features/shell/kept-focus.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("waits for no focus that is on its way once it has ended", () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "MutationObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  // It hears its page, and looks at it only when it mends.
  const page = new EventTarget() as HTMLElement;
  const stop = keepFocus(page);
  page.dispatchEvent(Object.assign(new Event("focusout"), { relatedTarget: page }));
  expect(vi.getTimerCount()).toBe(1);

  stop();

  expect(vi.getTimerCount()).toBe(0);
});
