import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSaveKeyFile } from "../../../../main/workspaces/save-key-file.ts";
import { restingSimulator } from "../../../../main/workspaces/memory-workspaces.ts";
import { ApplicationId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";

const own = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const held = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const applicationId = ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
const throwAway = ApplicationId.parse("bbbbbbbb-cccc-dddd-eeee-0123456789ab");
const id = WorkspaceId.parse("w1");
const summary = { fingerprint: "SHA256:x", bits: 2048, format: "PKCS#1", addedAt: 1, repairs: [] } as const;
const bikeBot: Workspace = {
  ...restingSimulator(1).workspace,
  id,
  kind: "real",
  name: "Bike bot",
  applicationId,
  key: { ...summary, repairs: [] },
};

/** A disk that takes note of what it is given. */
function disk(workspace: Workspace = bikeBot) {
  const written: { readonly stem: string; readonly pem: string }[] = [];
  const saveKeyFile = createSaveKeyFile({
    workspaces: { get: () => workspace, keyOf: () => Promise.resolve(own) },
    heldKeys: { keyOf: (wanted): KeyObject | null => (wanted === throwAway ? held : null) },
    keyFiles: {
      save: async (key) => {
        written.push(key);
        return { outcome: "saved", path: `/keys/${key.stem}.key` };
      },
    },
  });
  return { written, saveKeyFile };
}

describe("saving a key file", () => {
  it("writes the workspace's key as PKCS#8 and answers no more than the place", async () => {
    const { written, saveKeyFile } = disk();

    const saved = await saveKeyFile({ workspace: id });

    expect(saved).toEqual({ outcome: "saved", path: "/keys/private-Bike-bot.key" });
    expect(written.map(({ stem }) => stem)).toEqual(["private-Bike-bot"]);
    expect(written[0]?.pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPrivateKey(written[0]?.pem ?? "").equals(own)).toBe(true);
  });

  it("writes the key of an application that was made here and is no workspace's", async () => {
    const { written, saveKeyFile } = disk();

    await saveKeyFile({ workspace: id, applicationId: throwAway });

    expect(written.map(({ stem }) => stem)).toEqual([`private-${throwAway}`]);
    expect(createPrivateKey(written[0]?.pem ?? "").equals(held)).toBe(true);
  });

  it("takes the workspace's own application for the workspace", async () => {
    const { written, saveKeyFile } = disk();

    await saveKeyFile({ workspace: id, applicationId: ApplicationId.parse(applicationId.toUpperCase()) });

    expect(createPrivateKey(written[0]?.pem ?? "").equals(own)).toBe(true);
  });

  it("says of a simulator that does not run that it is off, since nobody can store its key", async () => {
    const { written, saveKeyFile } = disk(restingSimulator(1).workspace);

    const saving = saveKeyFile({ workspace: restingSimulator(1).workspace.id });

    await expect(saving).rejects.toMatchObject({ code: "SIMULATOR_OFF" });
    expect(written).toEqual([]);
  });

  it("says whose key is not there, and asks for no place", async () => {
    const without = disk({ ...bikeBot, key: null });
    const stranger = ApplicationId.parse("cccccccc-dddd-eeee-ffff-0123456789ab");

    await expect(without.saveKeyFile({ workspace: id })).rejects.toMatchObject({
      code: "KEY_FILE_NO_KEY",
      details: { owner: "Bike bot" },
    });
    await expect(without.saveKeyFile({ workspace: id, applicationId: stranger })).rejects.toMatchObject({
      code: "KEY_FILE_NO_KEY",
      details: { owner: `the application ${stranger}` },
    });
    expect(without.written).toEqual([]);
  });
});
