// Headers as they may be shown and printed: without what proves an identity.

const MASK = "***";

/** Two parts of a JWT and what stands before them, and its third. */
const JWT = /^((?:(?:bearer|jwt)\s[^.]*|[^.\s]*)\.[^.]*\.)[^.]*$/is;

/** By whatever name: a proxy passes the header on as `x-forwarded-authorization`, `x-serverless-authorization` and the like. */
const AUTHORIZES = /(?:^|[-_])authorization$/i;

/** Whether a header authorises, by whatever name: then its value is never shown whole. */
export function isMaskedHeader(name: string): boolean {
  return AUTHORIZES.test(name);
}

/** A header's value as it may be shown: a JWT keeps header and claims, of anything else that authorises only the scheme stays. */
export function maskHeader(name: string, value: string): string {
  if (!isMaskedHeader(name)) return value;
  const kept = JWT.exec(value)?.[1];
  if (kept !== undefined) return kept + MASK;
  const scheme = /^\S+(?=\s+\S)/.exec(value)?.[0];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
}
