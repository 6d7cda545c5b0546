// What an account said last of its Pages: whether it has one, and which application that is linked to. Kept in the store,
// for it stands until the account says otherwise.
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { writeRows } from "../workspaces/workspace-rows.ts";
import type { LinkKey } from "./link-ledger.ts";

/** What was said of one Page. */
export const PageSighting = z.object({
  isOnAccount: z.boolean(),
  /** The application it is linked to; null = none. */
  applicationId: z.string().nullable(),
  /** Epoch ms: since when a Page on the account is known to stand so; of one that is not, when that was said last. */
  since: z.number(),
  /** A call of ours linked or removed it just then, or it was found so. */
  by: z.enum(["linked", "removed", "read"]),
});
export type PageSighting = z.output<typeof PageSighting>;

/** Reads and writes them. */
export interface PageSightings {
  /** null = nothing was said of it yet, or no Page is meant. */
  of(key: LinkKey): PageSighting | null;
  /** Keeps what was said. Tells whether it is another thing than before. @throws AppError `DATA_WRITE_FAILED` */
  note(key: LinkKey, seen: PageSighting): boolean;
}

const MATCHES =
  "page_id = :pageId AND api_key IS :apiKey AND (api_key IS NOT NULL OR workspace_id = :workspace)";

/** Opens those of a store that is at this version. */
export function createPageSightings({ database }: { readonly database: DatabaseSync }): PageSightings {
  const select = database.prepare(`SELECT * FROM page_sightings WHERE ${MATCHES}`);
  const drop = database.prepare(`DELETE FROM page_sightings WHERE ${MATCHES}`);
  const insert = database.prepare(
    `INSERT INTO page_sightings(workspace_id, api_key, page_id, on_account, application_id, since, seen_by)
     VALUES (:workspace, :apiKey, :pageId, :isOnAccount, :applicationId, :since, :by)`,
  );

  function of(key: LinkKey): PageSighting | null {
    const row = key.pageId === null ? undefined : select.get({ ...key });
    if (row === undefined) return null;
    return PageSighting.parse({
      isOnAccount: row["on_account"] === 1,
      applicationId: row["application_id"],
      since: row["since"],
      by: row["seen_by"],
    });
  }

  return {
    of,
    note: (key, seen) => {
      const before = of(key);
      const isNews = before?.isOnAccount !== seen.isOnAccount || before.applicationId !== seen.applicationId;
      if (!isNews && seen.isOnAccount) return false;
      writeRows(database, () => {
        drop.run({ ...key });
        insert.run({ ...key, ...seen, isOnAccount: Number(seen.isOnAccount) });
      });
      return isNews;
    },
  };
}
