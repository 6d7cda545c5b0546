// The webhook directory of the workspaces as they are now: kept until something changes or a replaced secret expires.
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { Clock } from "../ports.ts";
import type { WebhookAccount, WebhookDirectory } from "../webhooks/directory.ts";
import { buildDirectory } from "./directory.ts";
import type { MemoryWorkspace } from "./memory-workspaces.ts";
import type { AccountRow } from "./workspace-rows.ts";

/** What a directory is built from; each is read anew. */
export interface LiveDirectorySources {
  readonly clock: Clock;
  /** Those of the environment and the simulator, first come first. */
  readonly inMemory: () => readonly MemoryWorkspace[];
  readonly accounts: () => readonly AccountRow[];
  readonly stored: () => readonly Workspace[];
  /** The signature secrets of an account at a moment. */
  readonly signatureSecrets: (account: AccountRow, now: number) => WebhookAccount["secrets"];
}

/** A directory that is always current, and how to tell it of a change. */
export interface LiveDirectory {
  readonly directory: WebhookDirectory;
  renew(): void;
}

/** Builds the first state at once. */
export function createLiveDirectory(sources: LiveDirectorySources): LiveDirectory {
  const { clock } = sources;
  let built = build(sources);
  let holdsUntil = firstExpiry(sources);

  function renew(): void {
    built = build(sources);
    holdsUntil = firstExpiry(sources);
  }

  function current(): WebhookDirectory {
    if (clock.now() >= holdsUntil) renew();
    return built;
  }

  return {
    renew,
    directory: {
      account: (apiKey) => current().account(apiKey),
      holdsSecret: () => current().holdsSecret(),
      workspacesOfApplication: (applicationId) => current().workspacesOfApplication(applicationId),
      workspaceOfPage: (pageId, apiKey) => current().workspaceOfPage(pageId, apiKey),
    },
  };
}

function build({
  clock,
  inMemory,
  accounts,
  stored,
  signatureSecrets,
}: LiveDirectorySources): WebhookDirectory {
  const memory = inMemory();
  const now = clock.now();
  return buildDirectory({
    accounts: [
      ...memory.flatMap(({ account }) => (account === null ? [] : [account])),
      ...accounts().map((account) => ({
        apiKey: account.apiKey,
        simulated: false,
        secrets: signatureSecrets(account, now),
      })),
    ],
    workspaces: [...memory.map(({ workspace }) => workspace), ...stored()].map(
      ({ id, name, apiKey, applicationId, pageId, kind }) => ({
        id,
        name,
        apiKey,
        applicationId,
        pageId,
        simulated: kind === "simulated",
      }),
    ),
  });
}

/** When the oldest replaced signature secret stops being tried. */
function firstExpiry({ clock, accounts }: LiveDirectorySources): number {
  const now = clock.now();
  const moments = accounts().flatMap(({ previousSecretUntil: until }) =>
    until !== null && until > now ? [until] : [],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...moments);
}
