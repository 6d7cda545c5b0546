import { notifications, notificationsStore } from "@mantine/notifications";
import { afterEach, describe, expect, it } from "vitest";
import { beginSentence, showCopied, showNotCopied } from "../../../../renderer/components/copy-toast.ts";

afterEach(() => notifications.clean());

function shown() {
  const { notifications: toasts, queue } = notificationsStore.getState();
  return [...toasts, ...queue].map(({ title, message }) => [title, message]);
}

describe("the toast of copies", () => {
  it("says the newest copy in the place of the last", () => {
    for (const label of ["PSID", "JWT", "Body", "Headers", "Page ID"]) showCopied(label);
    showCopied("JWT", ", 15:00 left");

    expect(shown()).toEqual([[undefined, "JWT copied, 15:00 left"]]);
  });

  it("goes from a failure to the copy that went well", () => {
    showNotCopied({ title: "Body was not copied.", message: "Allow it." });
    const failed = shown();
    showCopied("Body");

    expect([failed, shown()]).toEqual([
      [["Body was not copied.", "Allow it."]],
      [[undefined, "Body copied"]],
    ]);
  });

  it.each([
    ["fingerprint", "Fingerprint"],
    ["listener address", "Listener address"],
    ["PSID", "PSID"],
    ["message_uuid", "message_uuid"],
    ["curl command", "curl command"],
  ])("begins %s as %s", (label, begun) => {
    expect(beginSentence(label)).toBe(begun);
  });
});
