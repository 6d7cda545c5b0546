// Gathers what Hookline itself can see of linking: the facts that tick steps.
import type { EventId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { PageSighting, PageSightings } from "./page-sightings.ts";

/** One event as evidence. */
export interface Witness {
  readonly eventId: EventId;
  /** Epoch ms, our clock. */
  readonly at: number;
}

/** Whose events are looked at. */
export interface LoggedSubject {
  readonly workspace: WorkspaceId;
  readonly pageId: PageId | null;
  /** Events from before are of another application, epoch ms; null = none are. */
  readonly applicationSince: number | null;
  /** Events from before are of another account, epoch ms; null = none are. */
  readonly accountSince: number | null;
}

/** From when on what comes in is about the application and the account that a workspace has. */
export type EvidenceMoments = Pick<LoggedSubject, "applicationSince" | "accountSince">;

/** What the event log knows of one subject; null where it shows nothing. */
export interface LoggedFacts {
  readonly firstInbound: Witness | null;
  readonly lastInbound: Witness | null;
  readonly firstVerifiedInbound: Witness | null;
  /** While there is no inbound: the newest message to another Page. */
  readonly inboundElsewhere: (Witness & { readonly pageId: PageId }) | null;
  /** While there is no inbound: the newest message to the Page whose token names another application. */
  readonly inboundOfOther: Witness | null;
  readonly firstReply: Witness | null;
  /** Of the newest reply that was delivered, the newest status; `sentAt` is when the reply left, epoch ms. */
  readonly deliveredReply:
    (Witness & { readonly status: "delivered" | "read"; readonly sentAt: number }) | null;
  /** The newest status with code 1370. */
  readonly linkExpired: Witness | null;
  /** The newest of these that is verified. */
  readonly verifiedLinkExpired: Witness | null;
  /** The first webhook that was verified. */
  readonly firstVerified: Witness | null;
}

/** All facts about one workspace. */
export interface LinkingFacts {
  /** The workspace is the simulator's, and the simulator runs: it linked its Page itself. */
  readonly isSimulated: boolean;
  /** The workspace is the sandbox's, which has one Page for everybody and no applications. */
  readonly isSandbox: boolean;
  readonly applicationId: string | null;
  readonly pageId: string | null;
  readonly hasAccount: boolean;
  readonly apiKey: string | null;
  readonly pageName: string | null;
  readonly key: { readonly at: number; readonly fingerprint: string } | null;
  /** `reply` = only a reply showed that one was minted, for itself. */
  readonly jwt: { readonly at: number; readonly by: "chip" | "reply" } | null;
  readonly tunnel: {
    readonly at: number;
    readonly isProved: boolean;
    readonly inbound: string;
    readonly status: string;
  } | null;
  /** The application's URLs lead here, as it was last read: set by Hookline, created with them, or found so. */
  readonly urls: { readonly at: number; readonly by: "set" | "created" | "read" } | null;
  readonly inbound: (Witness & { readonly isVerified: boolean }) | null;
  readonly lastInbound: Witness | null;
  /** No message came to the workspace's Page, but one to this Page. */
  readonly otherPage: PageId | null;
  /** No message came of the workspace's application, but of another one. */
  readonly isOtherHeard: boolean;
  readonly delivered: (Witness & { readonly status: "delivered" | "read" }) | null;
  readonly expired: Witness | null;
  /** When the newest reply left that was delivered, epoch ms: the link was good then, whatever came before. */
  readonly goodAt: number | null;
  /** What the account said last of the Page; null = it was not asked. */
  readonly page: PageSighting | null;
}

/** Where the facts come from, each as narrow as it is needed. */
export interface ProbeParts {
  readonly workspaces: { get(id: WorkspaceId): Workspace; evidenceMoments(id: WorkspaceId): EvidenceMoments };
  readonly events: { facts(subject: LoggedSubject): LoggedFacts | Promise<LoggedFacts> };
  readonly tunnel: { state(): TunnelState };
  /** When the chip's JWT was minted in this run, epoch ms. */
  readonly jwt: { mintedAt(id: WorkspaceId): number | null };
  readonly urlsEvidence: (id: WorkspaceId) => LinkingFacts["urls"];
  readonly sightings: Pick<PageSightings, "of">;
}

/** Asks for the facts of one workspace. @throws AppError `WORKSPACE_NOT_FOUND` */
export type Probe = (id: WorkspaceId) => Promise<LinkingFacts>;

/** Makes the {@link Probe}. It looks anew each time and remembers nothing. */
export function createProbe({ workspaces, events, tunnel, jwt, urlsEvidence, sightings }: ProbeParts): Probe {
  return async (id) => {
    const workspace = workspaces.get(id);
    const { pageId } = workspace;
    const logged = await events.facts({ workspace: id, pageId, ...workspaces.evidenceMoments(id) });
    const verified = logged.firstVerifiedInbound;
    const inbound = verified ?? logged.firstInbound;
    // Once the account is known to sign, whoever does not could turn every link red; another secret changes nothing in that.
    // Without a secret nothing can be verified any more.
    const isKnownToSign =
      workspace.hasSignatureSecret && (workspace.signatureProvedAt !== null || logged.firstVerified !== null);
    const expired = isKnownToSign ? logged.verifiedLinkExpired : logged.linkExpired;
    return {
      isSimulated: workspace.kind === "simulated" && workspace.applicationId !== null,
      isSandbox: workspace.kind === "sandbox",
      applicationId: workspace.applicationId,
      pageId,
      hasAccount: workspace.apiKey !== null && workspace.hasApiSecret,
      apiKey: workspace.apiKey,
      pageName: workspace.pageName,
      key:
        workspace.key === null ? null : { at: workspace.key.addedAt, fingerprint: workspace.key.fingerprint },
      jwt: mintedJwt(jwt.mintedAt(id), logged.firstReply),
      tunnel: openTunnel(tunnel.state()),
      urls: urlsEvidence(id),
      inbound: inbound === null ? null : { ...witnessOf(inbound), isVerified: verified !== null },
      lastInbound: logged.lastInbound === null ? null : witnessOf(logged.lastInbound),
      otherPage: logged.inboundElsewhere?.pageId ?? null,
      isOtherHeard: logged.inboundOfOther !== null,
      delivered:
        logged.deliveredReply === null
          ? null
          : { ...witnessOf(logged.deliveredReply), status: logged.deliveredReply.status },
      expired: expired === null ? null : witnessOf(expired),
      goodAt: logged.deliveredReply?.sentAt ?? null,
      page: sightings.of({ workspace: id, apiKey: workspace.apiKey, pageId }),
    };
  };
}

/** Every reply mints a JWT of its own, so a reply shows that one was minted before this run. */
function mintedJwt(mintedAt: number | null, firstReply: Witness | null): LinkingFacts["jwt"] {
  if (mintedAt !== null) return { at: mintedAt, by: "chip" };
  return firstReply === null ? null : { at: firstReply.at, by: "reply" };
}

function witnessOf({ eventId, at }: Witness): Witness {
  return { eventId, at };
}

function openTunnel(state: TunnelState): LinkingFacts["tunnel"] {
  if (state.state !== "open") return null;
  return { at: state.openedAt, isProved: state.proved, inbound: state.inbound, status: state.status };
}
