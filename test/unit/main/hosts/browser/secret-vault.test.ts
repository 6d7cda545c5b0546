import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeSecrets } from "../../../../../main/data-folder/plain-secrets.ts";
import { openFileVault } from "../../../../../main/hosts/browser/secret-vault.ts";

let dataFolder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "hookline-vault-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

it("keeps secrets over a restart in a file of its owner only, and says what that means", async () => {
  const vault = openFileVault({ dataFolder });
  await vault.set("account/1/api-secret", "s3cret");
  await vault.set("workspace/1/private-key", "pem");
  await vault.remove("workspace/1/private-key");
  await vault.remove("workspace/never/private-key");

  const again = openFileVault({ dataFolder });

  expect({ names: await again.names(), value: await again.get("account/1/api-secret") }).toEqual({
    names: ["account/1/api-secret"],
    value: "s3cret",
  });
  expect(await again.get("workspace/1/private-key")).toBeNull();
  expect(statSync(join(dataFolder, "vault.json")).mode & 0o777).toBe(0o600);
  expect({ kind: vault.kind, warning: vault.warning }).toEqual({
    kind: "file",
    warning: expect.stringContaining("not encrypted"),
  });
  expect(readdirSync(dataFolder)).toEqual(["vault.json"]);
});

it("says that the desktop keeps a secret instead of saying there is none", async () => {
  writeFileSync(
    join(dataFolder, "vault.desktop.json"),
    JSON.stringify({ format: 1, secrets: { "workspace/1/private-key": "Y2lwaGVy" } }),
  );
  const vault = openFileVault({ dataFolder });

  const reading = vault.get("workspace/1/private-key");

  await expect(reading).rejects.toMatchObject({ code: "CREDENTIALS_VAULT_LOCKED" });
  expect(await vault.names()).toEqual([]);
});

it("removes what a killed writer left behind", () => {
  const draft = "vault.json.0123456789ab.tmp";
  writeFileSync(join(dataFolder, draft), "an old secret");
  writeFileSync(join(dataFolder, "vault.json.mine"), "not ours to remove");

  openFileVault({ dataFolder });

  expect(readdirSync(dataFolder)).toEqual(["vault.json.mine"]);
});

it("treats no name as special", async () => {
  const vault = openFileVault({ dataFolder });

  expect(await vault.get("constructor")).toBeNull();
});

it.each([
  ["half a file", '{"format":1,"secrets":{"a":"s3cr'],
  ["another format", '{"format":2,"secrets":{}}'],
])("leaves a damaged file as it is and quotes nothing of it (%s)", (_name, text) => {
  writeFileSync(join(dataFolder, "vault.json"), text);

  const error = catchError(() => openFileVault({ dataFolder }));

  expect(error).toMatchObject({
    code: "DATA_FILE_DAMAGED",
    details: { file: "vault.json", reason: "It is not a vault of this version." },
  });
  expect(error).not.toHaveProperty("cause");
  expect(readFileSync(join(dataFolder, "vault.json"), "utf8")).toBe(text);
});

it("does not follow a symbolic link", () => {
  writeFileSync(join(dataFolder, "elsewhere"), '{"format":1,"secrets":{}}');
  symlinkSync(join(dataFolder, "elsewhere"), join(dataFolder, "vault.json"));

  expect(() => openFileVault({ dataFolder })).toThrow(expect.objectContaining({ code: "DATA_FILE_DAMAGED" }));
});

it("keeps the old secret when the new one cannot be written", async () => {
  const vault = openFileVault({ dataFolder });
  await vault.set("a", "old");
  rmSync(join(dataFolder, "vault.json"));
  mkdirSync(join(dataFolder, "vault.json"));

  const setting = vault.set("a", "new");

  await expect(setting).rejects.toMatchObject({
    code: "DATA_FOLDER_UNWRITABLE",
    details: { folder: dataFolder, reason: "A folder has that name." },
  });
  expect(await vault.get("a")).toBe("old");
  expect(readdirSync(dataFolder)).toEqual(["vault.json"]);
});

it.each([
  ["ENOSPC", "There is no room left on the disk."],
  ["EDQUOT", "There is no room left on the disk."],
  ["EROFS", "The disk is mounted read-only."],
  ["EACCES", "The system denies it."],
])("speaks of the disk, and of no keychain, when it says %s", (code, reason) => {
  const write = (): never => {
    throw Object.assign(new Error(code), { code });
  };

  const error = catchError(() => writeSecrets(join(dataFolder, "vault.json"), { a: "s3cret" }, write));

  expect(error).toMatchObject({ code: "DATA_FOLDER_UNWRITABLE", details: { folder: dataFolder, reason } });
});

// Windows has no such modes.
it.skipIf(process.platform === "win32")("does not say that only its user can read an open file", async () => {
  const vault = openFileVault({ dataFolder });
  await vault.set("a", "s3cret");
  chmodSync(dataFolder, 0o755);
  chmodSync(join(dataFolder, "vault.json"), 0o644);

  expect(vault.warning).toContain("other users of this computer can read it");
  chmodSync(join(dataFolder, "vault.json"), 0o600);
  expect(vault.warning).toContain("Only your user account can read it");
});

function catchError(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
