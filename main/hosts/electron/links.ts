// Decides what happens to an address the page wants to open outside of Hookline.
// Threat model: an address may come from a webhook, that is from a stranger. Only https ever reaches the system, what is
// not Vonage's or Meta's is opened only after the person saw the whole address, and nothing opens inside our window.

/** Hosts of the pages that the linking checklist and the help texts name. */
const KNOWN_HOSTS: ReadonlySet<string> = new Set([
  "dashboard.nexmo.com",
  "dashboard.vonage.com",
  "ui.idp.vonage.com",
  "messenger.nexmo.com",
  "static.nexmo.com",
  "developer.nexmo.com",
  "developer.vonage.com",
  "api.support.vonage.com",
  "www.facebook.com",
  "www.messenger.com",
  "m.me",
  "developers.facebook.com",
  "business.facebook.com",
]);

/** What to do with an address: open it at once, show it to the person first, or refuse it. */
export type LinkDecision =
  | { readonly kind: "open"; readonly url: string }
  | { readonly kind: "ask"; readonly url: string }
  | { readonly kind: "refuse" };

/** Looks at an address as the page gave it. */
export function decideLink(address: string): LinkDecision {
  if (!URL.canParse(address)) return { kind: "refuse" };
  const url = new URL(address);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return { kind: "refuse" };
  const isKnown = KNOWN_HOSTS.has(url.hostname) && url.port === "";
  return { kind: isKnown ? "open" : "ask", url: url.href };
}
