import { notifications, notificationsStore } from "@mantine/notifications";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { showPassing, showStaying } from "../../../../renderer/components/toast.ts";

const PLACES = 3;

beforeEach(() => {
  notificationsStore.updateState((state) => ({ ...state, limit: PLACES }));
});

afterEach(() => notifications.clean());

function shown() {
  return notificationsStore.getState().notifications.map(({ message }) => message);
}

describe("a toast", () => {
  it("stands before all that came earlier, whatever its kind", () => {
    showPassing("First");
    showStaying({ tone: "bad", message: "Second" });
    showPassing("Third");

    expect(shown()).toEqual(["Third", "Second", "First"]);
  });

  it("has a place at once, also where all are taken", () => {
    for (const message of ["First", "Second", "Third"]) showPassing(message);
    showStaying({ tone: "bad", message: "Fourth" });

    expect(shown()).toEqual(["Fourth", "Third", "Second"]);
  });

  it("that stays comes back to its place, and one that goes by itself does not", () => {
    showStaying({ tone: "bad", message: "Stays" });
    for (const message of ["First", "Second", "Third", "Fourth"]) showPassing(message);
    const full = shown();
    for (const { id } of notificationsStore.getState().notifications) notifications.hide(id ?? "");

    expect([full, shown()]).toEqual([["Fourth", "Third", "Second"], ["Stays"]]);
  });

  it("that stays has a colour of the house", () => {
    showStaying({ tone: "warning", message: "To be known" });
    showStaying({ tone: "bad", message: "Failed" });

    expect(notificationsStore.getState().notifications.map(({ color }) => color)).toEqual([
      "var(--badsig)",
      "var(--unsigned)",
    ]);
  });
});
