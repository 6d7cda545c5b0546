// What may be repeated of an address that was refused: its host, never a user name or password.

/** The host, or what was typed when that is plainly one; else words that fit in its place. */
export function shownHost(address: string): string {
  const host = URL.parse(address)?.host ?? "";
  if (host !== "") return host;
  return /^[\w.-]{1,100}(?::\d{1,5})?$/.test(address) ? address : "that was given";
}
