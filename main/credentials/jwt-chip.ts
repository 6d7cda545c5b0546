// The JWT of the title bar: one per workspace, minted when asked for, copied without passing through the page.
//
// Threat model: a token opens the account's messaging until it expires. It is kept in memory only, goes to the clipboard by
// the host, and is in no answer, topic or log; what is shown is its header and claims.
import type { KeyObject } from "node:crypto";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { JWT_DEFAULT_LIFETIME_SECONDS } from "../../preload/contract/jwt.ts";
import type { JwtCopyForm, JwtPreview, JwtRequest, SecretDelivery } from "../../preload/contract/jwt.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { lacks } from "../lacks.ts";
import type { Clock, SecretClipboard } from "../ports.ts";
import type { ApplicationJwts, MintedJwt } from "./application-jwt.ts";
import type { ClaimsRequest } from "./jwt-claims.ts";
import { writeToken } from "./token-forms.ts";

/** The chip of every workspace. */
export interface JwtChip {
  /** What the chip shows, also of one that expired since; null when none was minted. */
  current(workspace: WorkspaceId): JwtPreview | null;
  /** Mints the chip's JWT anew. @throws AppError `CREDENTIALS_…_MISSING`, `SIMULATOR_OFF`, `JWT_…` */
  mint(request: JwtRequest): Promise<JwtPreview>;
  /** What would be minted. @throws AppError `CREDENTIALS_…_MISSING`, `SIMULATOR_OFF`, `JWT_…` */
  preview(request: JwtRequest): JwtPreview;
  /** Copies the chip's JWT, minting one if it has none that lives; with `request`, a fresh one that the chip does not keep. */
  copy(order: {
    readonly workspace: WorkspaceId;
    readonly form: JwtCopyForm;
    readonly request?: JwtRequest | undefined;
  }): Promise<{ readonly delivery: SecretDelivery; readonly preview: JwtPreview }>;
  /** When the chip's JWT was minted in this run, epoch ms; also of one that expired since. */
  mintedAt(workspace: WorkspaceId): number | null;
  /** Workspaces changed: drops each token whose key or application is another now, or whose workspace is gone. */
  dropStale(): void;
}

/** What {@link createJwtChip} works with. */
export interface JwtChipParts {
  readonly jwts: ApplicationJwts;
  /** Keys of applications that were made here and are no workspace's: a throw-away one signs with its own. */
  readonly heldKeys?: { keyOf(applicationId: string): KeyObject | null };
  readonly workspaces: {
    list(): { readonly workspaces: readonly Workspace[] };
    get(id: WorkspaceId): Workspace;
    keyOf(id: WorkspaceId): Promise<KeyObject>;
  };
  readonly clipboard: SecretClipboard;
  readonly clock: Clock;
  readonly onChange: (workspace: WorkspaceId, preview: JwtPreview | null) => void;
}

interface KeptJwt extends MintedJwt {
  /** Of the workspace when it was minted. */
  readonly signer: string;
}

/** Starts with no token at all. */
export function createJwtChip({
  jwts,
  heldKeys,
  workspaces,
  clipboard,
  clock,
  onChange,
}: JwtChipParts): JwtChip {
  const minted = new Map<WorkspaceId, KeptJwt>();

  function living(id: WorkspaceId): MintedJwt | null {
    const jwt = minted.get(id);
    return jwt !== undefined && jwt.preview.expiresAt > clock.now() ? jwt : null;
  }

  async function mintFor(request: JwtRequest): Promise<MintedJwt> {
    const claims = claimsFor(request, workspaces.get(request.workspace));
    const key = heldKeys?.keyOf(claims.applicationId) ?? (await workspaces.keyOf(request.workspace));
    return jwts.mint({ ...claims, key });
  }

  async function mintForChip(request: JwtRequest): Promise<MintedJwt> {
    const signer = signerOf(workspaces.get(request.workspace));
    const jwt = await mintFor(request);
    // A keychain may ask the person for the key: what was replaced meanwhile signs no more.
    if (signerOf(workspaces.get(request.workspace)) !== signer) return mintForChip(request);
    minted.set(request.workspace, { ...jwt, signer });
    onChange(request.workspace, jwt.preview);
    return jwt;
  }

  return {
    current: (id) => {
      workspaces.get(id);
      return minted.get(id)?.preview ?? null;
    },
    mint: async (request) => (await mintForChip(request)).preview,
    preview: (request) => {
      const workspace = workspaces.get(request.workspace);
      const claims = claimsFor(request, workspace);
      const hasKey = workspace.key !== null || (heldKeys?.keyOf(claims.applicationId) ?? null) !== null;
      if (!hasKey) throw lacks("CREDENTIALS_KEY_MISSING", workspace);
      return jwts.preview(claims);
    },
    copy: async ({ workspace, form, request }) => {
      const jwt =
        request === undefined
          ? (living(workspace) ??
            (await mintForChip({ workspace, lifetimeSeconds: JWT_DEFAULT_LIFETIME_SECONDS })))
          : await mintFor({ ...request, workspace });
      const text = writeToken(jwt.token, form, workspaces.get(workspace));
      return { delivery: await clipboard.deliver(() => Promise.resolve(text)), preview: jwt.preview };
    },
    mintedAt: (id) => minted.get(id)?.preview.issuedAt ?? null,
    dropStale: () => {
      const { workspaces: all } = workspaces.list();
      for (const [id, { signer }] of minted) {
        const workspace = all.find((other) => other.id === id);
        if (workspace !== undefined && signerOf(workspace) === signer) continue;
        minted.delete(id);
        onChange(id, null);
      }
    },
  };
}

/** @throws AppError `CREDENTIALS_APPLICATION_MISSING`, `SIMULATOR_OFF` when neither the request nor the workspace names one */
export function claimsFor({ workspace: _id, ...request }: JwtRequest, workspace: Workspace): ClaimsRequest {
  const applicationId = request.applicationId || workspace.applicationId;
  if (applicationId === null) throw lacks("CREDENTIALS_APPLICATION_MISSING", workspace);
  return { ...request, applicationId };
}

function signerOf({ applicationId, key }: Workspace): string {
  return `${applicationId} ${key?.fingerprint}`;
}
