// One thing the handler doctor looks at, and what it works with.
import type { CheckResult, Severity } from "../../preload/contract/handler-examination.ts";
import type { Psid } from "../../preload/contract/ids.ts";
import type { AppSend, ScenarioTarget } from "../../preload/contract/scenario-run.ts";
import type { SimulatedMessage, SimulatedStatus, SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { DeliveryAttempt } from "../../preload/contract/simulator-state.ts";
import type { Clock } from "../ports.ts";

/** What a check came to. */
export type Verdict = Pick<CheckResult, "verdict" | "seen" | "todo">;

/** One check. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What is expected, in a sentence. */
  readonly expects: string;
  /** Why it matters with Vonage. */
  readonly why: string;
  /** @throws what the bench was aborted with */
  readonly run: (bench: Bench) => Promise<Verdict>;
}

/** A message for a check; the person is the check's own unless one is named. */
export type Said = Partial<Pick<SimulatedMessage, "type" | "text" | "payloadVersion" | "fault">> & {
  readonly psid?: Psid;
};

/** Where checks are carried out: one after the other, each with a person of its own. */
export interface Bench {
  /** Where webhooks go. */
  readonly target: ScenarioTarget;
  /** The computer's. */
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Somebody who never wrote. */
  newPerson(): Psid;
  /** Sends a message; all attempts it came to, oldest first. */
  say(message: Said): Promise<readonly DeliveryAttempt[]>;
  /** Sends a status of the newest message to that person, else of one that nobody knows. */
  sendStatus(status: Omit<SimulatedStatus, "pageId">): Promise<readonly DeliveryAttempt[]>;
  /** All attempts of all webhooks about that person, oldest first. */
  attemptsFor(psid: Psid): readonly DeliveryAttempt[];
  /** Plays the simulator's clock. */
  advance(ms: number): Promise<void>;
  setTiming(changes: Partial<SimulatorTiming>): void;
  /** What the app sent to that person, or to nobody of ours, since `from` sends; waits until none came for a while. */
  settledReplies(psid: Psid, from: number): Promise<readonly AppSend[]>;
  /** Everything the app asked the API for so far. */
  sends(): readonly AppSend[];
  /** Whether the person is one of ours. */
  isOurs(psid: Psid): boolean;
  /** The Page that everybody writes to. */
  readonly pageId: string;
  /** Whether the app wrote anything to the first message; what it answers to later ones tells something then. */
  repliesSeen: boolean;
}

/** It is as it should be. */
export function passed(seen: string): Verdict {
  return { verdict: "passed", seen, todo: null };
}

/** It is not. */
export function failed(seen: string, todo: string): Verdict {
  return { verdict: "failed", seen, todo };
}

/** It cannot be told. */
export function skipped(seen: string, todo: string | null): Verdict {
  return { verdict: "skipped", seen, todo };
}

/** Whether an answer takes the webhook. */
export function isTaken({ status }: Pick<DeliveryAttempt, "status">): boolean {
  return status !== null && status >= 200 && status < 300;
}
