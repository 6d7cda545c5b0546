// Provokes what can be wrong with keys, tokens, vaults and the clipboard.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import type { ClaimsRequest } from "../../main/credentials/jwt-claims.ts";
import { readVerifyingKey } from "../../main/credentials/verifying-key.ts";
import { openDataFolder } from "../../main/data-folder/data-folder.ts";
import { createFolderKeyFiles } from "../../main/hosts/browser/key-files.ts";
import { openFileVault } from "../../main/hosts/browser/secret-vault.ts";
import { openDesktopVault } from "../../main/hosts/electron/secret-vault.ts";
import type { KeyFiles } from "../../main/ports.ts";
import type { Bridge } from "../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { copyJwt, type JwtCopyPorts } from "../../renderer/features/credentials/copy-jwt.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startTestApp } from "../fakes/running-app.ts";
import { commandFails, said, thrownBy, type Provocation, type Said, type Stage } from "./stage.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** The contract's own question: is this a private key? */
function asKey(pemOf: (stage: Stage) => string): Provocation {
  return (stage) => stage.callFails("credentials.inspectKey", { pem: pemOf(stage) });
}

function minting(changes: Partial<ClaimsRequest>): Provocation {
  const jwts = createApplicationJwts({ clock: createFrozenClock() });
  return () => thrownBy(() => jwts.preview({ applicationId: "a", lifetimeSeconds: 900, ...changes }));
}

