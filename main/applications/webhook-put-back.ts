// Puts back what an application had: on a person's word, or unasked where nothing has to be asked.
import { describeError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import { withinLimit } from "../within-limit.ts";
import type { AccountAccess } from "./applications-api.ts";
import type { Place, WebhookChanger } from "./webhook-change.ts";
import type { JournalEntry } from "./webhook-journal.ts";
import { planRestore, type PlannedChange } from "./webhook-plan.ts";
import { PUT_BACK_LIMIT_MS, type WebhookUrlsParts } from "./webhook-urls-shape.ts";

/** A change that puts an entry's URLs back. */
export interface Restoring extends Place {
  readonly change: PlannedChange;
  readonly entry: JournalEntry;
}

/** Why entries were not put back, in sentences, by application. */
export type ReasonsLeft = ReadonlyMap<ApplicationId, string>;

/** The ways to put back. */
export interface WebhookPutBack {
  /** Reads the application and plans. Throws what reading throws. */
  look(entry: JournalEntry, wanted: WorkspaceId): Promise<Restoring>;
  /** Carries it out, and takes the entry out of the journal. Throws what the changer throws. */
  carryOut(restoring: Restoring): Promise<void>;
  /**
   * Puts all that is meant back, as far as nothing is to be asked and it gets within {@link PUT_BACK_LIMIT_MS}. Never
   * throws: what is not put back stays in the journal.
   */
  inTime(isMeant: (entry: JournalEntry) => boolean): Promise<ReasonsLeft>;
}

interface WebhookPutBackParts extends Pick<WebhookUrlsParts, "journal" | "workspaces" | "clock" | "log"> {
  readonly changer: WebhookChanger;
  /** Begins once the change before it is done, so that one under way is put back too. */
  readonly afterChanges: (work: () => Promise<void>) => Promise<void>;
  readonly onPutBack: (applicationId: ApplicationId) => void;
}

/** Makes them. */
export function createWebhookPutBack(parts: WebhookPutBackParts): WebhookPutBack {
  const { journal, workspaces, changer, clock, log, afterChanges, onPutBack } = parts;

  /** A workspace may be gone or of another account by now; any one of the entry's account will do. */
  function accountFor({ apiKey }: JournalEntry, wanted: WorkspaceId): Promise<AccountAccess> {
    const all = workspaces
      .list()
      .workspaces.filter(
        (other) => other.apiKey === apiKey && other.kind !== "sandbox" && other.hasApiSecret,
      );
    return workspaces.accountOf((all.find(({ id }) => id === wanted) ?? all[0])?.id ?? wanted);
  }

  async function look(entry: JournalEntry, wanted: WorkspaceId): Promise<Restoring> {
    const place = { applicationId: entry.applicationId, account: await accountFor(entry, wanted) };
    return { ...place, change: planRestore({ ...place, raw: await changer.read(place), entry }), entry };
  }

  async function carryOut({ change, entry, ...place }: Restoring): Promise<void> {
    await changer.putBack(place, change, entry);
    onPutBack(entry.applicationId);
    changer.settle(entry);
  }

  async function putBackUnasked(entry: JournalEntry): Promise<string | null> {
    const { applicationId } = entry;
    try {
      const restoring = await look(entry, entry.workspace);
      const { questions } = restoring.change.plan;
      if (questions.length > 0) {
        log.info("webhook-urls.left-to-be-asked", { applicationId });
        return "Somebody else has changed it since, so it has to be looked at first.";
      }
      await carryOut(restoring);
      log.info("webhook-urls.put-back", { applicationId });
      return null;
    } catch (error) {
      // It stays in the journal and is offered at the next start.
      log.error("webhook-urls.not-put-back", error);
      const { what, why } = describeError(toErrorValue(toAppError(error)));
      return `${what} ${why}`;
    }
  }

  function tellOfLimit(): void {
    log.info("webhook-urls.stop-limit");
  }

  async function inTime(isMeant: (entry: JournalEntry) => boolean): Promise<ReasonsLeft> {
    const reasons = new Map<ApplicationId, string>();
    const work = afterChanges(async () => {
      const reason = journal.damage();
      if (reason !== null) return log.info("webhook-urls.journal-damaged", { reason });
      const entries = journal.entries().filter((entry) => !entry.isOlder && isMeant(entry));
      await Promise.all(
        entries.map(async (entry) => {
          const left = await putBackUnasked(entry);
          if (left !== null) reasons.set(entry.applicationId, left);
        }),
      );
    }).catch((error: unknown) => log.error("webhook-urls.not-put-back", error));
    await withinLimit(work, { limitMs: PUT_BACK_LIMIT_MS, clock, onLimit: tellOfLimit });
    return reasons;
  }

  return { look, carryOut, inTime };
}
