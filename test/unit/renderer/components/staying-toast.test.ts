import { notifications, notificationsStore } from "@mantine/notifications";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closeNewestStaying, showStaying } from "../../../../renderer/components/staying-toast.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_577_887_200_000 });
});

afterEach(() => {
  notifications.clean();
  vi.useRealTimers();
});

function shown() {
  const { notifications: toasts, queue } = notificationsStore.getState();
  return [...toasts, ...queue].map(({ message }) => message);
}

describe("a toast that stays", () => {
  it("is closed before those that came earlier, and after it those", () => {
    showStaying({ tone: "bad", message: "First" });
    vi.advanceTimersByTime(1);
    showStaying({ tone: "warning", message: "Second" });
    notifications.show({ message: "Goes by itself" });

    closeNewestStaying();
    const left = shown();
    closeNewestStaying();
    closeNewestStaying();

    expect([left, shown()]).toEqual([["Goes by itself", "First"], ["Goes by itself"]]);
  });

  it("has a colour of the house", () => {
    showStaying({ tone: "bad", message: "Failed" });
    showStaying({ tone: "warning", message: "To be known" });

    expect(notificationsStore.getState().notifications.map(({ color }) => color)).toEqual([
      "var(--badsig)",
      "var(--unsigned)",
    ]);
  });
});
