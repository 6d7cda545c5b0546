// Whether the signature secret that is stored was ever proved right.
import type { Migration } from "./index.ts";

/** `signature_proved_at`: our clock at the first webhook that the account's present signature secret signed. */
export const provedSecretsMigration: Migration = {
  version: 3,
  name: "proved-secrets",
  sql: "ALTER TABLE accounts ADD COLUMN signature_proved_at INTEGER;",
};
