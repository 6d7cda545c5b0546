// What a plan changes, URL by URL.
import type { ApplicationWebhook } from "../../../../preload/contract/applications.ts";
import type { WebhookPair } from "../../../../preload/contract/webhook-urls.ts";

/** One of the two URLs, as it is and as it will be. */
export interface UrlChange {
  readonly name: "Inbound URL" | "Status URL";
  readonly before: ApplicationWebhook | null;
  readonly after: ApplicationWebhook | null;
  readonly isChanged: boolean;
}

/** Both URLs, in the order of the dashboard. */
export function urlChanges(before: WebhookPair, after: WebhookPair): readonly UrlChange[] {
  return [
    changeOf("Inbound URL", before.inbound, after.inbound),
    changeOf("Status URL", before.status, after.status),
  ];
}

function changeOf(
  name: UrlChange["name"],
  before: ApplicationWebhook | null,
  after: ApplicationWebhook | null,
): UrlChange {
  const isChanged = before?.address !== after?.address || before?.method !== after?.method;
  return { name, before, after, isChanged };
}
