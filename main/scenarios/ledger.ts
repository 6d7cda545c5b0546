// What happened during a run: every webhook with its attempts, and every send request of the app. Steps wait on it.
import type { AppSend, RunWebhook } from "../../preload/contract/scenario-run.ts";
import type { DeliveryAttempt, WebhookDelivery } from "../../preload/contract/simulator-state.ts";
import type { MessageUuid, Psid } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import type { Happening, SeenRequest } from "../simulator/happenings.ts";

/** A webhook and its attempts, oldest first. */
export interface LedgerWebhook {
  readonly delivery: WebhookDelivery;
  readonly attempts: readonly DeliveryAttempt[];
}

/** The record of one run. */
export interface Ledger {
  note(happening: Happening): void;
  webhooks(): readonly LedgerWebhook[];
  sends(): readonly AppSend[];
  /** Those that were accepted. */
  replies(): readonly AppSend[];
  /**
   * Waits by the computer's clock until `look` finds something, and looks again whenever something happened.
   * @throws what `signal` was aborted with
   */
  wait<T>(look: () => T | null, forMs: number): Promise<T | null>;
}

interface LedgerPorts {
  /** The computer's. */
  readonly clock: Clock;
  /** By the simulator's clock, counted from the beginning of the run. */
  readonly atMs: (epochMs?: number) => number;
  readonly personOf: (psid: Psid) => string | null;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

const LONGEST_TEXT = 2_000;

/** Makes an empty record. */
export function createLedger({ clock, atMs, personOf, signal, changed }: LedgerPorts): Ledger {
  const webhooks = new Map<
    number,
    { readonly delivery: WebhookDelivery; readonly attempts: DeliveryAttempt[] }
  >();
  const sends: AppSend[] = [];
  const replies: AppSend[] = [];
  const waiting = new Set<() => void>();
  const isOurs = ({ psid, messageUuid }: WebhookDelivery): boolean =>
    personOf(psid) !== null || replies.some((reply) => reply.messageUuid === messageUuid);

  return {
    note(happening) {
      if (happening.kind === "attempt") {
        const { delivery, attempt } = happening;
        // The simulator may have others to tell of: what was sent before, and other people.
        if (!isOurs(delivery)) return;
        const known = webhooks.get(delivery.id) ?? { delivery, attempts: [] };
        known.attempts.push(attempt);
        webhooks.set(delivery.id, known);
      } else {
        const send = sendOf(happening.seen, atMs(), personOf);
        sends.push(send);
        if (send.answer !== null && send.answer < 300) replies.push(send);
      }
      for (const look of waiting) look();
      changed();
    },
    webhooks: () => [...webhooks.values()],
    sends: () => sends,
    replies: () => replies,
    wait(look, forMs) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const settle = (act: () => void): void => {
          waiting.delete(again);
          cancel();
          signal.removeEventListener("abort", stop);
          act();
        };
        const again = (): void => {
          const found = look();
          if (found !== null) settle(() => resolve(found));
        };
        const stop = (): void => settle(() => reject(signal.reason));
        const cancel = clock.after(forMs, () => settle(() => resolve(look())));
        signal.addEventListener("abort", stop);
        waiting.add(again);
        again();
      });
    },
  };
}

function sendOf(seen: SeenRequest, atMs: number, personOf: LedgerPorts["personOf"]): AppSend {
  const nothing = { atMs, person: null, psid: null, pageId: null, messageUuid: null, type: null, text: null };
  if ("problem" in seen) {
    const { problem } = seen;
    if (problem === null)
      return { ...nothing, answer: null, problem: "a fault in force left it without an answer" };
    return { ...nothing, answer: problem.status, problem: wordsOf(problem.body) };
  }
  const { message, request } = seen;
  return {
    atMs,
    person: personOf(message.psid),
    psid: message.psid,
    pageId: message.pageId,
    messageUuid: message.messageUuid,
    type: request.messageType,
    text: request.text === null ? null : request.text.slice(0, LONGEST_TEXT),
    answer: 202,
    problem: null,
  };
}

/** Title, detail and the first parameter at fault, as far as they are there. */
function wordsOf(body: Readonly<Record<string, unknown>>): string {
  const parameters = body["invalid_parameters"];
  const first: unknown = Array.isArray(parameters) ? parameters[0] : undefined;
  const at =
    typeof first === "object" && first !== null && "name" in first && "reason" in first
      ? `${String(first.name)}: ${String(first.reason)}`
      : null;
  return [body["title"], body["detail"], at]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ");
}

/** As the record of a run shows it. */
export function shownWebhook(
  { delivery, attempts }: LedgerWebhook,
  atMs: LedgerPorts["atMs"],
  personOf: LedgerPorts["personOf"],
): RunWebhook {
  const { kind, psid, status, faults, startedAt } = delivery;
  return {
    atMs: atMs(startedAt),
    kind,
    messageUuid: delivery.messageUuid,
    person: personOf(psid),
    status,
    faults: [...faults],
    attempts: attempts.map((attempt) => ({ ...attempt, at: atMs(attempt.at) })),
  };
}

/** The webhooks of one message, and those of its burst. */
export function webhooksOfMessage(
  all: readonly LedgerWebhook[],
  uuids: ReadonlySet<MessageUuid>,
): readonly LedgerWebhook[] {
  const own = all.filter(({ delivery }) => uuids.has(delivery.messageUuid));
  const bursts = own.filter(({ delivery }) => delivery.faults.includes("burst"));
  return all.filter(
    (webhook) =>
      own.includes(webhook) || bursts.some(({ delivery }) => isOfBurst(webhook.delivery, delivery)),
  );
}

function isOfBurst(webhook: WebhookDelivery, first: WebhookDelivery): boolean {
  return (
    webhook.kind === first.kind &&
    webhook.psid === first.psid &&
    webhook.startedAt === first.startedAt &&
    webhook.faults.includes("burst")
  );
}
