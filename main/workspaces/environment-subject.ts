// What the workspace of the environment was about in earlier runs: its events outlive it, and may be another application's.
import { createHash } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { plainApplicationId } from "../application-ids.ts";
import type { Clock } from "../ports.ts";
import { writeRows, type WorkspaceRow } from "./workspace-rows.ts";

/** From when on events are of the application and the account that the environment names. */
export interface EnvironmentSubject {
  moments(): Pick<WorkspaceRow, "applicationSince" | "accountSince">;
  /** What it names now. @throws AppError `DATA_WRITE_FAILED` */
  note(subject: { readonly applicationId: string | null; readonly apiKey: string | null }): void;
}

/** Remembers digests, which is enough to tell another one: the workspace itself lives in memory. */
export function createEnvironmentSubject({
  database,
  clock,
}: {
  readonly database: DatabaseSync;
  readonly clock: Pick<Clock, "now">;
}): EnvironmentSubject {
  const select = database.prepare("SELECT * FROM environment_subject");
  const put = database.prepare(
    `INSERT OR REPLACE INTO environment_subject(id, application, account, application_since, account_since)
     VALUES (1, ?, ?, ?, ?)`,
  );

  function moments(): ReturnType<EnvironmentSubject["moments"]> {
    const row = select.get();
    return {
      applicationSince: momentIn(row, "application_since"),
      accountSince: momentIn(row, "account_since"),
    };
  }

  return {
    moments,
    note({ applicationId, apiKey }) {
      const row = select.get();
      const before = { application: row?.["application"] ?? null, account: row?.["account"] ?? null };
      // Where nothing is named, it may be chosen in a moment, as it was in the run before.
      const application =
        applicationId === null ? before.application : digestOf(plainApplicationId(applicationId));
      const account = apiKey === null ? before.account : digestOf(apiKey);
      const isOther = (column: keyof typeof before, now: SQLOutputValue): boolean =>
        before[column] !== null && before[column] !== now;
      const { applicationSince, accountSince } = moments();
      const now = clock.now();
      const since = [
        isOther("application", application) ? now : applicationSince,
        isOther("account", account) ? now : accountSince,
      ] as const;
      writeRows(database, () => void put.run(application, account, ...since));
    },
  };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function momentIn(row: Readonly<Record<string, SQLOutputValue>> | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === "number" ? value : null;
}
