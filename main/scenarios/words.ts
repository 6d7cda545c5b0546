// What a step does or expects, and what was seen, in words.
import { formatCount } from "../../preload/contract/format-count.ts";
import type { ScenarioStep } from "../../preload/contract/scenario.ts";
import type { HandlerAnswer, SimulatorFaultChoice } from "../../preload/contract/simulator.ts";

const LONGEST_QUOTE = 60;
const LONGEST_JSON = 120;

/** The step in a sentence. */
export function stepWords(step: ScenarioStep): string {
  switch (step.step) {
    case "say": {
      const what =
        step.type === "text" ? quoted(step.text ?? "Hello from Facebook Messenger!") : thing(step.type);
      return `${step.person} ${step.type === "text" ? "writes" : "sends"} ${what}${faultWords(step.fault)}.`;
    }
    case "read":
      return `${step.person} reads the conversation.`;
    case "status":
      return `Status ${step.status}${step.errorCode === undefined ? "" : ` (${step.errorCode})`} of the newest reply to ${step.person} is sent${faultWords(step.fault)}.`;
    case "faults":
      return `Faults from here on: ${shortJson(step.faults)}.`;
    case "timing":
      return `Timing from here on: ${shortJson(step.timing)}.`;
    case "play":
      if (step.advanceMs !== undefined) return `${durationWords(step.advanceMs)} go by.`;
      return step.until === "next"
        ? "Time goes on to the next thing that waits."
        : "Time goes on until nothing waits.";
    case "pause":
      return `A pause of ${durationWords(step.ms)}.`;
    case "expect-answer":
      return `${webhookWords(step.of)} answered ${answerKind(step.status)}${step.withinMs === undefined ? "" : ` within ${durationWords(step.withinMs)}`}.`;
    case "expect-reply":
      return `The app writes to ${step.person} within ${durationWords(step.withinMs)}${contentWords(step)}.`;
    case "expect-no-reply":
      return `The app writes nothing${step.person === undefined ? "" : ` to ${step.person}`} for ${durationWords(step.forMs)}.`;
    case "expect-reply-count":
      return `The app has written to ${step.person} ${countWords(step)}.`;
    case "expect-only-to":
      return `The app wrote to nobody but ${step.people === undefined ? "the people of the scenario" : nameList(step.people)}.`;
    case "expect-status":
      return `The newest reply to ${step.person} becomes ${step.status} within ${durationWords(step.withinMs)}.`;
    case "expect-retries":
      return `${webhookWords(step.of, "sent again")} ${times(step.count)}.`;
  }
}

/** What the app answered to a webhook. */
export function answerWords(answer: HandlerAnswer | null): string {
  if (answer === null) return "It is held back for now.";
  if (answer.status === null) return `There was no answer: ${answer.reason ?? "nobody knows why"}.`;
  return `Answered ${answer.status} in ${durationWords(answer.durationMs)}.`;
}

/** For example “250 ms”, “1.5 s”, “15 min” or “24 h”. */
export function durationWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${rounded(ms / 1_000)} s`;
  return ms < 3_600_000 ? `${rounded(ms / 60_000)} min` : `${rounded(ms / 3_600_000)} h`;
}

/** The text in quotation marks, shortened. */
export function quoted(text: string): string {
  return `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`;
}

/** “once”, “twice”, “3 times”. */
export function times(count: number): string {
  if (count === 0) return "never";
  if (count === 1) return "once";
  return count === 2 ? "twice" : `${formatCount(count)} times`;
}

/** The kind of answer, e.g. “2xx” or “not at all”. */
export function answerKind(status: string | number): string {
  return status === "none" ? "not at all" : `with ${status}`;
}

function webhookWords(of: string, verb = ""): string {
  const end = (plural: boolean): string => `${plural ? " are" : " is"}${verb === "" ? "" : ` ${verb}`}`;
  switch (of) {
    case "last":
      return `The newest webhook${end(false)}`;
    case "every":
      return `All webhooks so far${end(true)}`;
    case "messages":
      return `All messages so far${end(true)}`;
    case "statuses":
      return `All statuses so far${end(true)}`;
    default:
      return `Webhook “${of}”${end(false)}`;
  }
}

function thing(type: string): string {
  if (type === "unsupported") return "something that Vonage cannot relay";
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function faultWords(fault: SimulatorFaultChoice | undefined): string {
  const faults = typeof fault === "string" ? [fault] : (fault ?? []);
  return faults.length === 0 ? "" : ` (${faults.join(", ")})`;
}

function contentWords({ type, text, textContains }: Extract<ScenarioStep, { step: "expect-reply" }>): string {
  const parts = [
    type === undefined ? null : `of type ${type}`,
    text === undefined ? null : `exactly ${quoted(text)}`,
    textContains === undefined ? null : `with ${quoted(textContains)} in it`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

/** The bounds of a count of replies. */
export function countWords({
  count,
  atLeast,
  atMost,
}: Pick<Extract<ScenarioStep, { step: "expect-reply-count" }>, "count" | "atLeast" | "atMost">): string {
  const parts = [
    count === undefined ? null : times(count),
    atLeast === undefined ? null : `at least ${times(atLeast)}`,
    atMost === undefined ? null : `at most ${times(atMost)}`,
  ];
  return parts.filter((part) => part !== null).join(" and ");
}

function nameList(names: readonly string[]): string {
  return names.length === 0 ? "nobody" : names.join(", ");
}

function shortJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > LONGEST_JSON ? `${json.slice(0, LONGEST_JSON)}…` : json;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
