import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSimulatorIdentity } from "../../../../main/simulator/identity.ts";

let folder: string;
let identityFile: string;
let keyFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-identity-"));
  identityFile = join(folder, "simulator", "identity.json");
  keyFile = join(folder, "simulator", "private.key");
});
afterEach(() => rm(folder, { recursive: true }));

describe("loadSimulatorIdentity", () => {
  it("invents an account of Vonage's forms", async () => {
    const identity = await loadSimulatorIdentity(folder);

    expect(identity).toMatchObject({
      apiKey: expect.stringMatching(/^[a-z0-9]{8}$/),
      apiSecret: expect.stringMatching(/^.{16}$/),
      signatureSecret: expect.stringMatching(/^.{43}$/),
      applicationId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      pageId: "0000000000000000",
      psid: "1111111111111111",
      privateKeyFile: keyFile,
      privateKeyPem: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----\n/),
    });
    expect(identity.privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(identity.publicKey.equals(createPublicKey(identity.privateKeyPem))).toBe(true);
  });

  it("stays the same, but for the control key", async () => {
    const first = await loadSimulatorIdentity(folder);
    const second = await loadSimulatorIdentity(folder);

    const { controlKey: _first, privateKey: _a, publicKey: _b, ...kept } = first;
    expect(second).toMatchObject(kept);
    expect(second.controlKey).not.toBe(first.controlKey);
  });

  it.skipIf(process.platform === "win32")("keeps its files to their owner", async () => {
    await loadSimulatorIdentity(folder);

    const modes = await Promise.all(
      [join(folder, "simulator"), identityFile, keyFile].map(async (path) => (await stat(path)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
    expect((await readdir(join(folder, "simulator"))).sort()).toEqual(["identity.json", "private.key"]);
  });

  it("invents the same ids with the same seed, and other secrets", async () => {
    const one = await loadSimulatorIdentity(join(folder, "one"), { seed: 7 });
    const two = await loadSimulatorIdentity(join(folder, "two"), { seed: 7 });
    const other = await loadSimulatorIdentity(join(folder, "other"), { seed: 8 });

    expect([two.apiKey, two.applicationId]).toEqual([one.apiKey, one.applicationId]);
    expect(two.apiSecret).not.toBe(one.apiSecret);
    expect(other.applicationId).not.toBe(one.applicationId);
  });

  it("takes up a key that was left without its identity", async () => {
    const { privateKeyPem } = await loadSimulatorIdentity(folder);
    await rm(identityFile);

    expect((await loadSimulatorIdentity(folder)).privateKeyPem).toBe(privateKeyPem);
  });

  it.each([
    ["nothing", "", "It is not JSON."],
    ["no JSON", "{", "It is not JSON."],
    ["another format", '{"format":2}', "Its member format is not as written."],
    ["a list", "[]", "Its member list is not as written."],
  ])("refuses an identity that holds %s, and leaves it", async (_what, text, reason) => {
    await loadSimulatorIdentity(folder);
    await writeFile(identityFile, text);

    await expect(loadSimulatorIdentity(folder)).rejects.toMatchObject({
      code: "DATA_FILE_DAMAGED",
      details: { file: identityFile, reason },
    });
    expect(await readFile(identityFile, "utf8")).toBe(text);
  });

  it("refuses a damaged and a wrong key", async () => {
    await loadSimulatorIdentity(folder);
    const damaged = { code: "DATA_FILE_DAMAGED", details: { file: keyFile } };

    await writeFile(keyFile, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    await expect(loadSimulatorIdentity(folder)).rejects.toMatchObject(damaged);
    const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    await writeFile(keyFile, elliptic.export({ type: "pkcs8", format: "pem" }));
    await expect(loadSimulatorIdentity(folder)).rejects.toMatchObject(damaged);
  });

  it("names of an identity without its key the file that is there to be moved away", async () => {
    await loadSimulatorIdentity(folder);
    await rm(keyFile);

    await expect(loadSimulatorIdentity(folder)).rejects.toMatchObject({
      code: "DATA_FILE_DAMAGED",
      details: { file: identityFile, reason: "Its key is missing: private.key in the same folder." },
    });
  });

  it.skipIf(process.platform === "win32")("does not follow a symbolic link", async () => {
    await mkdir(join(folder, "simulator"));
    await writeFile(join(folder, "elsewhere"), "{}");
    await symlink(join(folder, "elsewhere"), identityFile);

    await expect(loadSimulatorIdentity(folder)).rejects.toMatchObject({ code: "DATA_FILE_DAMAGED" });
  });

  it("does not follow a symbolic link in its folder's place", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "hookline-elsewhere-"));
    await symlink(elsewhere, join(folder, "simulator"));

    await expect(loadSimulatorIdentity(folder)).rejects.toMatchObject({ code: "DATA_FILE_DAMAGED" });
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(elsewhere, { recursive: true });
  });

  it("says so when a file is in the folder's place", async () => {
    await writeFile(join(folder, "simulator"), "");

    await expect(loadSimulatorIdentity(folder)).rejects.toMatchObject({
      code: "DATA_FOLDER_UNWRITABLE",
      details: { folder: join(folder, "simulator"), reason: "A file stands where a folder should be." },
    });
  });
});
