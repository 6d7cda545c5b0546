// Names the trouble on the way when no answer came: name, connection, proxy or certificate. Pure.
import { AppError, toAppError, type ErrorCode } from "../../preload/contract/errors.ts";
import type { Diagnosis } from "./diagnose-failure.ts";
import type { ProxyTrouble } from "./proxy-trouble.ts";
import type { OneRequest } from "./request-once.ts";

/** How a request ended without an answer. */
export interface NoAnswer {
  readonly hasLeft: boolean;
  readonly isTimeout: boolean;
  /** In plain words. */
  readonly reason: string;
  /** Node's name for it; null when it gave none. */
  readonly code: string | null;
  /** Set when it was a proxy that did not help. */
  readonly proxy: ProxyTrouble | null;
}

/** Where it was to go. */
export interface NoAnswerContext {
  readonly host: string;
  readonly method: OneRequest["method"];
  /** How long was waited for the whole answer. */
  readonly seconds: number;
}

const CERTIFICATE_CODES: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: "NETWORK_CERTIFICATE_EXPIRED",
  CERT_NOT_YET_VALID: "NETWORK_CERTIFICATE_NOT_YET",
  DEPTH_ZERO_SELF_SIGNED_CERT: "NETWORK_CERTIFICATE_SELF_SIGNED",
  ERR_TLS_CERT_ALTNAME_INVALID: "NETWORK_CERTIFICATE_NAME",
  // What a proxy that reads along makes of every connection: a chain that ends in its own authority.
  SELF_SIGNED_CERT_IN_CHAIN: "NETWORK_CERTIFICATE_AUTHORITY",
  UNABLE_TO_GET_ISSUER_CERT: "NETWORK_CERTIFICATE_AUTHORITY",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "NETWORK_CERTIFICATE_AUTHORITY",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "NETWORK_CERTIFICATE_AUTHORITY",
  CERT_UNTRUSTED: "NETWORK_CERTIFICATE_AUTHORITY",
};

const CONNECTION_CODES: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: "NETWORK_NAME_UNKNOWN",
  EAI_AGAIN: "NETWORK_NAME_UNKNOWN",
  ECONNREFUSED: "NETWORK_REFUSED",
  ETIMEDOUT: "NETWORK_TIMED_OUT",
  EHOSTUNREACH: "NETWORK_UNREACHABLE",
  ENETUNREACH: "NETWORK_UNREACHABLE",
};

/** Diagnoses a request that got no answer. */
export function diagnoseNoAnswer(outcome: NoAnswer, { host, method, seconds }: NoAnswerContext): Diagnosis {
  const { hasLeft, isTimeout, reason, proxy } = outcome;
  // Before its certificate is: that may be the proxy's own.
  if (proxy !== null) return proxyTrouble(proxy, host, reason);
  const code = outcome.code ?? "";
  const certificate = own(CERTIFICATE_CODES, code);
  if (certificate !== null) return { code: certificate, details: { host, reason } };
  // The request is out: whether it was carried out cannot be known, also where TLS broke only then. Reading changes nothing.
  if (hasLeft) {
    const isReading = method === "GET" || method === "HEAD";
    return isTimeout
      ? { code: isReading ? "NETWORK_READ_NO_ANSWER" : "NETWORK_NO_ANSWER", details: { host, seconds } }
      : { code: isReading ? "NETWORK_READ_BROKEN" : "NETWORK_BROKEN", details: { host, reason } };
  }
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") || code === "EPROTO") {
    return { code: "NETWORK_TLS_FAILED", details: { host, reason } };
  }
  return {
    code: own(CONNECTION_CODES, code) ?? (isTimeout ? "NETWORK_TIMED_OUT" : "NETWORK_FAILED"),
    details: { host, reason },
  };
}

/** A reading that failed right after a change: that nothing was changed is true of the reading only. */
export function afterChange(error: unknown): AppError {
  const failure = toAppError(error);
  switch (failure.code) {
    case "NETWORK_READ_NO_ANSWER":
      return new AppError("NETWORK_NO_ANSWER", failure.details, { cause: error });
    case "NETWORK_READ_BROKEN":
      return new AppError("NETWORK_BROKEN", failure.details, { cause: error });
    default:
      return failure;
  }
}

function proxyTrouble(trouble: ProxyTrouble, host: string, reason: string): Diagnosis {
  const { problem, from, status } = trouble;
  const proxy = trouble.proxy ?? "";
  switch (problem) {
    case "unusable":
      return { code: "NETWORK_PROXY_UNUSED", details: { host, from, reason } };
    case "unreachable":
      return { code: "NETWORK_PROXY_UNREACHABLE", details: { host, proxy, from, reason } };
    case "login":
      return { code: "NETWORK_PROXY_LOGIN", details: { host, proxy, login: loginWords(trouble) } };
    case "refused": {
      const isBehind = status !== null && [502, 503, 504].includes(status);
      const meaning = isBehind ? "it could not reach the host either" : "it does not allow this host or port";
      return { code: "NETWORK_PROXY_REFUSED", details: { host, proxy, reason, meaning, status } };
    }
  }
}

/** Which login it wants, and what became of ours. */
function loginWords({ hasLogin, schemes }: ProxyTrouble): string {
  if (schemes !== null && !/(?:^|,)\s*basic\b/i.test(schemes)) {
    const names = schemes.split(",").map((scheme) => scheme.trim().split(/\s/)[0] ?? "");
    const known = [...new Set(names)].filter((name) => /^[A-Za-z][\w-]{0,19}$/.test(name));
    if (known.length > 0) return `it takes ${known.join(" or ")} only, and Hookline knows Basic`;
  }
  return hasLogin
    ? "it refused the user name and password in its address"
    : "its address has no user name and password";
}

function own(codes: Readonly<Record<string, ErrorCode>>, code: string): ErrorCode | null {
  return Object.hasOwn(codes, code) ? (codes[code] ?? null) : null;
}
