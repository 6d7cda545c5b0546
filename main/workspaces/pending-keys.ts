// Private keys of applications that were asked for and of which no answer told yet whether they were made. A key goes into
// the vault before the request leaves, so that no way of ending can leave an application whose key is lost; it goes from
// there when an application takes it, when the account refused to make one, when somebody gives it up, and with its
// workspace.
//
// Threat model: the row has the public key's fingerprint, never the private key; that leaves the vault for the vault only.
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { PendingKey } from "../../preload/contract/applications.ts";
import { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Clock, Log, SecretVault } from "../ports.ts";
import { changeWithSecrets, secretName, type SecretChanges } from "./stored-secrets.ts";
import { writeRows } from "./workspace-rows.ts";

/** A key to be kept before its application is asked for. */
export interface NewPendingKey extends Omit<PendingKey, "madeAt"> {
  readonly workspace: WorkspaceId;
  readonly privateKeyPem: string;
}

/** What of them the rest of the program uses. */
export interface PendingKeys {
  /** Those of a workspace whose request is not under way, oldest first. */
  list(workspace: WorkspaceId): readonly PendingKey[];
  /** Keeps it; its request is under way until `settle`. @throws AppError `CREDENTIALS_VAULT_UNAVAILABLE`, `DATA_WRITE_FAILED` */
  keep(key: NewPendingKey): Promise<void>;
  /** Its request came to an end, whichever. What is still kept waits for somebody who knows more. */
  settle(keyFingerprint: string): void;
  /** Gives it up; one that is not kept is fine. @throws AppError `DATA_WRITE_FAILED` */
  drop(keyFingerprint: string): Promise<void>;
}

/** What the workspaces themselves use besides: within their own changes, one after the other. */
export interface PendingKeyRows {
  readonly calls: PendingKeys;
  /** The private key of an application with this public key; null when none is kept. */
  read(keyFingerprint: string | null): Promise<string | null>;
  /** Deletes the row inside of a transaction; what it returns has to go from the vault after it. */
  take(keyFingerprint: string | null): void;
  /** The vault's name of it, when it is kept. */
  namesOf(keyFingerprint: string | null): readonly string[];
  /** Of one workspace, or of all. */
  names(workspace?: WorkspaceId): readonly string[];
}

const Row = PendingKey.extend({ workspace: WorkspaceId });
type Row = z.output<typeof Row>;

interface PendingKeysParts {
  readonly database: DatabaseSync;
  readonly vault: SecretVault;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs one change of vault and rows after the other. */
  readonly inTurn: <T>(change: () => Promise<T>) => Promise<T>;
  readonly onChange: () => void;
}

const COLUMNS = `key_fingerprint AS keyFingerprint, workspace_id AS workspace, application_name AS applicationName,
  api_host AS apiHost, api_key AS apiKey, made_at AS madeAt`;

/** Opens those of a store that is at this version. */
export function createPendingKeys(parts: PendingKeysParts): PendingKeyRows {
  const { database, vault, clock, log, inTurn, onChange } = parts;
  const select = database.prepare(`SELECT ${COLUMNS} FROM pending_keys ORDER BY made_at, key_fingerprint`);
  const insert = database.prepare(
    `INSERT INTO pending_keys(key_fingerprint, workspace_id, application_name, api_host, api_key, made_at)
     VALUES (:keyFingerprint, :workspace, :applicationName, :apiHost, :apiKey, :madeAt)`,
  );
  const remove = database.prepare("DELETE FROM pending_keys WHERE key_fingerprint = ?");
  /** Only this run knows of its requests: what another one left is nobody's any more. */
  const underWay = new Set<string>();

  function rows(): readonly Row[] {
    return select.all().map((row) => Row.parse({ ...row }));
  }

  function find(keyFingerprint: string | null): Row | undefined {
    return keyFingerprint === null ? undefined : rows().find((row) => row.keyFingerprint === keyFingerprint);
  }

  function namesOf(keyFingerprint: string | null): readonly string[] {
    const row = find(keyFingerprint);
    return row === undefined ? [] : [nameOf(row)];
  }

  function change(secrets: SecretChanges, write: () => void): Promise<void> {
    return changeWithSecrets({ vault, log }, secrets, () => writeRows(database, write));
  }

  return {
    calls: {
      list: (workspace) =>
        rows()
          .filter((row) => row.workspace === workspace && !underWay.has(row.keyFingerprint))
          .map((row) => PendingKey.parse(row)),
      keep: ({ privateKeyPem, ...key }) =>
        inTurn(async () => {
          underWay.add(key.keyFingerprint);
          const row: Row = { ...key, madeAt: clock.now() };
          try {
            await change({ store: new Map([[nameOf(row), privateKeyPem]]), remove: [] }, () => {
              insert.run(row);
            });
          } catch (error) {
            underWay.delete(key.keyFingerprint);
            throw error;
          }
        }),
      settle: (keyFingerprint) => {
        underWay.delete(keyFingerprint);
        if (find(keyFingerprint) !== undefined) onChange();
      },
      drop: (keyFingerprint) =>
        inTurn(async () => {
          const names = namesOf(keyFingerprint);
          if (names.length === 0) return;
          await change({ store: new Map(), remove: names }, () => {
            remove.run(keyFingerprint);
          });
          onChange();
        }),
    },
    read: async (keyFingerprint) => {
      const [name] = namesOf(keyFingerprint);
      return name === undefined ? null : vault.get(name);
    },
    take: (keyFingerprint) => {
      remove.run(keyFingerprint);
    },
    namesOf,
    names: (workspace) =>
      rows()
        .filter((row) => workspace === undefined || row.workspace === workspace)
        .map(nameOf),
  };
}

function nameOf({ workspace, keyFingerprint }: Pick<Row, "workspace" | "keyFingerprint">): string {
  return secretName.pendingKey(workspace, keyFingerprint);
}
