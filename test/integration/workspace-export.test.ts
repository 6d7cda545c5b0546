// The export of a workspace holds what tells it apart, and nothing that could be used for it.
import { generateKeyPairSync } from "node:crypto";
import { rm } from "node:fs/promises";
import { asyncProperty, assert, record, string, stringMatching } from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import type { TextFile } from "../../preload/contract/text-file.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { speak } from "../fakes/cli-voice.ts";
import { createMemoryVault } from "../fakes/vault.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const vault = createMemoryVault();
let running: RunningApp;

beforeAll(async () => {
  running = await startTestApp({}, { vault });
});

afterAll(async () => {
  await rm(`${running.dataFolder}-cli`, { recursive: true, force: true });
  await running.stop();
});

async function call<T>(name: string, input: object): Promise<T> {
  const result = await running.app.call(name, input);
  if (!result.ok) throw new Error(result.error.code);
  return result.value as T; // the call's output in the contract
}

it("holds names, ids, Page, host and the history of its link", async () => {
  const { id } = await call<Workspace>("workspaces.add", {
    name: "Bike bot / staging",
    applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    pageId: "107083064136738",
    pageName: "Bikes",
    apiKey: "a1b2c3d4",
    apiSecret: "an-api-secret",
    unchecked: true,
  });
  await call("linking.setLinkedOn", { workspace: id, linkedOn: "2020-01-01" });

  const file = await call<TextFile>("workspaces.export", { workspace: id });

  const now = new Date(running.clock.now()).toISOString();
  expect(file.fileName).toBe("Bike-bot-staging.hookline.json");
  expect(JSON.parse(file.text)).toEqual({
    format: 1,
    exportedAt: now,
    workspace: {
      id,
      name: "Bike bot / staging",
      kind: "real",
      applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
      pageId: "107083064136738",
      pageName: "Bikes",
      apiHost: "https://api.nexmo.com",
      apiKey: "a1b2c3d4",
      keyFingerprint: null,
    },
    links: [{ linkedOn: "2020-01-01", source: "entered", recordedAt: now, endedAt: null }],
  });
});

it("holds no text of the vault, whatever the secrets are", async () => {
  const secret = stringMatching(/^[!-~]{8,40}$/);
  const named = record({ apiSecret: secret, signatureSecret: secret, pageName: string({ maxLength: 40 }) });

  await assert(
    asyncProperty(named, async ({ apiSecret, signatureSecret, pageName }) => {
      const { id, name } = await call<Workspace>("workspaces.add", {
        name: "Secretive",
        apiKey: "e5f6a7b8",
        privateKey: pem,
        apiSecret,
        unchecked: true,
        signatureSecret,
        pageName: pageName.trim() === "" ? null : pageName,
      });

      const { text } = await call<TextFile>("workspaces.export", { workspace: id });

      const secrets = Object.values(vault.contents()).flatMap((kept) => kept.trim().split("\n"));
      expect(secrets).toEqual(expect.arrayContaining([apiSecret, signatureSecret]));
      expect(secrets.filter((kept) => text.includes(kept))).toEqual([]);
      await call("workspaces.remove", { id, typedName: name });
    }),
    { numRuns: 25 },
  );
});

it("is printed by the command, without a running Hookline", async () => {
  const folder = `${running.dataFolder}-cli`;
  await speak(["workspace", "add", "--name", "Bot", "--data-dir", folder], {
    env: { VONAGE_API_KEY: "a1b2c3d4", VONAGE_API_SECRET: "hidden-secret" },
  });

  const { code, stdout, stderr } = await speak(["workspace", "export", "bot", "--data-dir", folder]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ format: 1, workspace: { name: "Bot", apiKey: "a1b2c3d4" } });
  expect(stdout).not.toContain("hidden");
});

it("holds who a simulator is that does not run, beside a running Hookline and without one", async () => {
  const resting = await startTestApp({ simulatorPort: null });
  const asked = await resting.app.call("workspaces.export", { workspace: SIMULATED_WORKSPACE });
  await resting.app.stop();
  const printed = await speak(["workspace", "export", "simulated", "--data-dir", resting.dataFolder]);
  await resting.stop();

  if (!asked.ok) throw new Error(asked.error.code);
  const { text } = asked.value as TextFile; // the call's output in the contract
  const { workspace } = JSON.parse(text) as { workspace: Record<string, unknown> };
  expect(Object.entries(workspace).filter(([, value]) => value === null)).toEqual([["apiHost", null]]);
  expect(JSON.parse(printed.stdout)).toMatchObject({ workspace });
});
