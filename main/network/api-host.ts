// The host a workspace sends to. Tokens go there, so it must be encrypted on the way or never leave this computer.
import { AppError } from "../../preload/contract/errors.ts";
import {
  DEFAULT_API_HOST,
  isLoopbackHost,
  SANDBOX_HOST,
  type WorkspaceKind,
} from "../../preload/contract/workspace.ts";
import { shownHost } from "./shown-host.ts";
import { VONAGE_HOSTS } from "./vonage-hosts.ts";

const NOT_ENCRYPTED =
  "Secrets are sent to it, so it must be https, or on this computer. It is a host alone: a path or a user’s name in it is refused, too.";
/** A name or a number with its port, and nothing else. */
const HOST_ALONE = /^(?:[\w.-]{1,253}|\[[\da-f:]{2,45}\])(?::\d{1,5})?$/i;

/**
 * The origin of an address, e.g. `https://api.nexmo.com`.
 * @throws AppError `WORKSPACE_HOST_INVALID` when it is neither https nor loopback, or more than a host
 */
export function parseApiHost(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const refusal = new AppError("WORKSPACE_HOST_INVALID", { host: shownHost(text), reason: reasonOf(text) });
  if (url === null || url.username !== "" || url.password !== "") throw refusal;
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") throw refusal;
  const isAllowed = url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.origin));
  if (!isAllowed) throw refusal;
  return url.origin;
}

/** What is wrong with a refused one: most often its scheme was left out. */
function reasonOf(text: string): string {
  if (!HOST_ALONE.test(text)) return NOT_ENCRYPTED;
  const scheme = isLoopbackHost(`http://${text}`) ? "http://" : "https://";
  return `It lacks ${scheme} before it.`;
}

/** Real or sandbox, by its host. */
export function kindOfHost(apiHost: string): Exclude<WorkspaceKind, "simulated"> {
  return apiHost === SANDBOX_HOST ? "sandbox" : "real";
}

/** Where the account of a workspace answers: the sandbox's host sends messages and knows no accounts. */
export function accountHostOf(apiHost: string): string {
  return kindOfHost(apiHost) === "sandbox" ? DEFAULT_API_HOST : apiHost;
}

/** Whether the host, as {@link parseApiHost} gives it, is one of Vonage's own. */
export function isVonageHost(apiHost: string): boolean {
  return VONAGE_HOSTS.some(({ host }) => host === apiHost);
}

/**
 * Whether a host may get secrets without a question: it is Vonage's, or the simulator that this very Hookline runs.
 * @param simulatorUrl null while it does not run; whoever else listens on this computer is asked about
 */
export function needsNoQuestion(apiHost: string, simulatorUrl: string | null): boolean {
  return isVonageHost(apiHost) || (simulatorUrl !== null && apiHost === new URL(simulatorUrl).origin);
}