/** By code. */
export const credentialsProvocations = {
  CREDENTIALS_KEY_EMPTY: asKey(() => " \n"),
  CREDENTIALS_KEY_NOT_PEM: asKey(() => "hello there"),
  CREDENTIALS_KEY_PUBLIC: asKey(() => pair.publicKey.export({ type: "spki", format: "pem" }).toString()),
  CREDENTIALS_KEY_CERTIFICATE: asKey(() => "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n"),
  CREDENTIALS_KEY_ENCRYPTED: asKey(() =>
    pair.privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" })
      .toString(),
  ),
  CREDENTIALS_KEY_OPENSSH: asKey((stage) => {
    const file = join(stage.folder(), "id_rsa");
    execFileSync("ssh-keygen", ["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", file]);
    return readFileSync(file, "utf8");
  }),
  CREDENTIALS_KEY_NOT_RSA: asKey(() =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  ),
  CREDENTIALS_KEY_TOO_SHORT: asKey(() =>
    generateKeyPairSync("rsa", { modulusLength: 1024 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString(),
  ),
  CREDENTIALS_KEY_DAMAGED: asKey(() => pem.slice(0, 600)),
  CREDENTIALS_KEY_SEVERAL: asKey(() => pem + pem),
  CREDENTIALS_PUBLIC_KEY_UNUSABLE: () => thrownBy(() => readVerifyingKey("ssh-rsa AAAAB3NzaC1yc2E me")),

  CREDENTIALS_KEY_MISSING: async (stage) => {
    const { id } = await addWorkspace(stage, { name: "Keyless", applicationId: "keyless" });
    return stage.callFails("jwt.mint", { workspace: id, lifetimeSeconds: 900 });
  },
  CREDENTIALS_APPLICATION_MISSING: async (stage) => {
    const { id } = await addWorkspace(stage, { name: "No application" });
    return stage.callFails("jwt.mint", { workspace: id, lifetimeSeconds: 900 });
  },
  CREDENTIALS_API_KEY_MISSING: ({ callFails }) =>
    callFails("workspaces.add", { name: "No account", apiSecret: "secret" }),
  CREDENTIALS_VAULT_LOCKED: (stage) => {
    const dataFolder = stage.folder();
    const secrets = { "workspace/1/private-key": "Y2lwaGVy" };
    writeFileSync(join(dataFolder, "vault.desktop.json"), JSON.stringify({ format: 1, secrets }));
    return thrownBy(() => openFileVault({ dataFolder }).get("workspace/1/private-key"));
  },
  CREDENTIALS_KEYCHAIN_LOCKED: async (stage) => {
    const file = join(stage.folder(), "vault.desktop.json");
    writeFileSync(file, JSON.stringify({ format: 1, secrets: { a: "Y2lwaGVy" } }));
    const vault = await lockedDesktopVault(file);
    return thrownBy(() => vault.get("a"));
  },
  CREDENTIALS_VAULT_UNAVAILABLE: async (stage) => {
    const vault = await lockedDesktopVault(join(stage.folder(), "vault.desktop.json"));
    return thrownBy(() => vault.set("a", "secret"));
  },

  KEY_FILE_NO_KEY: async (stage) => {
    const { id } = await addWorkspace(stage, { name: "Nothing to save" });
    return stage.callFails("credentials.saveKeyFile", { workspace: id });
  },
  KEY_FILE_CANCELLED: async (stage) => {
    const folder = await openDataFolder(stage.folder());
    stage.defer(folder.close);
    const keyFiles: KeyFiles = { save: () => Promise.resolve({ outcome: "cancelled" }) };
    const desktop = await startTestApp({}, { dataFolder: folder.path, keyFiles });
    stage.defer(desktop.stop);
    folder.publishRun(desktop.running);
    return commandFails(["workspace", "key", "simulated"], folder.path);
  },
  KEY_FILE_NOT_WRITTEN: (stage) => {
    const dataFolder = stage.folder();
    writeFileSync(join(dataFolder, "keys"), "");
    return thrownBy(() => createFolderKeyFiles({ dataFolder }).save({ stem: "private-bot", pem }));
  },

  CLIPBOARD_API_SECRET_MISSING: async (stage) => {
    const { id, name } = await addWorkspace(stage, { name: "No secret" });
    return stage.callFails("credentials.copyApiSecret", { workspace: id, typedName: name });
  },
  CLIPBOARD_NAME_MISTYPED: ({ callFails }) =>
    callFails("credentials.copyApiSecret", { workspace: SIMULATED_WORKSPACE, typedName: "simulated" }),
  CLIPBOARD_UNAVAILABLE: (stage) => copying(stage, { writeText: null }),
  CLIPBOARD_REFUSED: (stage) =>
    copying(stage, { writeText: () => Promise.reject(new Error("Document is not focused")) }),
  CLIPBOARD_TICKET_REFUSED: (stage) =>
    copying(stage, { fetch: () => Promise.resolve(new Response("", { status: 404 })) }),

  JWT_ACL_INVALID: minting({ acl: "{" }),
  JWT_CLAIMS_INVALID: minting({ claims: "[]" }),
  JWT_EXPIRY_INVALID: minting({ lifetimeSeconds: undefined, expiresAt: 9_999_999_999 }),
  JWT_LIFETIME_INVALID: minting({ lifetimeSeconds: 5 }),
  JWT_START_INVALID: minting({ notBefore: 9_999_999_999 }),
} satisfies Readonly<Record<string, Provocation>>;

async function addWorkspace({ running }: Stage, input: object): Promise<Workspace> {
  const added = await running.app.call("workspaces.add", input);
  if (!added.ok) throw new Error(added.error.code);
  return added.value as Workspace; // the call's output in the contract
}

function lockedDesktopVault(file: string) {
  return openDesktopVault({
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      getSelectedStorageBackend: () => "gnome_libsecret",
      encryptStringAsync: () => Promise.reject(new Error("The keychain is locked.")),
      decryptStringAsync: () => Promise.reject(new Error("The keychain is locked.")),
    },
    platform: "linux",
    file,
    log: createMemoryLog(),
  });
}

/** A page that copies the simulated workspace's JWT from the running Hookline. */
async function copying({ running }: Stage, changes: Partial<JwtCopyPorts>): Promise<Said> {
  // Only `call` is asked for, and its values are the contract's.
  const bridge = { call: running.app.call } as unknown as Bridge;
  const copied = await copyJwt(
    { workspace: SIMULATED_WORKSPACE, form: "token", source: "chip" },
    {
      bridge,
      host: "browser",
      writeText: async (text) => void (await text),
      fetch: () => Promise.resolve(new Response("a.b.c")),
      ...changes,
    },
  );
  if (copied.ok) throw new Error("It was copied.");
  return said(copied.error);
}
