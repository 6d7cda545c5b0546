// Who the simulator is: an invented Vonage account, application and key pair, kept so that they stay the same.
import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, type KeyObject } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { ApplicationId, type PageId, type Psid } from "../../preload/contract/ids.ts";
import { SIMULATED_PAGE_ID, SIMULATED_PSID } from "../../preload/contract/simulator.ts";
import { assertOwnFolder } from "../data-folder/own-folder.ts";
import { readPrivateFile, writePrivateFile } from "../data-folder/private-file.ts";
import { systemReason } from "../data-folder/system-reason.ts";
import { createRandom } from "./random.ts";

/** The invented account. None of its secrets opens anything but the simulator. */
export interface SimulatorIdentity {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
  readonly applicationId: ApplicationId;
  readonly pageId: PageId;
  readonly psid: Psid;
  /** Opens the control endpoints; fresh in every run. */
  readonly controlKey: string;
  readonly privateKeyFile: string;
  /** PKCS#8, as Vonage issues it. */
  readonly privateKeyPem: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const IdentityFile = z.object({
  format: z.literal(1),
  apiKey: z.string().regex(/^[a-z0-9]{8}$/),
  apiSecret: z.string().min(16),
  signatureSecret: z.string().min(32),
  applicationId: ApplicationId,
});
type IdentityFile = z.output<typeof IdentityFile>;

/**
 * Reads the identity kept in `<dataFolder>/simulator`, or invents one there. A damaged file is never overwritten.
 * @param seed makes the ids of a new identity predictable; its secrets never are
 * @throws AppError `DATA_FILE_DAMAGED`, `DATA_FOLDER_FOREIGN`, `DATA_FOLDER_SHARED`, `DATA_FOLDER_UNWRITABLE`
 */
export async function loadSimulatorIdentity(
  dataFolder: string,
  { seed }: { readonly seed?: number } = {},
): Promise<SimulatorIdentity> {
  const { folder, keyFile, identityFile, storedIdentity, storedKey } = readStored(dataFolder);
  const identity = storedIdentity === null ? invent(seed) : parseIdentity(identityFile, storedIdentity);
  const privateKeyPem = storedKey ?? (await makeKey());
  const privateKey = parseKey(keyFile, privateKeyPem);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The key first: an identity without its key would count as damaged after a crash between the two.
    if (storedKey === null) writePrivateFile(keyFile, privateKeyPem);
    if (storedIdentity === null) writePrivateFile(identityFile, `${JSON.stringify(identity, null, 2)}\n`);
  } catch (error) {
    throw new AppError("DATA_FOLDER_UNWRITABLE", { folder, reason: systemReason(error) }, { cause: error });
  }

  return {
    apiKey: identity.apiKey,
    apiSecret: identity.apiSecret,
    signatureSecret: identity.signatureSecret,
    applicationId: identity.applicationId,
    pageId: SIMULATED_PAGE_ID,
    psid: SIMULATED_PSID,
    controlKey: randomBytes(24).toString("base64url"),
    privateKeyFile: keyFile,
    privateKeyPem,
    privateKey,
    publicKey: createPublicKey(privateKey),
  };
}

/**
 * Reads the identity kept in `<dataFolder>/simulator` and makes nothing; null = none is kept.
 * @throws AppError as {@link loadSimulatorIdentity}
 */
export function readKeptIdentity(
  dataFolder: string,
): (Omit<IdentityFile, "format"> & Pick<SimulatorIdentity, "pageId" | "privateKeyPem">) | null {
  const { identityFile, storedIdentity, storedKey } = readStored(dataFolder);
  if (storedIdentity === null || storedKey === null) return null;
  const { format: _format, ...identity } = parseIdentity(identityFile, storedIdentity);
  return { ...identity, pageId: SIMULATED_PAGE_ID, privateKeyPem: storedKey };
}

function readStored(dataFolder: string): {
  readonly folder: string;
  readonly keyFile: string;
  readonly identityFile: string;
  readonly storedIdentity: string | null;
  readonly storedKey: string | null;
} {
  const folder = join(dataFolder, "simulator");
  const keyFile = join(folder, "private.key");
  const identityFile = join(folder, "identity.json");

  assertOwnFolder(dataFolder);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true) {
    throw new AppError("DATA_FILE_DAMAGED", { file: folder, reason: "It is a symbolic link." });
  }
  // A file in the folder's place is found, and named, when the folder is made.
  const read = (file: string): string | null =>
    found?.isDirectory() === true ? readPrivateFile(file) : null;
  const storedIdentity = read(identityFile);
  const storedKey = read(keyFile);
  if (storedIdentity !== null && storedKey === null) {
    // The file that can be moved away: then both are made anew.
    const reason = "Its key is missing: private.key in the same folder.";
    throw new AppError("DATA_FILE_DAMAGED", { file: identityFile, reason });
  }
  return { folder, keyFile, identityFile, storedIdentity, storedKey };
}

function invent(seed: number | undefined): IdentityFile {
  const random = createRandom(seed === undefined ? undefined : `identity ${seed}`);
  return {
    format: 1,
    apiKey: random.hex(4),
    apiSecret: randomBytes(12).toString("base64url"),
    signatureSecret: randomBytes(32).toString("base64url"),
    applicationId: ApplicationId.parse(random.uuid()),
  };
}

async function makeKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}

function parseIdentity(file: string, text: string): IdentityFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new AppError("DATA_FILE_DAMAGED", { file, reason: "It is not JSON." }, { cause: error });
  }
  const parsed = IdentityFile.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join(".") ?? "";
    throw new AppError("DATA_FILE_DAMAGED", {
      file,
      reason: `Its member ${where === "" ? "list" : where} is not as written.`,
    });
  }
  return parsed.data;
}

function parseKey(file: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "rsa") return key;
  } catch (error) {
    throw new AppError("DATA_FILE_DAMAGED", { file, reason: "It is not a private key." }, { cause: error });
  }
  throw new AppError("DATA_FILE_DAMAGED", { file, reason: "It is not an RSA key." });
}
