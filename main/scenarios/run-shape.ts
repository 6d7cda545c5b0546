// What the steps of one run share.
import type { MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import type { AppSend } from "../../preload/contract/scenario-run.ts";
import type { Scenario } from "../../preload/contract/scenario.ts";
import type { Clock } from "../ports.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { Ledger } from "./ledger.ts";

/** A webhook that a step had sent. */
export interface SentByStep {
  readonly kind: "inbound" | "status";
  /** Of a status. */
  readonly status: string | null;
  /** null until it is known; and for ever, when nothing was sent. */
  messageUuid: MessageUuid | null;
}

/** One run while it goes on. */
export interface Run {
  readonly scenario: Scenario;
  readonly simulator: Simulator;
  readonly ledger: Ledger;
  /** The computer's. */
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly psids: ReadonlyMap<string, Psid>;
  /** The Page that everybody writes to. */
  readonly pageId: PageId;
  /** Whether statuses go anywhere. */
  readonly hasStatusTarget: boolean;
  /** Whether an expected reply that does not come is a failure; otherwise nobody may be there to write one. */
  readonly insistsOnReplies: boolean;
  /** By label; the newest one besides as `last`. */
  readonly sent: Map<string, SentByStep>;
  /** Steps that did not wait for their answer. */
  readonly pending: Set<Promise<unknown>>;
  /** Replies that an expectation has counted already. */
  readonly claimed: Set<AppSend>;
  /** How many replies there were when the newest act began. */
  repliesBefore: number;
}

/** How a step came out. */
export interface Finding {
  readonly outcome: "done" | "held" | "failed" | "skipped";
  readonly seen: string | null;
  readonly todo: string | null;
}

/** The PSID of somebody in the scenario; the file was checked, so there is one. */
export function psidOf(run: Run, person: string): Psid {
  const psid = run.psids.get(person);
  if (psid === undefined) throw new Error(`Nobody is called ${person}.`);
  return psid;
}

/** What was accepted for that person, oldest first. */
export function repliesTo(run: Run, person: string): readonly AppSend[] {
  const psid = psidOf(run, person);
  return run.ledger.replies().filter((reply) => reply.psid === psid);
}

/** Ends early, with what it was aborted with, when the run is stopped. */
export function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
