// Faults that scripts and tests switch on and off: of the API's answers, of Messenger, and of the webhooks that are sent.
import type { FaultsInForce, FaultSwitches } from "../../preload/contract/simulator.ts";
import {
  internalError,
  lowBalance,
  notProvisioned,
  throttled,
  wrongCredentials,
  type NewInstance,
  type Problem,
} from "./problems.ts";
import { faultList } from "./webhook-faults.ts";

/** Faults in force. */
export type Faults = FaultsInForce;

/** How long an account that is `slow` thinks about each answer: far longer than a screen may take to be drawn. */
export const SLOW_ACCOUNT_MS = 2_000;

/** Nothing goes wrong. */
export const NO_FAULTS: Faults = { api: null, webhooks: [], messenger: null, account: null };

/** What is left out goes well. */
export function switchFaults({ api, webhooks, messenger, account }: FaultSwitches): Faults {
  return {
    api: api ?? null,
    webhooks: [...faultList(webhooks)],
    messenger: messenger ?? null,
    account: account ?? null,
  };
}

/** What becomes of a send request before anybody looks at it; null = it is looked at. */
export type ApiFault =
  | { readonly kind: "answer"; readonly problem: Problem }
  /** The caller is kept waiting until it gives up. */
  | { readonly kind: "silence" }
  /** The connection breaks. */
  | { readonly kind: "cut" };

/** What an API fault does at `now` (epoch ms) before a request is looked at. */
export function apiFaultBefore(fault: Faults["api"], newInstance: NewInstance, now: number): ApiFault | null {
  switch (fault) {
    case "unauthorized":
      return { kind: "answer", problem: wrongCredentials(newInstance) };
    case "unprovisioned":
      return { kind: "answer", problem: notProvisioned(newInstance) };
    case "low-balance":
      return { kind: "answer", problem: lowBalance(newInstance) };
    case "throttled":
      return { kind: "answer", problem: throttled(newInstance, now) };
    case "internal-error":
      return { kind: "answer", problem: internalError(newInstance) };
    case "no-answer":
      return { kind: "silence" };
    case "cut-before-accepting":
      return { kind: "cut" };
    case "slow":
    case "cut-after-accepting":
    case null:
      return null;
  }
}
