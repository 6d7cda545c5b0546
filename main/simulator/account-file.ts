// `simulator/account.json`: the simulated account from one run to the next, so that webhook URLs survive a crash.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { PayloadVersion } from "../../preload/contract/event.ts";
import { ApplicationId, PageId } from "../../preload/contract/ids.ts";
import { readPrivateFile, writePrivateFile } from "../data-folder/private-file.ts";
import { whyUnwritten } from "../data-folder/system-reason.ts";
import { createAccountBook, type AccountBook } from "./account-book.ts";
import { EARLIER_WEBHOOKS, firstAccountState, readPublicKey, type AccountState } from "./account-state.ts";
import { ApplicationMembers } from "./application-members.ts";
import type { SimulatorIdentity } from "./identity.ts";

const AccountFile = z.object({
  format: z.literal(1),
  apiKey: z.string(),
  applications: z.array(z.object({ id: ApplicationId, publicKey: z.string(), members: ApplicationMembers })),
  pages: z.array(
    z.object({
      pageId: PageId,
      accessToken: z.string(),
      name: z.string().nullable(),
      applicationId: ApplicationId.nullable(),
    }),
  ),
  messagesVersion: PayloadVersion.default("v1"),
});

/**
 * Opens the book in `<dataFolder>/simulator`. There is no file until something is changed.
 * @throws AppError `DATA_FILE_DAMAGED`; the file is left as it is. Changes throw `DATA_WRITE_FAILED`.
 */
export function openAccountBook(dataFolder: string, identity: SimulatorIdentity): AccountBook {
  const file = join(dataFolder, "simulator", "account.json");
  const text = readPrivateFile(file);
  return createAccountBook({
    first: firstAccountState(identity, EARLIER_WEBHOOKS),
    stored: text === null ? null : readAccount(file, text, identity.apiKey),
    save(state) {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writePrivateFile(file, writeAccount(state, identity.apiKey));
      } catch (error) {
        throw new AppError("DATA_WRITE_FAILED", { reason: whyUnwritten(file, error) }, { cause: error });
      }
    },
  });
}

function readAccount(file: string, text: string, apiKey: string): AccountState {
  const damaged = (reason: string, cause?: unknown): AppError =>
    new AppError("DATA_FILE_DAMAGED", { file, reason }, { cause });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's message may quote an access token, so it goes nowhere.
    throw damaged("It is not JSON.");
  }
  const parsed = AccountFile.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join(".") ?? "";
    throw damaged(`Its member ${where === "" ? "list" : where} is not as written.`);
  }
  if (parsed.data.apiKey !== apiKey) throw damaged("It is of another simulated account.");
  try {
    return {
      applications: parsed.data.applications.map(({ id, publicKey, members }) => ({
        id,
        publicKeyPem: publicKey,
        publicKey: readPublicKey(publicKey),
        members,
      })),
      pages: parsed.data.pages,
      messagesVersion: parsed.data.messagesVersion,
    };
  } catch (error) {
    throw damaged("A public key in it is not as written.", error);
  }
}

function writeAccount({ applications, pages, messagesVersion }: AccountState, apiKey: string): string {
  const stored: z.input<typeof AccountFile> = {
    format: 1,
    apiKey,
    applications: applications.map(({ id, publicKeyPem, members }) => ({
      id,
      publicKey: publicKeyPem,
      members,
    })),
    pages: [...pages],
    messagesVersion,
  };
  return `${JSON.stringify(stored, null, 2)}\n`;
}
