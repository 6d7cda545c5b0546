// The steps that expect something: each waits as long as it may, and says what it saw.
import { formatCount } from "../../preload/contract/format-count.ts";
import type { AppSend } from "../../preload/contract/scenario-run.ts";
import type { ScenarioStep, StepOf } from "../../preload/contract/scenario.ts";
import type { DeliveryAttempt } from "../../preload/contract/simulator-state.ts";
import { settlePending, NO_STATUS_TARGET, type Act } from "./acts.ts";
import { webhooksOfMessage, type LedgerWebhook } from "./ledger.ts";
import { psidOf, repliesTo, unlessStopped, type Finding, type Run } from "./run-shape.ts";
import { answerWords, durationWords, quoted, times } from "./words.ts";

/** A step that expects something. */
export type Expectation = Exclude<ScenarioStep, Act>;

/** Looks whether it is so. */
export function check(run: Run, step: Expectation): Promise<Finding> {
  switch (step.step) {
    case "expect-answer":
      return answered(run, step);
    case "expect-reply":
      return replied(run, step);
    case "expect-no-reply":
      return notReplied(run, step);
    case "expect-reply-count":
      return repliesCounted(run, step);
    case "expect-only-to":
      return Promise.resolve(onlyTo(run, step));
    case "expect-status":
      return statusReached(run, step);
    case "expect-retries":
      return retried(run, step);
  }
}

/** The webhooks an expectation is about, when all of them had an attempt. */
async function webhooksMeant(run: Run, of: string): Promise<readonly LedgerWebhook[] | null> {
  await settlePending(run);
  const meant = (): readonly LedgerWebhook[] | null => {
    const all = run.ledger.webhooks();
    switch (of) {
      case "every":
        return all;
      case "messages":
        return all.filter(({ delivery }) => delivery.kind === "inbound");
      case "statuses":
        return all.filter(({ delivery }) => delivery.kind === "status");
      default: {
        const sent = run.sent.get(of);
        if (sent === undefined || sent.messageUuid === null) return null;
        const { kind, status, messageUuid } = sent;
        const own = all.filter(({ delivery }) => delivery.kind === kind && delivery.status === status);
        const found = webhooksOfMessage(own, new Set([messageUuid]));
        return found.length === 0 ? null : found;
      }
    }
  };
  // What is held back goes out after five seconds at most.
  return run.ledger.wait(meant, HELD_BACK_MS);
}

const HELD_BACK_MS = 6_000;

async function answered(run: Run, { of, status, withinMs }: StepOf<"expect-answer">): Promise<Finding> {
  if (of === "statuses" && !run.hasStatusTarget) return NO_STATUS_TARGET;
  const webhooks = await webhooksMeant(run, of);
  if (webhooks === null || webhooks.length === 0) {
    return failed("No such webhook was sent.", "Let something be sent first, and time go on if it waits.");
  }
  const newest = webhooks.map(({ attempts }) => attempts.at(-1)).filter((attempt) => attempt !== undefined);
  const wrong = newest.filter((attempt) => !isAnswer(attempt, status));
  const [first] = wrong;
  if (first !== undefined) {
    const count =
      newest.length === 1
        ? ""
        : `${formatCount(wrong.length)} of ${formatCount(newest.length)} were not. One of them: `;
    return failed(count + answerWords(first), todoFor(first, status));
  }
  const slowest = newest.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
  if (withinMs !== undefined && slowest > withinMs) {
    const late = newest.filter(({ durationMs }) => durationMs > withinMs).length;
    const count =
      newest.length === 1 ? "" : `${formatCount(late)} of ${formatCount(newest.length)} took longer; `;
    return failed(
      `${count}${newest.length === 1 ? "It" : "the slowest"} took ${durationWords(slowest)}.`,
      "Answer first and work afterwards: Vonage gives up and sends a webhook again that is not answered in time.",
    );
  }
  const last = newest.at(-1);
  if (newest.length > 1 || last === undefined)
    return held(`All ${formatCount(newest.length)} were, the slowest in ${durationWords(slowest)}.`);
  return held(answerWords(last));
}

function isAnswer({ status }: DeliveryAttempt, wanted: string | number): boolean {
  if (status === null) return wanted === "none";
  return typeof wanted === "number" ? status === wanted : wanted === `${Math.floor(status / 100)}xx`;
}

