// Pages linked to a Vonage account, as the External Accounts API shows them.
import { z } from "zod";
import { ApplicationId, PageId, WorkspaceId } from "./ids.ts";
import { plainText } from "./plain-text.ts";

/** A Page of the account. The API returns its access token in clear; it goes no further than the HTTP client. */
export const ExternalAccount = z.object({
  pageId: PageId,
  name: z.string().nullable(),
  apiKey: z.string().nullable(),
  /** The one application it is linked to. */
  applicationId: ApplicationId.nullable(),
});
export type ExternalAccount = z.output<typeof ExternalAccount>;

/** All Pages of an account as they were read; `checkedAt` = when, epoch ms. */
export const ExternalAccountList = z.object({ pages: z.array(ExternalAccount), checkedAt: z.number() });
export type ExternalAccountList = z.output<typeof ExternalAccountList>;

const accessToken = z.string().trim().min(1).max(4_096);

/** Links a Page to the account (Part 1 without the dashboard). */
export const NewExternalAccount = z.object({
  workspace: WorkspaceId,
  pageId: plainText(50).pipe(PageId),
  name: plainText(80).nullable(),
  accessToken,
});
export type NewExternalAccount = z.output<typeof NewExternalAccount>;

/** Renews the link with a new Page access token. */
export const RenewedExternalAccount = z.object({ workspace: WorkspaceId, pageId: PageId, accessToken });
export type RenewedExternalAccount = z.output<typeof RenewedExternalAccount>;

/** One Page of one workspace's account. */
export const PageOfAccount = z.object({ workspace: WorkspaceId, pageId: PageId });
export type PageOfAccount = z.output<typeof PageOfAccount>;
