// Pointing an application's two webhook URLs at the tunnel, and putting the old ones back.
import { z } from "zod";
import { ApplicationWebhook } from "./applications.ts";
import { ApplicationId, WorkspaceId } from "./ids.ts";

/** Both URLs of an application; null where there is none. */
export const WebhookPair = z.object({
  inbound: ApplicationWebhook.nullable(),
  status: ApplicationWebhook.nullable(),
});
export type WebhookPair = z.output<typeof WebhookPair>;

/**
 * Where the URLs of a workspace's application stand. `untouched` = Hookline changed nothing; `set` = they are ours and the
 * old ones are in the journal; `unconfirmed` = a change was begun and it is not known whether it got through;
 * `left-over` = the journal of an earlier run holds old URLs that were not put back; `older-kept` = somebody else changed the
 * URLs meanwhile and theirs were put back, and the journal holds those from before that.
 */
export const WebhookUrlsPhase = z.enum(["untouched", "set", "unconfirmed", "left-over", "older-kept"]);
export type WebhookUrlsPhase = z.output<typeof WebhookUrlsPhase>;

/** State of one workspace. All of it comes from what is stored: nothing is asked of the network for it. */
export const WebhookUrlsState = z.object({
  workspace: WorkspaceId,
  phase: WebhookUrlsPhase,
  applicationId: ApplicationId.nullable(),
  /** The URLs before Hookline changed them. */
  old: WebhookPair.nullable(),
  /** The URLs Hookline set, or meant to. */
  ours: WebhookPair.nullable(),
  setAt: z.number().nullable(),
  /** Ours lead nowhere, or elsewhere: the tunnel is closed, or has another address by now. */
  outdated: z.boolean(),
  /** Why the journal could not be read, in words; then nothing is changed until it is mended. */
  damaged: z.string().nullable(),
});
export type WebhookUrlsState = z.output<typeof WebhookUrlsState>;

/** Old URLs in the journal that no workspace of this run can put back. */
export const StrandedUrls = z.object({
  applicationId: ApplicationId,
  /** Of the application's account. */
  apiKey: z.string(),
  old: WebhookPair,
  /** Whether it is known that they were replaced. */
  isConfirmed: z.boolean(),
  /** When that was begun, epoch ms. */
  setAt: z.number(),
});
export type StrandedUrls = z.output<typeof StrandedUrls>;

/** All of them, or why that is not known: the journal could not be read, in words. */
export const StrandedReport = z.object({ urls: z.array(StrandedUrls), damaged: z.string().nullable() });
export type StrandedReport = z.output<typeof StrandedReport>;

/** What a change would do, from a GET just now. */
export const WebhookUrlsPlan = z.object({
  applicationId: ApplicationId,
  applicationName: z.string(),
  now: WebhookPair,
  planned: WebhookPair,
  /**
   * What a person has to agree to first: an address that is neither ours nor the one in the journal, or members that the
   * API did not show and that the change may reset.
   */
  questions: z.array(z.string()),
  /** Names what was seen; hand it back to agree to exactly this and nothing newer. */
  seen: z.string(),
});
export type WebhookUrlsPlan = z.output<typeof WebhookUrlsPlan>;

/** Carries out a plan. Without `agreed`, a plan with questions is refused. */
export const WebhookUrlsChange = z.object({ workspace: WorkspaceId, agreed: z.string().nullable() });
export type WebhookUrlsChange = z.output<typeof WebhookUrlsChange>;