function todoFor({ status }: DeliveryAttempt, wanted: string | number): string {
  if (wanted !== "2xx" && wanted !== 200) return "See in the app what decides its answer.";
  if (status === null) return "See whether the app still runs, and whether it answers before it works.";
  if (status === 404) return "Check the path of the webhook address.";
  return status === 401 || status === 403
    ? "Check that the app verifies with the simulator’s signature secret: VONAGE_SIGNATURE_SECRET."
    : "Look at the app’s own log for this request.";
}

async function replied(run: Run, step: StepOf<"expect-reply">): Promise<Finding> {
  const { person, type, text, textContains, withinMs } = step;
  const isMeant = (reply: AppSend): boolean =>
    !run.claimed.has(reply) &&
    (type === undefined || reply.type === type) &&
    (text === undefined || reply.text === text) &&
    (textContains === undefined || reply.text?.includes(textContains) === true);
  const found = await run.ledger.wait(() => repliesTo(run, person).find(isMeant) ?? null, withinMs);
  if (found !== null) {
    run.claimed.add(found);
    return held(replyWords(found));
  }
  const others = repliesTo(run, person).filter((reply) => !run.claimed.has(reply));
  const other = others.at(-1);
  if (other !== undefined)
    return failed(
      `It wrote something else: ${replyWords(other)}`,
      "Compare what is expected with what the app says.",
    );
  if (!run.insistsOnReplies) {
    return skipped(
      "Nobody replied; the webhooks went to Hookline itself.",
      "Name the address of an app to play this against it.",
    );
  }
  return failed(
    `Nothing came to ${person}. ${elsewhere(run)}`,
    "Check that the app sends to the simulator’s address, with its application and key.",
  );
}

/** Where its messages went instead, or why they were not taken. */
function elsewhere(run: Run): string {
  const refused = run.ledger.sends().filter(({ problem }) => problem !== null);
  const last = refused.at(-1);
  if (last !== undefined) {
    return `${refused.length === 1 ? "One request" : `${refused.length} requests`} of the app had no success: ${last.answer === null ? "" : `${last.answer} `}${last.problem ?? ""}`;
  }
  const count = run.ledger.replies().length;
  return count === 0
    ? "The app sent nothing at all."
    : `To others it sent ${count === 1 ? "a message" : `${count} messages`}.`;
}

async function notReplied(run: Run, { person, forMs }: StepOf<"expect-no-reply">): Promise<Finding> {
  await settlePending(run);
  const psid = person === undefined ? null : psidOf(run, person);
  const came = (): AppSend | null =>
    run.ledger
      .replies()
      .slice(run.repliesBefore)
      .find((reply) => psid === null || reply.psid === psid) ?? null;
  const reply = await run.ledger.wait(came, forMs);
  if (reply === null) return held("It wrote nothing.");
  return failed(
    `It wrote to ${reply.person ?? "somebody else"}: ${replyWords(reply)}`,
    "See what in the app answers this.",
  );
}

async function repliesCounted(run: Run, step: StepOf<"expect-reply-count">): Promise<Finding> {
  const { person, count, atLeast = count ?? 0, atMost = count ?? Number.POSITIVE_INFINITY, quietMs } = step;
  await settlePending(run);
  const counted = await whenQuiet(run, person, quietMs);
  const seen = `It wrote ${times(counted)}.`;
  if (counted >= atLeast && counted <= atMost) return held(seen);
  if (counted === 0 && !run.insistsOnReplies) {
    return skipped(
      "Nobody replied; the webhooks went to Hookline itself.",
      "Name the address of an app to play this against it.",
    );
  }
  return failed(
    counted === 0 ? `${seen} ${elsewhere(run)}` : seen,
    counted > atMost
      ? "Remember the message_uuid of what was handled, and answer a webhook that comes again without handling it again."
      : "See in the app why it did not write, or not yet.",
  );
}

