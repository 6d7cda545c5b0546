import { describe, expect, it } from "vitest";
import { PageId, Psid } from "../../../../preload/contract/ids.ts";
import { SimulatedMessage } from "../../../../preload/contract/simulator.ts";
import {
  draftProblem,
  FIRST_SIMULATED_DRAFT,
  messageOf,
  readSimulatedDraft,
  withoutSent,
  type SimulatedDraft,
} from "../../../../renderer/components/simulated-draft.ts";

const PERSON = {
  psid: Psid.parse("1111111111111111"),
  pageId: PageId.parse("0000000000000000"),
};

describe("a draft of a simulated person", () => {
  it.each<[string, Partial<SimulatedDraft>, object]>([
    ["a text", { text: "Hi" }, { type: "text", text: "Hi", fault: null }],
    [
      "a picture with its address",
      { type: "image", url: " https://example.com/a.png " },
      { type: "image", url: "https://example.com/a.png", fault: null },
    ],
    ["a picture of the simulator's own", { type: "image" }, { type: "image", fault: null }],
    [
      "what Vonage cannot relay, without an address typed before",
      { type: "unsupported", url: "https://example.com/a.png" },
      { type: "unsupported", fault: null },
    ],
    [
      "several faults and a version",
      { text: "Hi", faults: ["late", "duplicate"], payloadVersion: "v0.1" },
      { type: "text", text: "Hi", payloadVersion: "v0.1", fault: ["late", "duplicate"] },
    ],
    ["one that the switches spare", { text: "Hi", faults: [] }, { type: "text", text: "Hi", fault: [] }],
  ])("becomes %s", (_name, change, message) => {
    const made = messageOf(draft(change), PERSON);

    expect(made).toEqual({ ...message, ...PERSON });
    expect(SimulatedMessage.safeParse(made).success).toBe(true);
  });

  it.each<[Partial<SimulatedDraft>, ReturnType<typeof draftProblem>]>([
    [{ text: "Hi" }, null],
    [{ text: " \n" }, "empty"],
    [{ text: "x".repeat(20_001) }, "too-long"],
    [{ type: "image" }, null],
    [{ type: "image", url: "x".repeat(2_001) }, "too-long"],
    [{ type: "unsupported", text: "" }, null],
  ])("is sent only when it can be", (change, problem) => {
    expect(draftProblem(draft(change))).toBe(problem);
  });

  it("is empty and sound again once it was sent", () => {
    const sent = draft({ text: "Hi", faults: ["late"], payloadVersion: "v1" });

    expect(withoutSent(draft({ ...sent, faults: ["late"] }), sent)).toEqual(
      draft({ text: "", payloadVersion: "v1" }),
    );
  });

  it("keeps what was typed while it was sent, and the address of another kind", () => {
    const sent = draft({ text: "Hi", url: "https://example.com/a.png" });

    expect(withoutSent({ ...sent, text: "Hi again", faults: ["burst"] }, sent)).toEqual({
      ...sent,
      text: "Hi again",
      faults: ["burst"],
    });
  });

  it.each(["", "no json", "{}", '{"type":"smoke","text":"","url":"","payloadVersion":null,"faults":null}'])(
    "is not read from %j",
    (stored) => {
      expect(readSimulatedDraft(stored)).toBeNull();
    },
  );

  it("is read as it was stored", () => {
    const written = draft({ text: "Hi", faults: ["late"] });

    expect(readSimulatedDraft(JSON.stringify(written))).toEqual(written);
  });
});

function draft(change: Partial<SimulatedDraft>): SimulatedDraft {
  return { ...FIRST_SIMULATED_DRAFT, text: "", ...change };
}
