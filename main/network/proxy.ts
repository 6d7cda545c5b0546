// A proxy on the way out, as a variable or the system names it.
//
// Threat model: its address may hold a user name and password. They go to the proxy alone; what is shown, logged or told
// by an error is `shown`, in which they are masked.
import type { Way } from "../ports.ts";

/** Without a proxy. */
export const DIRECT: Way = { kind: "direct" };

/** Reads the address of a proxy, which may come without its scheme. */
export function parseProxy(text: string, from: string): Way {
  const closed = (problem: string): Way => ({ kind: "closed", from, problem });
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || url.hostname === "") return closed("what it names is no address");
  const { protocol } = url;
  if (protocol !== "http:" && protocol !== "https:") {
    return closed(`it names a ${protocol.slice(0, -1)} proxy, and Hookline knows http and https ones only`);
  }
  const authorization = authorizationOf(url);
  if (authorization === undefined) {
    return closed("special characters in its user name or password are not percent-encoded");
  }
  const hostname = bareHostname(url);
  const port = url.port === "" ? (protocol === "https:" ? 443 : 80) : Number(url.port);
  const shown = `${protocol}//${authorization === null ? "" : "***@"}${url.hostname}:${port}`;
  return { kind: "proxy", proxy: { protocol, hostname, port, authorization, shown, from } };
}

/** The name or address of a host, without the brackets of IPv6 and the dot at the end of a name. */
export function bareHostname({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/** undefined = cannot be read. */
function authorizationOf({ username, password }: URL): string | null | undefined {
  if (username === "" && password === "") return null;
  try {
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(login).toString("base64")}`;
  } catch {
    // A percent sign that begins no character: sent as it is it would be another password.
    return undefined;
  }
}
