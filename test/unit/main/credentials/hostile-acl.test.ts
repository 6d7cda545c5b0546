import { expect, it } from "vitest";
import { checkAcl } from "../../../../main/credentials/jwt-acl.ts";

const long = "x".repeat(5_000);

it.each([
  ["an unknown key", { paths: {}, "\u202Eevil": 1, [long]: 1 }],
  ["a path", { paths: { [`/\u202E${long}`]: { methods: ["\u0007"] } } }],
])("says what is wrong with %s in few and harmless characters", (_what, acl) => {
  const checked = checkAcl(acl);

  expect(checked).toEqual({ ok: false, problem: expect.stringMatching(/^[^\p{Cc}\p{Cf}]{1,400}$/u) });
});
