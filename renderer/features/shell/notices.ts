// Which notices the state of the product asks for, the worst first.
import type { AppState } from "../../../preload/contract/app-state.ts";
import { describeError, type ErrorDetails } from "../../../preload/contract/errors.ts";
import { formatCount } from "../../components/format.ts";
import { INBOUND_PATH, isMeantForUs, STATUS_PATH } from "../../../preload/contract/listener.ts";

/** One banner. */
export interface Notice {
  readonly id: string;
  readonly tone: "bad" | "warning";
  readonly text: string;
  /** Facts that stay true for long can be put away; failures go when they are over. */
  readonly canDismiss: boolean;
}

interface NoticeFacts {
  readonly app: AppState | undefined;
  /** The person stored keys of their own: only then it matters how keys are kept. */
  readonly hasOwnKeys: boolean;
  readonly isConnected: boolean;
}

/** All notices of the moment. */
export function noticesOf({ app, hasOwnKeys, isConnected }: NoticeFacts): readonly Notice[] {
  const lost: readonly Notice[] = isConnected
    ? []
    : [{ id: "connection", tone: "bad", text: words("CONTRACT_HOST_LOST", {}), canDismiss: false }];
  if (app === undefined) return lost;
  return [...lost, ...listenerNotices(app), ...keepingNotices(app, hasOwnKeys)];
}

function listenerNotices({ listener }: AppState): readonly Notice[] {
  const notices: Notice[] = [];
  if (listener.storeError !== null) {
    const text = words(listener.storeError.code, listener.storeError.details);
    notices.push({ id: "store", tone: "bad", text, canDismiss: false });
  }
  if (listener.state === "failed") {
    const reason = "Its port or address cannot be used.";
    const text = words("LISTENER_FAILED", { server: "webhook listener", reason });
    notices.push({ id: "listener", tone: "bad", text, canDismiss: false });
  }
  if (listener.wantedPort !== null && listener.state === "listening") {
    const text = words("LISTENER_PORT_MOVED", { port: listener.wantedPort, used: listener.port });
    notices.push({ id: "port", tone: "warning", text, canDismiss: true });
  }
  if (listener.flooded !== null) {
    const { count, reason } = listener.flooded;
    const text = `${formatCount(count)} ${count === 1 ? "webhook was" : "webhooks were"} answered 429 and not stored. ${sentence(capital(reason))} Real ones are sent again by Vonage; close the tunnel if the others go on.`;
    notices.push({ id: "flood", tone: "warning", text, canDismiss: true });
  }
  const missed = listener.misdirected.find(isMeantForUs);
  if (missed !== undefined) {
    const { method, path } = missed;
    const meant = /status/i.test(path) ? STATUS_PATH : INBOUND_PATH;
    const text = words("LISTENER_PATH_WRONG", { method, path, meant });
    notices.push({ id: `path ${path}`, tone: "warning", text, canDismiss: true });
  }
  return notices;
}

function keepingNotices({ vault, warnings }: AppState, hasOwnKeys: boolean): readonly Notice[] {
  const texts = vault.warning === null || !hasOwnKeys ? warnings : [vault.warning, ...warnings];
  return texts.map((text) => ({ id: `keeping ${text}`, tone: "warning", text, canDismiss: true }));
}

function words(code: string, details: ErrorDetails): string {
  const { what, why, todo } = describeError({ code, details });
  return `${what} ${why} ${todo}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