/** The count, once none came for a while. An app that never rests is counted after ten such whiles. */
async function whenQuiet(run: Run, person: string, quietMs: number): Promise<number> {
  const until = run.clock.elapsed() + quietMs * 10;
  let count = repliesTo(run, person).length;
  for (;;) {
    const before = count;
    // oxlint-disable-next-line no-await-in-loop -- one while after the other
    await run.ledger.wait(() => (repliesTo(run, person).length > before ? true : null), quietMs);
    count = repliesTo(run, person).length;
    if (count === before || run.clock.elapsed() >= until) return count;
  }
}

function onlyTo(run: Run, { people }: StepOf<"expect-only-to">): Finding {
  const allowed = new Set((people ?? [...run.psids.keys()]).map((person) => psidOf(run, person)));
  const replies = run.ledger.replies();
  const stray = replies.find(({ psid }) => psid === null || !allowed.has(psid));
  if (stray !== undefined) {
    const whom = stray.person ?? `PSID ${stray.psid ?? "unknown"}`;
    return failed(
      `It wrote to ${whom}: ${replyWords(stray)}`,
      "Reply to the from of the webhook that is being answered, not to one kept from before.",
    );
  }
  const page = replies.find(({ pageId }) => pageId !== run.pageId);
  if (page !== undefined) {
    return failed(
      `It wrote from Page ${page.pageId ?? "unknown"}.`,
      "Send from the Page that the webhook was for: its to.",
    );
  }
  if (replies.length === 0) return held("It wrote to nobody.");
  return held(
    replies.length === 1 ? "Its one message went there." : `All ${replies.length} messages went there.`,
  );
}

async function statusReached(
  run: Run,
  { person, status, withinMs }: StepOf<"expect-status">,
): Promise<Finding> {
  const newest = repliesTo(run, person).at(-1);
  const uuid = newest?.messageUuid ?? null;
  if (uuid === null) {
    if (run.insistsOnReplies)
      return failed(`There is no reply to ${person}. ${elsewhere(run)}`, "Let the app reply first.");
    return skipped(
      "Nobody replied; the webhooks went to Hookline itself.",
      "Name the address of an app to play this against it.",
    );
  }
  const told = (): string | null =>
    run.simulator
      .conversation({ psid: psidOf(run, person), pageId: run.pageId })
      .messages.find(({ messageUuid }) => messageUuid === uuid)
      ?.statuses.at(-1) ?? null;
  // A status is told where no webhook of it goes anywhere, so nothing may happen that would wake a wait.
  const until = run.clock.elapsed() + withinMs;
  while (told() !== status && run.clock.elapsed() < until) {
    const leftMs = Math.min(STATUS_GLANCE_MS, until - run.clock.elapsed());
    // oxlint-disable-next-line no-await-in-loop -- one glance after the other
    await unlessStopped(new Promise<void>((resolve) => void run.clock.after(leftMs, resolve)), run.signal);
  }
  const last = told();
  return last === status
    ? held(`It is ${status}.`)
    : failed(
        last === null ? "It has no status yet." : `It is ${last}.`,
        "Let time go on with a step “play” before this one, or see which faults are in force.",
      );
}

const STATUS_GLANCE_MS = 50;

async function retried(run: Run, { of, count }: StepOf<"expect-retries">): Promise<Finding> {
  const webhooks = await webhooksMeant(run, of);
  if (webhooks === null || webhooks.length === 0) {
    return failed("No such webhook was sent.", "Let something be sent first, and time go on if it waits.");
  }
  const wrong = webhooks.find(({ attempts }) => attempts.length - 1 !== count);
  if (wrong === undefined)
    return held(`${webhooks.length === 1 ? "It was" : "They were"} sent again ${times(count)}.`);
  const last = wrong.attempts.at(-1);
  return failed(
    `It was sent again ${times(wrong.attempts.length - 1)}.${last === undefined ? "" : ` ${answerWords(last)}`}`,
    "A webhook comes again after 429, 5xx or no answer, as time goes on: let it, with a step “play”.",
  );
}

function replyWords({ type, text }: AppSend): string {
  return text === null ? `a message of type ${type ?? "unknown"}.` : `${quoted(text)}.`;
}

function held(seen: string): Finding {
  return { outcome: "held", seen, todo: null };
}

function failed(seen: string, todo: string): Finding {
  return { outcome: "failed", seen, todo };
}

function skipped(seen: string, todo: string): Finding {
  return { outcome: "skipped", seen, todo };
}
