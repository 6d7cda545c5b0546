// Carries out one planned change of webhook URLs: into the journal, PUT, read again.
import { AppError, describeError, toAppError, type ErrorCode } from "../../preload/contract/errors.ts";
import type { ApplicationId } from "../../preload/contract/ids.ts";
import type { WebhookPair } from "../../preload/contract/webhook-urls.ts";
import { afterChange } from "../network/diagnose-no-answer.ts";
import type { AccountAccess, ApplicationsApi, RawApplication } from "./applications-api.ts";
import type { JournalEntry, WebhookJournal } from "./webhook-journal.ts";
import { remainderOf } from "./webhook-phase.ts";
import { hasMessages, isSamePair, pairIn, type PlannedChange } from "./webhook-plan.ts";

/** An application, and what opens it. */
export interface Place {
  readonly applicationId: ApplicationId;
  readonly account: AccountAccess;
}

/** The steps of a change. */
export interface WebhookChanger {
  /** @throws AppError `APPLICATION_WITHOUT_MESSAGES`, `APPLICATION_NOT_FOUND`, `VONAGE_…`, `NETWORK_…` */
  read(place: Place): Promise<RawApplication>;
  /** Makes the application what is planned, and leaves `after` in the journal. Throws as {@link WebhookChanger.putBack}. */
  set(place: Place, change: PlannedChange, entries: SetEntries): Promise<void>;
  /**
   * Makes the application what it was.
   * @throws AppError `WEBHOOK_URLS_UNCONFIRMED`, `WEBHOOK_URLS_CHANGED_MEANWHILE`, and what the API and the journal throw
   */
  putBack(place: Place, change: PlannedChange, entry: JournalEntry): Promise<void>;
  /** Takes the entry, which was put back, out of the journal, but for what is older. Throws what the journal throws. */
  settle(entry: JournalEntry): void;
  /** Leaves application and journal alone from now on: the data folder may soon be another process's. */
  end(): void;
}

interface SetEntries {
  /** What the journal has so far. */
  readonly before: JournalEntry | null;
  readonly after: JournalEntry;
}

/** After these the change may have been carried out all the same. */
const DOUBTFUL: ReadonlySet<ErrorCode> = new Set([
  "NETWORK_BROKEN",
  "NETWORK_NO_ANSWER",
  "VONAGE_SERVER_ERROR",
  "VONAGE_UNEXPECTED_ANSWER",
]);

/** Makes the steps. */
export function createWebhookChanger({
  journal,
  api,
}: {
  readonly journal: WebhookJournal;
  readonly api: Pick<ApplicationsApi, "get" | "put">;
}): WebhookChanger {
  let hasEnded = false;

  function assertGoingOn(): void {
    if (hasEnded) throw new Error("Hookline is stopping.");
  }

  function record(entry: JournalEntry): void {
    assertGoingOn();
    journal.put(entry);
  }

  /** What is put back is in the journal already: a disk that is full must not keep an application pointed here. */
  function recordBegun(begun: JournalEntry, before: JournalEntry | null): void {
    try {
      record({ ...begun, state: "begun" });
    } catch (error) {
      if (begun !== before || toAppError(error).code !== "DATA_WRITE_FAILED") throw error;
    }
  }

  function drop({ applicationId }: JournalEntry): void {
    assertGoingOn();
    journal.drop(applicationId);
  }

  /** `begun` is on disk before the request leaves; `before` comes back when the change surely did not happen. */
  async function carryOut(
    place: Place,
    { plan, body }: PlannedChange,
    begun: JournalEntry,
    before: JournalEntry | null,
  ): Promise<void> {
    recordBegun(begun, before);
    const doubt = await put(place, body).catch((error: unknown) => {
      if (before === null) drop(begun);
      else record(before);
      throw error;
    });
    const found = await readAgain(place, doubt);
    if (isSamePair(found, plan.planned)) return;
    if (doubt !== null) throw unconfirmed(doubt);
    throw new AppError("WEBHOOK_URLS_CHANGED_MEANWHILE", { found: spellPair(found) });
  }

  /** Returns what leaves a doubt whether it was carried out; throws what leaves none. */
  async function put({ account, applicationId }: Place, body: RawApplication): Promise<AppError | null> {
    try {
      await api.put(account, applicationId, body);
      return null;
    } catch (error) {
      const failure = toAppError(error);
      if (DOUBTFUL.has(failure.code)) return failure;
      throw error;
    }
  }

  async function readAgain({ account, applicationId }: Place, doubt: AppError | null): Promise<WebhookPair> {
    try {
      return pairIn(await api.get(account, applicationId));
    } catch (error) {
      throw unconfirmed(doubt ?? afterChange(error));
    }
  }

  return {
    async read({ account, applicationId }) {
      const raw = await api.get(account, applicationId);
      if (!hasMessages(raw)) throw new AppError("APPLICATION_WITHOUT_MESSAGES", { applicationId });
      return raw;
    },
    async set(place, change, { before, after }) {
      if (change.isNeeded) await carryOut(place, change, after, before);
      record({ ...after, state: "confirmed" });
    },
    async putBack(place, change, entry) {
      if (change.isNeeded) await carryOut(place, change, entry, entry);
    },
    settle(entry) {
      const rest = remainderOf(entry);
      if (rest === null) drop(entry);
      else record(rest);
    },
    end() {
      hasEnded = true;
    },
  };
}

function unconfirmed(cause: AppError): AppError {
  const { what, why } = describeError(cause);
  return new AppError("WEBHOOK_URLS_UNCONFIRMED", { reason: `${what} ${why}` }, { cause });
}

function spellPair({ inbound, status }: WebhookPair): string {
  return `${inbound?.address ?? "no inbound URL"} and ${status?.address ?? "no status URL"}`;
}
