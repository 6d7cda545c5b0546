import { describe, expect, it } from "vitest";
import type { SignatureCheck } from "../../../../../preload/contract/event.ts";
import { secretAdvice } from "../../../../../renderer/features/live-events/secret-advice.ts";

function check(id: SignatureCheck["id"], outcome: SignatureCheck["outcome"]): SignatureCheck {
  return { id, label: "", outcome, detail: "" };
}

describe("what is to be done about the secret", () => {
  it.each([
    ["check it, where the one that is stored did not fit", "pass", "fail", "check"],
    ["add it, where none is stored for the account", "pass", "unknown", "add"],
    ["nothing, where it fitted and a claim is wrong", "pass", "pass", null],
    ["nothing, where the header was refused before a secret was looked for", "fail", "unknown", null],
    ["nothing, where there is no JWT", "skipped", "skipped", null],
  ] as const)("is to %s", (_what, algorithm, signature, advice) => {
    const checks = [check("algorithm", algorithm), check("signature", signature)];

    expect(secretAdvice({ checks })).toBe(advice);
  });
});
