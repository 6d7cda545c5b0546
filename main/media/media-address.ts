// What the address of media may be, and which addresses may be shown a JWT. Pure.
//
// Threat model: the address comes from a webhook, which anybody may have sent. A JWT lets its holder send as the Page, so it
// is shown to no host but Vonage's own, where media is kept there, and only on the word of a verified event. The address is
// read by one parser, and what is judged is what is then asked for.
import { isIP } from "node:net";
import { VONAGE_MEDIA_HOST, VONAGE_MEDIA_PATH } from "../../preload/contract/media.ts";

/** An address that can be fetched from, as far as its text tells; or why it cannot. */
export type MediaAddress =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly host: string; readonly reason: string };

/** Names behind which nothing is, by agreement. @see RFC 2606 and RFC 6761 */
const EXAMPLE_NAME = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid)$/;

/** Reads an address. Whether its host is a public one shows only when the name is resolved. */
export function readMediaAddress(text: string): MediaAddress {
  const url = URL.parse(text);
  // An address that cannot be read may hold anything, so it is not repeated.
  if (url === null) return { ok: false, host: "that address", reason: "It cannot be read as an address." };
  const host = hostOf(url);
  const refuse = (reason: string): MediaAddress => ({
    ok: false,
    host: host === "" ? url.protocol : host,
    reason,
  });
  if (url.protocol !== "https:") return refuse("It is not an https address.");
  if (url.username !== "" || url.password !== "") return refuse("A user name or password stands in it.");
  if (EXAMPLE_NAME.test(host))
    return refuse("That name is an example of the documentation: nothing is behind it.");
  if (isIP(host) === 0 && !/\.[a-z]/.test(host)) return refuse("It is no name of the public internet.");
  url.hash = "";
  return { ok: true, url };
}

/** Whether this is Vonage's store of inbound media: the one place that is ever shown a JWT. */
export function isVonageMedia(url: URL): boolean {
  return (
    url.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    url.password === "" &&
    VONAGE_MEDIA_HOST.test(url.hostname) &&
    VONAGE_MEDIA_PATH.test(url.pathname)
  );
}

/** Where inbound media lies: Vonage's own hosts and Facebook's. No stranger decides where these names lead. */
const KNOWN_OWNERS = /(?:^|\.)(?:nexmo\.com|vonage\.com|fbcdn\.net|fbsbx\.com)$/;

/** Whether the name belongs to Vonage or Facebook. */
export function isOfKnownOwner(host: string): boolean {
  return KNOWN_OWNERS.test(host);
}

/** The host without the brackets of IPv6 and the dot at the end of a name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
