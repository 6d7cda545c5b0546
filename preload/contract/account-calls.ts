// The rows of the table of calls that are about the Vonage account: its applications, its Pages, and the webhook URLs.
import { z } from "zod";
import {
  AccountCheck,
  AccountToCheck,
  Application,
  ApplicationPage,
  KeyPairing,
  NewApplication,
  PendingKey,
  ReadApplication,
} from "./applications.ts";
import { call, none, ofWorkspace } from "./call.ts";
import {
  ExternalAccount,
  ExternalAccountList,
  NewExternalAccount,
  PageOfAccount,
  RenewedExternalAccount,
} from "./external-accounts.ts";
import { ApplicationId } from "./ids.ts";
import { StrandedReport, WebhookUrlsChange, WebhookUrlsPlan, WebhookUrlsState } from "./webhook-urls.ts";
import { Workspace } from "./workspace.ts";

const ofApplication = ofWorkspace.extend({ id: ApplicationId });

/** How long what an account answered counts as new, in ms: no screen that opens has it asked again before. */
export const ANSWER_KEPT_MS = 60_000;

/**
 * Nearly all of them ask Vonage, or whichever host the workspace has. The three that only read are answered from what was
 * heard in the last minute, if it was asked for with the same secret and nothing was changed since.
 */
export const accountCalls = {
  /** Asks Vonage whether it takes key and secret, and how far the clocks differ. */
  "account.check": call({ input: AccountToCheck, output: AccountCheck }),

  /** Has applications and Pages read anew by the next who asks for them: somebody wants to know how they are now. */
  "account.forgetAnswers": call({ input: ofWorkspace, output: none }),

  "applications.list": call({
    input: ofWorkspace.extend({ page: z.int().min(1) }),
    output: ApplicationPage,
  }),
  "applications.get": call({ input: ofApplication, output: ReadApplication }),
  "applications.create": call({ input: NewApplication, output: Application }),
  /** Makes it the workspace's application, with the private key that was made here for it, if one was. */
  "applications.choose": call({ input: ofApplication, output: Workspace }),
  /** Gives it the Messages capability, with webhook URLs of the tunnel; nothing else of it changes. */
  "applications.addMessages": call({ input: ofApplication, output: Application }),
  /** Deletes it at Vonage. `typedName` must equal its name. */
  "applications.remove": call({ input: ofApplication.extend({ typedName: z.string() }), output: none }),
  "applications.pairing": call({ input: ofWorkspace, output: KeyPairing }),
  /** Keys made for applications that may have been created without an answer telling so, oldest first. */
  "applications.pendingKeys": call({ input: ofWorkspace, output: z.array(PendingKey) }),
  /** Deletes the private key: an application made with it can never be used. */
  "applications.forgetPendingKey": call({
    input: ofWorkspace.extend({ keyFingerprint: z.string().max(100) }),
    output: none,
  }),

  "externalAccounts.list": call({ input: ofWorkspace, output: ExternalAccountList }),
  "externalAccounts.create": call({ input: NewExternalAccount, output: ExternalAccount }),
  "externalAccounts.renew": call({ input: RenewedExternalAccount, output: ExternalAccount }),
  "externalAccounts.remove": call({ input: PageOfAccount, output: none }),
  "externalAccounts.link": call({
    input: PageOfAccount.extend({ applicationId: ApplicationId }),
    output: ExternalAccount,
  }),
  "externalAccounts.unlink": call({ input: PageOfAccount, output: ExternalAccount }),
  /** Unlinks the Page from its application, then links it to this one. */
  "externalAccounts.move": call({
    input: PageOfAccount.extend({ applicationId: ApplicationId }),
    output: ExternalAccount,
  }),

  /** Those that no workspace is there to put back; nobody is asked for it. */
  "webhookUrls.stranded": call({ input: none, output: StrandedReport }),
  "webhookUrls.state": call({ input: ofWorkspace, output: WebhookUrlsState }),
  /** Asks the API what is there now, and tells what `set` would make of it. */
  "webhookUrls.plan": call({ input: ofWorkspace, output: WebhookUrlsPlan }),
  "webhookUrls.set": call({ input: WebhookUrlsChange, output: WebhookUrlsState }),
  /** Likewise for `restore`. */
  "webhookUrls.planRestore": call({ input: ofWorkspace, output: WebhookUrlsPlan }),
  /** Puts the old URLs back. */
  "webhookUrls.restore": call({ input: WebhookUrlsChange, output: WebhookUrlsState }),
  /** Drops what the journal holds, or moves a damaged journal aside; the application stays as it is. */
  "webhookUrls.forget": call({ input: ofWorkspace, output: WebhookUrlsState }),
} as const;
