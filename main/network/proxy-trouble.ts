// How a proxy was of no help, told apart from what the host behind it says.
import type { Proxy } from "../ports.ts";
import { codeOf, plainReason } from "./request-trouble.ts";

/** What is known of it. */
export interface ProxyTrouble {
  /** `refused` = it answered, and did not let the request through. */
  readonly problem: "unusable" | "unreachable" | "login" | "refused";
  /** Its address without user name and password; null when it has none that can be read. */
  readonly proxy: string | null;
  /** Who names it. */
  readonly from: string;
  /** Whether a user name and password were given to it. */
  readonly hasLogin: boolean;
  /** What it answered; null = nothing. */
  readonly status: number | null;
  /** The kinds of login that it takes, as it names them; null when it names none. */
  readonly schemes: string | null;
}

/** Thrown in place of whatever came from the proxy; its message is in plain words. */
export class ProxyError extends Error {
  readonly trouble: ProxyTrouble;
  /** Node's name for it; undefined when it gave none. */
  readonly code: string | undefined;

  constructor(reason: string, trouble: ProxyTrouble, code?: string) {
    super(reason);
    this.name = "ProxyError";
    this.trouble = trouble;
    this.code = code;
  }
}

/** For one that cannot be used at all. */
export function unusableProxy(from: string, problem: string): ProxyError {
  const nothing = { proxy: null, hasLogin: false, status: null, schemes: null };
  return new ProxyError(problem, { problem: "unusable", from, ...nothing });
}

/** For one to which no connection was made, or which said nothing. */
export function unreachableProxy(proxy: Proxy, error: unknown): ProxyError {
  const trouble = { problem: "unreachable", ...factsOf(proxy), status: null, schemes: null } as const;
  return new ProxyError(plainReason(error), trouble, codeOf(error) ?? undefined);
}

/** For an answer by which the proxy, and not the host, refused. */
export function refusalBy(proxy: Proxy, status: number, schemes: string | undefined): ProxyError {
  const problem = status === 407 ? "login" : "refused";
  const trouble = { problem, ...factsOf(proxy), status, schemes: schemes ?? null } as const;
  return new ProxyError(`it answered ${status}`, trouble);
}

/** For one that said yes and then closed the connection. */
export function closedByProxy(proxy: Proxy): ProxyError {
  const trouble = { problem: "refused", ...factsOf(proxy), status: null, schemes: null } as const;
  return new ProxyError("it closed the connection that it had opened", trouble);
}

function factsOf({ shown, from, authorization }: Proxy): Pick<ProxyTrouble, "proxy" | "from" | "hasLogin"> {
  return { proxy: shown, from, hasLogin: authorization !== null };
}
