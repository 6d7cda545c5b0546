// Workspaces that are not stored: the simulator's, which hands itself in at each start, and the one of the environment.
import type { KeyObject } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import { ApplicationId, PageId, SIMULATED_WORKSPACE, WorkspaceId } from "../../preload/contract/ids.ts";
import { DEFAULT_API_HOST, isRestingSimulator } from "../../preload/contract/workspace.ts";
import type { Workspace, WorkspaceInput } from "../../preload/contract/workspace.ts";
import { readPrivateKey } from "../credentials/private-key.ts";
import { createMac } from "../credentials/webhook-mac.ts";
import type { WebhookAccount } from "../webhooks/directory.ts";
import { kindOfHost, parseApiHost } from "../network/api-host.ts";

/** A workspace with its secrets, in memory only. */
export interface MemoryWorkspace {
  readonly workspace: Workspace;
  readonly key: KeyObject | null;
  readonly apiSecret: string | null;
  /** null when no API key is known. */
  readonly account: WebhookAccount | null;
}

/** The simulator's identity. */
export interface SimulatedIdentity {
  readonly applicationId: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly pageId: string;
  readonly privateKeyPem: string;
  readonly signatureSecret: string;
  /** Where the simulator listens. */
  readonly apiHost: string;
}

/** Name of the simulator's workspace. */
export const SIMULATED_NAME = "Simulated application";
/** Name of the workspace made of the environment's secrets. */
export const ENVIRONMENT_NAME = "Environment";
/** Stable, so that events of several runs stand in one place. */
export const ENVIRONMENT_WORKSPACE = WorkspaceId.parse("environment");

/** The simulator's place while the simulator does not run: its events of other times need a workspace too. */
export function restingSimulator(now: number): MemoryWorkspace {
  return {
    workspace: {
      id: SIMULATED_WORKSPACE,
      name: SIMULATED_NAME,
      kind: "simulated",
      applicationId: null,
      pageId: null,
      pageName: null,
      apiHost: "",
      apiKey: null,
      key: null,
      hasApiSecret: false,
      hasSignatureSecret: false,
      signatureProvedAt: null,
      previousSignatureUntil: null,
      ephemeral: false,
      createdAt: now,
    },
    key: null,
    apiSecret: null,
    account: null,
  };
}

/** What is known of the simulator wherever it may run: nothing but its host is missing. @throws AppError as `readPrivateKey` */
export function knownSimulator(identity: Omit<SimulatedIdentity, "apiHost">, now: number): Workspace {
  return {
    ...restingSimulator(now).workspace,
    applicationId: ApplicationId.parse(identity.applicationId),
    pageId: PageId.parse(identity.pageId),
    pageName: "Simulated Page",
    apiKey: identity.apiKey,
    key: { ...readPrivateKey(identity.privateKeyPem).summary, addedAt: now },
    hasApiSecret: true,
    hasSignatureSecret: true,
  };
}

/** The same workspaces; a simulator that does not run is told by who it is all the same. @throws AppError as `readPrivateKey` */
export function withResting(
  workspaces: { get(id: WorkspaceId): Workspace },
  identity: Omit<SimulatedIdentity, "apiHost">,
): { get(id: WorkspaceId): Workspace } {
  return {
    get(id) {
      const workspace = workspaces.get(id);
      return isRestingSimulator(workspace) ? knownSimulator(identity, workspace.createdAt) : workspace;
    },
  };
}

/** The workspace of a running simulator. @throws AppError as `readPrivateKey` */
export function runningSimulator(identity: SimulatedIdentity, now: number): MemoryWorkspace {
  return {
    workspace: { ...knownSimulator(identity, now), apiHost: parseApiHost(identity.apiHost) },
    key: readPrivateKey(identity.privateKeyPem).key,
    apiSecret: identity.apiSecret,
    account: {
      apiKey: identity.apiKey,
      simulated: true,
      secrets: [
        {
          label: "signature secret of the simulator",
          mac: createMac(identity.signatureSecret),
        },
      ],
    },
  };
}

/**
 * The workspace made of typed values only. A line break at the end of a secret, as files have it, is taken off.
 * @throws AppError `CREDENTIALS_API_KEY_MISSING`, `WORKSPACE_HOST_INVALID`, and those of `readPrivateKey`
 */
export function ephemeralWorkspace(input: WorkspaceInput, now: number): MemoryWorkspace {
  const apiKey = input.apiKey ?? null;
  const signatureSecret = input.signatureSecret?.trim() ?? null;
  const hasApiSecret = typeof input.apiSecret === "string";
  if (apiKey === null && (signatureSecret !== null || hasApiSecret))
    throw new AppError("CREDENTIALS_API_KEY_MISSING");
  const read = typeof input.privateKey === "string" ? readPrivateKey(input.privateKey) : null;
  const apiHost = parseApiHost(input.apiHost ?? DEFAULT_API_HOST);
  return {
    workspace: {
      id: ENVIRONMENT_WORKSPACE,
      name: ENVIRONMENT_NAME,
      kind: kindOfHost(apiHost),
      applicationId:
        typeof input.applicationId === "string" ? ApplicationId.parse(input.applicationId) : null,
      pageId: typeof input.pageId === "string" ? PageId.parse(input.pageId) : null,
      pageName: input.pageName ?? null,
      apiHost,
      apiKey,
      key: read === null ? null : { ...read.summary, addedAt: now },
      hasApiSecret,
      hasSignatureSecret: signatureSecret !== null,
      signatureProvedAt: null,
      previousSignatureUntil: null,
      ephemeral: true,
      createdAt: now,
    },
    key: read?.key ?? null,
    apiSecret: input.apiSecret?.trim() ?? null,
    account:
      apiKey === null ? null : { apiKey, simulated: false, secrets: environmentSecrets(signatureSecret) },
  };
}

/** Whether there is a signature secret that no webhook proved right yet. */
export function isUnproved(holder: Pick<Workspace, "hasSignatureSecret" | "signatureProvedAt">): boolean {
  return holder.hasSignatureSecret && holder.signatureProvedAt === null;
}

/** The same workspace, proved at `now` when its secret has this label and was not proved before. */
export function provedBy(label: string, memory: MemoryWorkspace, now: number): MemoryWorkspace {
  const isMeant = memory.account?.secrets.some((secret) => secret.label === label) === true;
  if (!isMeant || !isUnproved(memory.workspace)) return memory;
  return { ...memory, workspace: { ...memory.workspace, signatureProvedAt: now } };
}

function environmentSecrets(signatureSecret: string | null): WebhookAccount["secrets"] {
  if (signatureSecret === null) return [];
  return [{ label: "signature secret of the environment", mac: createMac(signatureSecret) }];
}
