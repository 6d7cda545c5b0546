import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openFileVault } from "../../../../../main/hosts/browser/secret-vault.ts";
import { openDesktopVault, type DesktopVaultParts } from "../../../../../main/hosts/electron/secret-vault.ts";
import type { SecretVault } from "../../../../../main/ports.ts";
import { createMemoryLog, type MemoryLog } from "../../../../fakes/log.ts";

type SafeStorage = DesktopVaultParts["safeStorage"];

const PEM = "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----";
let folder = "";
let file = "";
let log: MemoryLog;

beforeEach(async () => {
  log = createMemoryLog();
  folder = await mkdtemp(join(tmpdir(), "hookline-vault-"));
  file = join(folder, "vault.desktop.json");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function reverse(text: string): string {
  return [...text].toReversed().join("");
}

/** A keychain whose ciphertext is the text reversed, so that a test sees which is which. */
function keychain(change: Partial<SafeStorage> = {}): SafeStorage {
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => "gnome_libsecret",
    encryptStringAsync: (text) => Promise.resolve(Buffer.from(reverse(text))),
    decryptStringAsync: (sealed) =>
      Promise.resolve({ shouldReEncrypt: false, result: reverse(sealed.toString()) }),
    ...change,
  };
}

function open(safeStorage = keychain(), platform: NodeJS.Platform = "linux") {
  return openDesktopVault({ safeStorage, platform, file, log });
}

describe("a vault with a keychain", () => {
  it("gives back after a restart what was stored", async () => {
    await (await open()).set("workspace/a/private-key", PEM);

    const reopened = await open();

    expect(await reopened.get("workspace/a/private-key")).toBe(PEM);
    expect(await reopened.names()).toEqual(["workspace/a/private-key"]);
    expect([reopened.kind, reopened.warning]).toEqual(["os-keychain", null]);
  });

  it("writes ciphertext only, into a file of mode 0600", async () => {
    await (await open()).set("workspace/a/private-key", PEM);

    const stored = JSON.stringify({
      format: 1,
      secrets: { "workspace/a/private-key": Buffer.from(reverse(PEM)).toString("base64") },
    });
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(JSON.parse(stored));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("forgets what is removed, and does not mind what is not there", async () => {
    const vault = await open();
    await vault.set("a", "1");
    await vault.remove("a");
    await vault.remove("b");

    expect(await vault.get("a")).toBeNull();
    expect(await (await open()).names()).toEqual([]);
  });

  it("keeps two secrets that are stored at the same time", async () => {
    const vault = await open();

    await Promise.all([vault.set("a", "1"), vault.set("b", "2")]);

    expect((await (await open()).names()).toSorted()).toEqual(["a", "b"]);
  });

  it.each(["another one", "its removal"])(
    "gives way to %s that was asked for while it was encrypted",
    async (later) => {
      const slow = Promise.withResolvers<void>();
      const vault = await open(
        keychain({
          encryptStringAsync: async (text) => {
            if (text === "1") await slow.promise;
            return Buffer.from(reverse(text));
          },
        }),
      );

      const first = vault.set("a", "1");
      const second = later === "its removal" ? vault.remove("a") : vault.set("a", "2");
      await nextTurn();
      slow.resolve();
      await Promise.all([first, second]);

      expect(await vault.get("a")).toBe(later === "its removal" ? null : "2");
    },
  );

  it("stores after a failure under the same name", async () => {
    const failures = [new Error("the keychain was busy")];
    const vault = await open(
      keychain({
        encryptStringAsync: (text) => {
          const error = failures.shift();
          return error === undefined ? Promise.resolve(Buffer.from(reverse(text))) : Promise.reject(error);
        },
      }),
    );

    const [first, second] = await Promise.allSettled([vault.set("a", "1"), vault.set("a", "2")]);

    expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
    expect(await vault.get("a")).toBe("2");
  });

  it("encrypts anew when the system's key was rotated", async () => {
    await (await open()).set("a", "1");
    const before = await readFile(file, "utf8");
    const rotated = keychain({
      decryptStringAsync: () => Promise.resolve({ shouldReEncrypt: true, result: "1" }),
      encryptStringAsync: (text) => Promise.resolve(Buffer.from(`new ${text}`)),
    });

    expect(await (await open(rotated)).get("a")).toBe("1");

    expect(await readFile(file, "utf8")).not.toBe(before);
  });
});

/** Puts `a` there, sealed by the old key; what is encrypted from then on waits until it is told to go on. */
async function rotate() {
  await (await open()).set("a", "old");
  const waiting: { readonly text: string; readonly seal: () => void }[] = [];
  const vault = await open(
    keychain({
      decryptStringAsync: (sealed) =>
        Promise.resolve({ shouldReEncrypt: true, result: reverse(sealed.toString()) }),
      encryptStringAsync: (text) =>
        new Promise((resolve) => {
          waiting.push({ text, seal: () => resolve(Buffer.from(reverse(text))) });
        }),
    }),
  );
  async function seal(text: string): Promise<void> {
    const found = await vi.waitUntil(() => waiting.find((each) => each.text === text));
    found.seal();
  }
  return { vault, seal };
}

describe("a secret that is read while the system's key was rotated", () => {
  it("does not come back when it is removed meanwhile", async () => {
    const { vault, seal } = await rotate();

    const reading = vault.get("a");
    await vault.remove("a");
    await seal("old");

    expect(await reading).toBe("old");
    expect(await vault.names()).toEqual([]);
    expect(await (await open()).get("a")).toBeNull();
  });

  it("does not replace another that is stored meanwhile", async () => {
    const { vault, seal } = await rotate();

    const reading = vault.get("a");
    const storing = vault.set("a", "new");
    await seal("new");
    await storing;
    await seal("old");

    expect(await reading).toBe("old");
    expect(await (await open()).get("a")).toBe("new");
  });

  it.each([
    [
      "cannot be written",
      async (change: Partial<SafeStorage>) => {
        const vault = await open(keychain(change));
        await rm(folder, { recursive: true });
        await writeFile(folder, "a file in the way");
        return vault;
      },
      { code: "DATA_FOLDER_UNWRITABLE" },
    ],
    [
      "cannot be encrypted",
      (change: Partial<SafeStorage>) =>
        open(keychain({ ...change, encryptStringAsync: () => Promise.reject(new Error("locked")) })),
      { message: "locked" },
    ],
  ])("is given also when it %s anew, which is logged", async (_what, openRotated, error) => {
    await (await open()).set("a", "1");
    const vault = await openRotated({
      decryptStringAsync: () => Promise.resolve({ shouldReEncrypt: true, result: "1" }),
    });

    expect([await vault.get("a"), await vault.get("a")]).toEqual(["1", "1"]);

    const line = {
      level: "error",
      event: "a secret was not encrypted anew",
      error: expect.objectContaining(error),
    };
    expect(log.lines).toEqual([line, line]);
  });
});

it("keeps a secret whose removal could not be written", async () => {
  const vault = await open();
  await vault.set("a", "1");
  await rm(folder, { recursive: true });
  await writeFile(folder, "a file in the way");

  await expect(vault.remove("a")).rejects.toMatchObject({ code: "DATA_FOLDER_UNWRITABLE" });
  await expect(vault.remove("a")).rejects.toMatchObject({ code: "DATA_FOLDER_UNWRITABLE" });

  expect(await vault.names()).toEqual(["a"]);
});

describe("a vault whose keychain is weak or missing", () => {
  it("says that keys are only obfuscated where Linux has no keychain", async () => {
    const vault = await open(keychain({ getSelectedStorageBackend: () => "basic_text" }));

    expect(vault.kind).toBe("obfuscated");
    expect(vault.warning).toContain("only obfuscated");
  });

  it("does not ask macOS for a backend that only Linux has", async () => {
    const vault = await open(keychain({ getSelectedStorageBackend: () => "basic_text" }), "darwin");

    expect(vault.kind).toBe("os-keychain");
  });

  it("refuses to store while the keychain cannot be reached, and writes nothing", async () => {
    const vault = await open(keychain({ isAsyncEncryptionAvailable: () => Promise.resolve(false) }));

    await expect(vault.set("a", "1")).rejects.toMatchObject({ code: "CREDENTIALS_VAULT_UNAVAILABLE" });

    expect(vault.warning).toContain("keychain is locked");
    await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("keeps the old secret when encrypting a new one fails", async () => {
    await (await open()).set("a", "old");
    const vault = await open(keychain({ encryptStringAsync: () => Promise.reject(new Error("locked")) }));

    await expect(vault.set("a", "new")).rejects.toMatchObject({ code: "CREDENTIALS_VAULT_UNAVAILABLE" });

    expect(await vault.get("a")).toBe("old");
  });

  it("says so when a stored secret cannot be decrypted", async () => {
    await (await open()).set("a", "1");
    const vault = await open(keychain({ decryptStringAsync: () => Promise.reject(new Error("locked")) }));

    await expect(vault.get("a")).rejects.toMatchObject({
      code: "CREDENTIALS_KEYCHAIN_LOCKED",
      details: { reason: "locked" },
    });
  });
});

describe("a vault beside the browser host's file", () => {
  const NAME = "workspace/a/private-key";
  let browserVault: SecretVault;

  beforeEach(async () => {
    browserVault = openFileVault({ dataFolder: folder });
    await browserVault.set(NAME, PEM);
  });

  it("gives what the browser host stored, and warns that it is not encrypted", async () => {
    const vault = await open();

    expect(await vault.get(NAME)).toBe(PEM);
    expect(await vault.names()).toEqual([NAME]);
    expect(vault.warning).toContain("not encrypted");
  });

  it("moves a secret into the keychain when it is stored anew", async () => {
    const vault = await open();

    await vault.set(NAME, "new");

    expect(await vault.get(NAME)).toBe("new");
    expect(await readFile(join(folder, "vault.json"), "utf8")).not.toContain("secret\\n");
    expect(vault.warning).toBeNull();
    await expect(openFileVault({ dataFolder: folder }).get(NAME)).rejects.toMatchObject({
      code: "CREDENTIALS_VAULT_LOCKED",
    });
  });

  it("leaves the browser host's copy alone when the keychain takes nothing", async () => {
    const vault = await open(keychain({ isAsyncEncryptionAvailable: () => Promise.resolve(false) }));

    await expect(vault.set(NAME, "new")).rejects.toMatchObject({ code: "CREDENTIALS_VAULT_UNAVAILABLE" });

    expect(await vault.get(NAME)).toBe(PEM);
  });

  it("gives the newer of two: what the browser host stored after the desktop did", async () => {
    await (await open()).set(NAME, "the desktop's");
    await openFileVault({ dataFolder: folder }).set(NAME, "the browser's");

    expect(await (await open()).get(NAME)).toBe("the browser's");
  });

  it.each([
    ["the desktop", async () => (await open()).remove(NAME)],
    ["the browser host", () => openFileVault({ dataFolder: folder }).remove(NAME)],
  ])("has no copy left once %s removed it", async (_who, remove) => {
    await (await open()).set(NAME, "the desktop's");
    await openFileVault({ dataFolder: folder }).set(NAME, "the browser's");

    await remove();

    expect(await (await open()).get(NAME)).toBeNull();
    expect(await openFileVault({ dataFolder: folder }).get(NAME)).toBeNull();
  });
});

it.each(["", "{", '{"format":2,"secrets":{}}', '{"format":1,"secrets":{"a":"%%%"}}'])(
  "refuses a damaged file (%j) and leaves it as it is",
  async (text) => {
    await writeFile(file, text);

    await expect(open()).rejects.toMatchObject({ code: "DATA_FILE_DAMAGED" });

    expect(await readFile(file, "utf8")).toBe(text);
  },
);
