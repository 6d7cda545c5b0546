import { expect, it } from "vitest";
import { isKeptInVault, type Workspace } from "../../../../preload/contract/workspace.ts";
import { blank } from "../../../fakes/linking-world.ts";

const key = { fingerprint: "SHA256:x", bits: 2048, addedAt: 0 } as Workspace["key"]; // only whether there is one matters

it.each<[string, Partial<Workspace>, boolean]>([
  ["a private key", { key }, true],
  ["an API secret", { hasApiSecret: true }, true],
  ["a signature secret", { hasSignatureSecret: true }, true],
  ["nothing secret", {}, false],
  [
    "secrets of the environment",
    { key, hasApiSecret: true, hasSignatureSecret: true, ephemeral: true },
    false,
  ],
  ["secrets of the simulator", { kind: "simulated", key, hasSignatureSecret: true }, false],
])("keeps of a workspace with %s in the vault: %j", (_name, change, isKept) => {
  expect(isKeptInVault({ ...blank, ...change })).toBe(isKept);
});
