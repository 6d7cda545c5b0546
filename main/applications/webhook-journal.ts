// `webhook-urls.json`: the webhook URLs that applications had before Hookline changed them, on disk before the change.
//
// Threat model: the process or the computer dies at any moment, and the old URLs are then known nowhere else; or another
// program puts something in the file's place, which must neither be taken for ours nor overwritten. The file is therefore
// read anew each time, replaced in one step, and once it makes no sense nothing is written until the person moves it aside.
import { renameSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { AppError, toAppError } from "../../preload/contract/errors.ts";
import { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import { WebhookPair } from "../../preload/contract/webhook-urls.ts";
import { isSameApplication } from "../application-ids.ts";
import { readPrivateFile, removeDrafts, writePrivateFile } from "../data-folder/private-file.ts";
import { systemReason, whyUnwritten } from "../data-folder/system-reason.ts";

/** Name of the file in the data folder. */
export const WEBHOOK_JOURNAL_FILE = "webhook-urls.json";

/**
 * What an application had under `capabilities.messages.webhooks`, as the API wrote it; a member that was absent stays so.
 * null = there was no such object at all.
 */
export const OldWebhooks = z
  .object({ inbound_url: z.json().optional(), status_url: z.json().optional() })
  .nullable();
export type OldWebhooks = z.output<typeof OldWebhooks>;

/** No date is later. Source: ECMA-262, time values. */
const LAST_MOMENT_MS = 8.64e15;

/** What is remembered of one application. */
export const JournalEntry = z.object({
  applicationId: ApplicationId,
  /** The workspace that changed it, and its account: whoever has the account's secret can put the URLs back. */
  workspace: WorkspaceId,
  apiKey: z.string(),
  old: OldWebhooks,
  /** What was to be put back before somebody else changed it and the person agreed to replace that too; newest first. */
  older: z.array(OldWebhooks).default([]),
  /** What somebody else had set stands there again, and `old` is from before that: never put back unasked. */
  isOlder: z.boolean().default(false),
  /** Pairs that Hookline set or meant to, newest first: after several tunnels any of them may still stand there. */
  ours: z.array(WebhookPair).min(1),
  /** Members the API did not show and that the person agreed to have reset. */
  agreedHidden: z.array(z.string()),
  /** `begun` = a change was started, and nobody has seen yet that it got through. */
  state: z.enum(["begun", "confirmed"]),
  /** Epoch ms. */
  setAt: z.number().min(0).max(LAST_MOMENT_MS),
  /** The run of Hookline that wrote it; another one's is left over. */
  run: z.string(),
});
export type JournalEntry = z.output<typeof JournalEntry>;

const JournalFile = z.object({ format: z.literal(1), entries: z.array(JournalEntry) });

/** One entry an application, whichever workspaces use it. */
export interface WebhookJournal {
  /** Why it cannot be read, in words; null when it can. */
  damage(): string | null;
  /** @throws AppError `WEBHOOK_JOURNAL_DAMAGED` */
  entries(): readonly JournalEntry[];
  /** Durable when it returns. @throws AppError `WEBHOOK_JOURNAL_DAMAGED`, `DATA_WRITE_FAILED` */
  put(entry: JournalEntry): void;
  /** Dropping what is not there is fine. Throws as {@link WebhookJournal.put}. */
  drop(applicationId: ApplicationId): void;
  /** Moves a damaged file aside, as it is, and returns its new name. @throws AppError `DATA_WRITE_FAILED` */
  setAside(now: number): string;
}

/** Opens the journal of a data folder that this process owns. */
export function openWebhookJournal({ dataFolder }: { readonly dataFolder: string }): WebhookJournal {
  const path = join(dataFolder, WEBHOOK_JOURNAL_FILE);
  removeDrafts(path);

  function entries(): readonly JournalEntry[] {
    try {
      return readEntries(path);
    } catch (error) {
      const reason = reasonOf(error);
      throw new AppError("WEBHOOK_JOURNAL_DAMAGED", { file: WEBHOOK_JOURNAL_FILE, reason }, { cause: error });
    }
  }

  function write(next: readonly JournalEntry[]): void {
    const text = `${JSON.stringify({ format: 1, entries: next }, null, 2)}\n`;
    attempt(
      () => writePrivateFile(path, text),
      (error) => whyUnwritten(WEBHOOK_JOURNAL_FILE, error),
    );
  }

  return {
    damage() {
      try {
        readEntries(path);
        return null;
      } catch (error) {
        return reasonOf(error);
      }
    },
    entries,
    put(entry) {
      write([
        ...entries().filter((other) => !isSameApplication(other.applicationId, entry.applicationId)),
        entry,
      ]);
    },
    drop(applicationId) {
      const before = entries();
      const after = before.filter((other) => !isSameApplication(other.applicationId, applicationId));
      if (after.length < before.length) write(after);
    },
    setAside(now) {
      const aside = `${path}.damaged-${now}`;
      const name = basename(aside);
      attempt(
        () => renameSync(path, aside),
        (error) => `${WEBHOOK_JOURNAL_FILE} could not be moved to ${name}. ${systemReason(error)}`,
      );
      return name;
    },
  };
}

function readEntries(path: string): readonly JournalEntry[] {
  const text = readPrivateFile(path);
  if (text === null) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error("It is not JSON; perhaps a part of it is missing.", { cause: error });
  }
  const parsed = JournalFile.safeParse(json);
  if (parsed.success) return parsed.data.entries;
  throw new Error("It is not a journal of this version.", { cause: parsed.error });
}

function reasonOf(error: unknown): string {
  const { details } = toAppError(error);
  return String(details["reason"] ?? details["message"] ?? error);
}

function attempt(write: () => void, explain: (error: unknown) => string): void {
  try {
    write();
  } catch (error) {
    throw new AppError("DATA_WRITE_FAILED", { reason: explain(error) }, { cause: error });
  }
}
