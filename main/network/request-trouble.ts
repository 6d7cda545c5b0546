// What Node says of a request that failed, in plain words and by its name.

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was closed without an answer",
  EPIPE: "the connection was closed without an answer",
  ENOTFOUND: "the name of the host cannot be resolved",
  EAI_AGAIN: "the name of the host cannot be resolved right now",
  EHOSTUNREACH: "there is no way to that host",
  ENETUNREACH: "there is no connection to the network",
  ETIMEDOUT: "the connection timed out",
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an authority that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate cannot be verified",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  ERR_PROTOCOL_SWITCHED: "the other side switched to another protocol",
  HPE_HEADER_OVERFLOW: "the headers of its answer are too large",
  HPE_INVALID_EOF_STATE: "its answer broke off",
};

/** Whether an answer came that is none of HTTP, by Node's name for it: its parser's begin so. */
export function isNoHttp(code: string | null): boolean {
  return code?.startsWith("HPE_") === true;
}

/**
 * It was answered 101, which nobody asked for. Node closes such a connection without a word to whoever waits for the
 * answer, and giving up later does not wake them either.
 */
export function switchedProtocol(): Error {
  return Object.assign(new Error("Switched to another protocol."), { code: "ERR_PROTOCOL_SWITCHED" });
}

/** The error in words. */
export function plainReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // With two addresses tried, node wraps both failures; the first one says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return plainReason(error.errors[0]);
  // OpenSSL's message also names its own source files; only this part of it is in words.
  const [, ofOpenSsl] = /:SSL routines:[^:]*:([^:]+):/.exec(error.message) ?? [];
  if (ofOpenSsl !== undefined) return ofOpenSsl;
  const code = codeOf(error) ?? "";
  if (Object.hasOwn(REASONS, code)) return REASONS[code] ?? error.message;
  return isNoHttp(code) ? "its answer is no HTTP" : error.message;
}

/** Node's name for it, e.g. `ECONNREFUSED`; null when it gave none. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
