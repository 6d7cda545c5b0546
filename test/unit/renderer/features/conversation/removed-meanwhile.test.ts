import { describe, expect, it } from "vitest";
import { describeError } from "../../../../../preload/contract/errors.ts";
import { SIMULATED_WORKSPACE, WorkspaceId } from "../../../../../preload/contract/ids.ts";
import type { WorkspaceList } from "../../../../../preload/contract/workspace.ts";
import { isRemoved, sayRemoved } from "../../../../../renderer/features/conversation/removed-meanwhile.ts";
import { blank, bot } from "../../../../fakes/linking-world.ts";

const list: WorkspaceList = { workspaces: [blank], activeId: bot };
const other = WorkspaceId.parse("another");
const errorOf = (code: string, details = {}) => ({ code, details });

describe("a workspace", () => {
  it("is removed once the list has it no more, whatever came of the reply", () => {
    const refusals = [null, errorOf("REPLY_THROTTLED"), errorOf("CONTRACT_ANSWER_LOST")];

    expect(refusals.map((refusal) => isRemoved(other, list, refusal))).toEqual([true, true, true]);
    expect(refusals.map((refusal) => isRemoved(bot, list, refusal))).toEqual([false, false, false]);
    expect(isRemoved(SIMULATED_WORKSPACE, undefined, null)).toBe(false);
  });

  it.each([
    errorOf("REPLY_WORKSPACE_REMOVED"),
    errorOf("WORKSPACE_NOT_FOUND"),
    errorOf("REPLY_THROTTLED", { notLogged: "WORKSPACE_NOT_FOUND" }),
  ])("is removed as soon as an answer says so: $code", (refusal) => {
    expect(isRemoved(bot, list, refusal)).toBe(true);
  });
});

describe("a reply of a removed workspace", () => {
  it("that was refused is told as not sent, with why", () => {
    const refusal = errorOf("REPLY_THROTTLED", { wait: "asks to wait 2 s" });

    expect(describeError(sayRemoved(refusal, "Shop bot"))).toEqual({
      what: "The reply was not sent.",
      why: "Shop bot was removed while it was on its way, with what was written. Too many requests. Vonage asks to wait 2 s.",
      todo: "Write it anew from another workspace of the Page, if it is still wanted.",
    });
  });

  it("of which nobody knows whether it was taken is told as that", () => {
    expect(describeError(sayRemoved(errorOf("REPLY_NO_ANSWER", { seconds: 30 }), "Shop bot"))).toEqual({
      what: "It is not known whether the reply was sent.",
      why: "Shop bot was removed while it was on its way. Vonage did not answer within 30 s. The request left this computer, so the message may have been sent all the same.",
      todo: "Look for it in the Page’s inbox at Facebook before you write it anew.",
    });
  });

  it("that was gone before Vonage was asked names no id", () => {
    const { why } = describeError(sayRemoved(errorOf("WORKSPACE_NOT_FOUND", { name: bot }), "Shop bot"));

    expect(why).toBe(
      "Shop bot was removed while it was on its way, with what was written. Vonage was not asked.",
    );
  });

  it.each(["REPLY_WORKSPACE_REMOVED", "REPLY_NOT_LOGGED"])(
    "that Vonage took keeps its own words: %s",
    (code) => {
      const taken = errorOf(code, { messageUuid: "a" });

      expect(sayRemoved(taken, "Shop bot")).toBe(taken);
    },
  );
});
