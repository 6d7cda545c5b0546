// What each fault of the simulator is called, and what a handler or an app meets under it, in one line.
import type { FaultsInForce, SimulatorFault } from "../../preload/contract/simulator.ts";

/** A fault as people choose it. */
export interface FaultWords {
  readonly label: string;
  /** What it does; no full stop, so that it can stand after the label. */
  readonly line: string;
}

/** Faults of webhooks, the usual ones first. */
export const WEBHOOK_FAULTS: Readonly<Record<SimulatorFault, FaultWords>> = {
  duplicate: { label: "Duplicate", line: "The same bytes come twice" },
  "bad-signature": { label: "Bad signature", line: "Another secret signs the token" },
  unsigned: { label: "Unsigned", line: "No token; a retry has one, as at Vonage" },
  late: { label: "Late", line: "Timestamp and token are 90 s old" },
  "out-of-order": {
    label: "Out of order",
    line: "A message comes after the person’s next one; the statuses come in reverse",
  },
  "wrong-hash": { label: "Wrong hash", line: "A good token, but of another body" },
  burst: { label: "Burst", line: "Many at once, numbered; how many is under Timing" },
  slow: { label: "Slow", line: "The body dribbles in; how long is under Timing" },
  reset: {
    label: "Connection reset",
    line: "The connection breaks in the body; the whole comes again later",
  },
  "other-version": { label: "Other version", line: "A v0.1 payload where v1 is due, and the reverse" },
  "integer-title": { label: "Integer title", line: "error.title of a v1 status is a number" },
  "unknown-members": { label: "Unknown members", line: "Extra fields that the documentation does not name" },
  "huge-body": { label: "Huge body", line: "A body of 10 MiB" },
};

/** A fault of which one at a time is chosen. */
export interface FaultChoice<F extends string> extends FaultWords {
  readonly value: F;
}

type Chosen<K extends "api" | "messenger" | "account"> = NonNullable<FaultsInForce[K]>;

/** How a request to send can be answered. */
export const API_FAULTS: readonly FaultChoice<Chosen<"api">>[] = [
  { value: "unauthorized", label: "401 unauthorized", line: "As if the JWT were not good" },
  {
    value: "unprovisioned",
    label: "401 not provisioned",
    line: "As if the account might not use the product",
  },
  { value: "low-balance", label: "402 low balance", line: "As if the account had no credit left" },
  { value: "throttled", label: "429 throttled", line: "Too many requests, with the time to wait" },
  { value: "internal-error", label: "500 internal error", line: "As if Vonage had failed" },
  { value: "no-answer", label: "No answer", line: "The request is taken, and nothing comes back" },
  { value: "slow", label: "Slow answer", line: "The answer comes late; how late is under Timing" },
  {
    value: "cut-before-accepting",
    label: "Cut before accepting",
    line: "The connection breaks; nothing was sent",
  },
  {
    value: "cut-after-accepting",
    label: "Cut after accepting",
    line: "The connection breaks; the message goes all the same",
  },
];

/** What Messenger may find of a message that was accepted. */
export const MESSENGER_FAULTS: readonly FaultChoice<Chosen<"messenger">>[] = [
  {
    value: "expired-page-link",
    label: "Link to the Page expired",
    line: "Every message is rejected until it is linked again",
  },
  {
    value: "unreachable-media",
    label: "Media cannot be had",
    line: "Pictures, sounds, films and files are rejected",
  },
];

/** How the Applications and External Accounts APIs can fail. */
export const ACCOUNT_FAULTS: readonly FaultChoice<Chosen<"account">>[] = [
  {
    value: "incomplete",
    label: "Incomplete",
    line: "Applications lack their version and media authentication",
  },
  { value: "unauthorized", label: "401 unauthorized", line: "API key and secret are refused" },
  { value: "foreign-page", label: "Foreign Page", line: "Every Page is somebody else’s" },
  { value: "internal-error", label: "500 internal error", line: "As if Vonage had failed" },
  { value: "no-answer", label: "No answer", line: "Nothing comes back" },
  { value: "slow", label: "Slow answer", line: "The answer comes two seconds late" },
  {
    value: "cut-before-change",
    label: "Cut before the change",
    line: "The connection breaks; nothing was changed",
  },
  {
    value: "cut-after-change",
    label: "Cut after the change",
    line: "The connection breaks; it was changed all the same",
  },
];

/** How many faults are in force. */
export function countFaults({ webhooks, api, messenger, account }: FaultsInForce): number {
  return webhooks.length + [api, messenger, account].filter((fault) => fault !== null).length;
}

/** "1 fault in force", "3 faults in force". */
export function faultsInForceWords(count: number): string {
  return count === 1 ? "1 fault in force" : `${count} faults in force`;
}

/** The labels of all that are in force, for a line of them. */
export function faultLabels({ webhooks, api, messenger, account }: FaultsInForce): readonly string[] {
  return [
    ...webhooks.map((fault) => WEBHOOK_FAULTS[fault].label),
    ...(api === null ? [] : [`API: ${labelOf(API_FAULTS, api)}`]),
    ...(messenger === null ? [] : [`Messenger: ${labelOf(MESSENGER_FAULTS, messenger)}`]),
    ...(account === null ? [] : [`Account: ${labelOf(ACCOUNT_FAULTS, account)}`]),
  ];
}

function labelOf<F extends string>(choices: readonly FaultChoice<F>[], fault: F): string {
  return choices.find(({ value }) => value === fault)?.label ?? fault;
}
