// Where the webhooks of an application go: to its own URLs when those are on this computer, else to the listener that
// runs. An invented account has no tunnel to come through, and must work before anybody set a URL.
import type { ApplicationId } from "../../preload/contract/ids.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { AccountBook } from "./account-book.ts";
import { messagesOf } from "./account-state.ts";
import { callbackTarget, type Target } from "./targets.ts";

/** Where webhooks go when the application names no address that may be called. */
export interface WebhookTargets {
  readonly inbound: string;
  readonly status: string;
}

/** Where webhooks go for a while, whatever the applications name; without `status` none is sent. */
export interface WebhookAim {
  readonly inbound: string;
  readonly status?: string | undefined;
}

/** Finds addresses, anew for each webhook. */
export interface WebhookAddresses {
  /** @throws AppError `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED` */
  named(address: string): Target;
  /** null = no address is known. @throws AppError `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED` */
  of(applicationId: ApplicationId | null, kind: keyof WebhookTargets): Target | null;
  /**
   * Where a status goes of a message that was accepted under `aim`: what belongs to an aim that is over goes nowhere, and
   * what belongs to none goes where it usually does. Throws as `of` does.
   */
  ofStatus(applicationId: ApplicationId | null, aim: WebhookAim | null): Target | null;
  /** Where everything goes now; null = where it usually goes. */
  aimed(): WebhookAim | null;
  /** Everything goes there from now on; null = where it usually goes. Answers where it went by an earlier aim. */
  aim(at: WebhookAim | null): readonly string[];
}

interface WebhookAddressesPorts {
  readonly book: AccountBook;
  readonly webhookTargets: () => WebhookTargets | null;
  readonly allowedHosts: readonly string[];
  readonly ownPorts: () => readonly number[];
}

/** Makes a finder. */
export function createWebhookAddresses({
  book,
  webhookTargets,
  allowedHosts,
  ownPorts,
}: WebhookAddressesPorts): WebhookAddresses {
  let aim: WebhookAim | null = null;
  const named = (address: string): Target => callbackTarget(address, allowedHosts, ownPorts());

  const ownOf = (applicationId: ApplicationId, kind: keyof WebhookTargets): Target | null => {
    const webhooks = messagesOf(book.application(applicationId))?.webhooks;
    const address = webhooks?.[`${kind}_url`]?.address;
    if (address === undefined) return null;
    try {
      return named(address);
    } catch (error) {
      // The URLs of a bot in production, or of a tunnel: they are left alone.
      if (error instanceof AppError) return null;
      throw error;
    }
  };

  const usual = (applicationId: ApplicationId | null, kind: keyof WebhookTargets): Target | null => {
    const own = applicationId === null ? null : ownOf(applicationId, kind);
    if (own !== null) return own;
    const address = webhookTargets()?.[kind];
    return address === undefined ? null : named(address);
  };
  const under = (at: WebhookAim, kind: keyof WebhookTargets): Target | null => {
    const address = at[kind];
    return address === undefined ? null : named(address);
  };

  return {
    named,
    aimed: () => aim,
    aim(at) {
      const former = aim === null ? [] : [aim.inbound, ...(aim.status === undefined ? [] : [aim.status])];
      aim = at;
      return former;
    },
    of: (applicationId, kind) => (aim === null ? usual(applicationId, kind) : under(aim, kind)),
    ofStatus(applicationId, since) {
      if (since === null) return usual(applicationId, "status");
      return since === aim ? under(since, "status") : null;
    },
  };
}
