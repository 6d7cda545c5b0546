import { describe, expect, it } from "vitest";
import { createMac } from "../../../../main/credentials/webhook-mac.ts";
import type { WebhookAccount } from "../../../../main/webhooks/directory.ts";
import { buildDirectory } from "../../../../main/workspaces/directory.ts";

function account(simulated: boolean, secrets: readonly string[]): WebhookAccount {
  return {
    apiKey: simulated ? "simulated" : "a1b2c3d4",
    simulated,
    secrets: secrets.map((secret) => ({ label: "a secret", mac: createMac(secret) })),
  };
}

describe("whether a secret is stored", () => {
  it.each([
    ["not for the simulator's own", [account(true, ["s"]), account(false, [])], false],
    ["for one of any real account", [account(true, ["s"]), account(false, ["t"])], true],
  ])("holds %s", (_what, accounts, holds) => {
    expect(buildDirectory({ accounts, workspaces: [] }).holdsSecret()).toBe(holds);
  });
});
