// What the service of the webhook URLs offers to the rest of the program, and what it works with.
import type { Handlers } from "../../preload/contract/contract.ts";
import type { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { StrandedReport, WebhookPair } from "../../preload/contract/webhook-urls.ts";
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";
import type { Clock, Log } from "../ports.ts";
import type { AccountAccess, ApplicationsApi } from "./applications-api.ts";
import type { WaysIn } from "./wanted-urls.ts";
import type { WebhookJournal } from "./webhook-journal.ts";

/** How long stopping may take to put URLs back. */
export const PUT_BACK_LIMIT_MS = 4_000;

/** Names of the calls answered here. */
export type WebhookUrlsCall = Extract<keyof Handlers, `webhookUrls.${string}`>;

/** The service. */
export interface WebhookUrls {
  readonly calls: Pick<Handlers, WebhookUrlsCall>;
  /** The URLs that this run set, and when (epoch ms); null when it set none, or the tunnel has another address by now. */
  setHere(workspace: WorkspaceId): { readonly at: number; readonly urls: WebhookPair } | null;
  /** What no workspace is there to put back. */
  stranded(): StrandedReport;
  /** The tunnel or a workspace changed: tells of every state that is another one now. */
  refresh(): void;
  /**
   * Puts back what was changed for a workspace, by this run or an earlier one, within {@link PUT_BACK_LIMIT_MS}, while its
   * secrets are still there; then nothing of it stays in the journal, but for an application that another workspace has.
   * @param how `isForgetting` = what cannot be put back is forgotten
   * @throws AppError `WEBHOOK_URLS_LEFT` when something cannot be put back; it stays in the journal.
   * `WEBHOOK_JOURNAL_DAMAGED` when nobody can say what there is to be put back
   */
  leave(workspace: WorkspaceId, how: { readonly isForgetting: boolean }): Promise<void>;
  /**
   * Puts back what this run set but for the listener's own URLs, since the tunnel is about to be closed by hand, as far as it gets in that time. What was not
   * put back stays in the journal. Never throws.
   */
  leaveTunnel(): Promise<void>;
  /** The application is no more: nothing of it stays in the journal, unless that is damaged. Never throws. */
  forgetApplication(applicationId: ApplicationId): Promise<void>;
  /** How many applications this run has pointed here and not put back. */
  left(): number;
  /** The same for all that this run changed; then nothing is changed any more. Safe to call twice. */
  stop(): Promise<void>;
}

/** What `createWebhookUrls` works with. */
export interface WebhookUrlsParts extends WaysIn {
  readonly journal: WebhookJournal;
  readonly api: Pick<ApplicationsApi, "get" | "put">;
  readonly workspaces: {
    get(id: WorkspaceId): Workspace;
    list(): WorkspaceList;
    accountOf(id: WorkspaceId): Promise<AccountAccess>;
  };
  /** Tells this run from earlier ones. */
  readonly run: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (workspace: WorkspaceId) => void;
}
