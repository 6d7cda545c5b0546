// Says what is wrong when a call to Vonage failed: one code of the catalogue for each cause that can be told apart. Pure.
//
// Vonage does not say which of its checks refused a JWT, so the causes are looked for here: in both clocks, in what the
// JWT says, and in what is known of its key and application.
import type { ErrorCode, ErrorDetails } from "../../preload/contract/errors.ts";
import type { KeyPairing } from "../../preload/contract/applications.ts";
import type { Headers } from "../../preload/contract/event.ts";
import { formatCount } from "../../preload/contract/format-count.ts";
import type { ApiProblem } from "./problem.ts";

/** A code with its details, ready to be thrown. */
export interface Diagnosis {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** What is known of a JWT that was sent. Times in epoch ms by our clock; null = not known, or not set. */
export interface JwtFacts {
  readonly applicationId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly notBefore: number | null;
  readonly pairing: KeyPairing | null;
  /** What the account says of the application. */
  readonly application: "good" | "not-found" | "without-messages" | null;
  /** Line breaks were lost from the key when it was given, and put back. */
  readonly isKeyMended: boolean;
}

/** What authorised the call. */
export type CallCredentials =
  | { readonly by: "account"; readonly apiKey: string }
  | { readonly by: "application"; readonly jwt: JwtFacts };

/** An answer that is not the wished one. */
export interface FailedAnswer {
  readonly host: string;
  readonly status: number;
  readonly headers: Headers;
  readonly problem: ApiProblem | null;
  /** Our clock when it came, epoch ms. */
  readonly now: number;
  readonly credentials: CallCredentials;
}

/** More than a `Date` header and a slow answer can explain; Vonage publishes no tolerance. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** More than a day is nothing to count down to: a mistake, or a date that stands for never. */
const LONGEST_WAIT_SECONDS = 24 * 60 * 60;

/** Diagnoses an answer by its status, the fragment of `type`, its headers and what was sent. */
export function diagnoseAnswer(answer: FailedAnswer): Diagnosis {
  const { status, host, problem } = answer;
  const title = problem?.title ?? `HTTP ${status}`;
  const said = sentenceOf(problem) ?? title;
  switch (status) {
    case 401:
      return answer.credentials.by === "account"
        ? unauthorizedSecret(answer.credentials.apiKey, problem, title)
        : unauthorizedJwt(answer, answer.credentials.jwt, title);
    case 403:
      return { code: "VONAGE_FORBIDDEN", details: { problem: said, title } };
    case 404:
      return { code: "VONAGE_NOT_FOUND", details: { host, problem: said, title } };
    case 407:
      // One that nobody named: the proxies that we know of are told apart before an answer gets here.
      return {
        code: "NETWORK_PROXY_LOGIN",
        details: { host, proxy: "on the way", login: "Hookline does not know of it, and so gives it none" },
      };
    case 409:
      return { code: "VONAGE_CONFLICT", details: { problem: said, title } };
    case 429:
      return { code: "VONAGE_THROTTLED", details: { ...waitDetails(answer), title } };
    case 405:
    case 406:
    case 415:
      return { code: "VONAGE_FORM_REFUSED", details: { host, status, title } };
    default:
  }
  if (status >= 500) return { code: "VONAGE_SERVER_ERROR", details: { status, title: reasonOf(problem) } };
  if ((status === 400 || status === 422) && problem !== null) {
    return { code: "VONAGE_INPUT_REFUSED", details: { problem: said, title } };
  }
  return { code: "VONAGE_UNEXPECTED_ANSWER", details: { host, status, problem: oddityOf(status, problem) } };
}

/** Diagnoses an answer that says yes and then has not what is documented, say of a login page in between. */
export function diagnoseUndocumented(apiHost: string, { status }: { readonly status: number }): Diagnosis {
  const details = { host: new URL(apiHost).host, status, problem: oddityOf(status, null) };
  return { code: "VONAGE_UNEXPECTED_ANSWER", details };
}

/** Why a server failed, in its own words where it gives any. */
export function reasonOf(problem: ApiProblem | null): string {
  return problem?.title ?? "no reason given";
}

/** Our clock minus the server's, in seconds, by the `Date` of an answer; null when it has none. */
export function clockOffSeconds(headers: Headers, now: number): number | null {
  const theirs = Date.parse(headers["date"] ?? "");
  // The header leaves out the fraction of its second; half of one is what is missing on average.
  return Number.isNaN(theirs) ? null : Math.round((now - theirs - 500) / 1000) + 0;
}

/** What to say of an answer that asks to wait: in words, and in seconds where it names a time. */
export function waitDetails(answer: Pick<FailedAnswer, "headers" | "now">): {
  readonly wait: string;
  readonly seconds?: number;
} {
  const seconds = waitSeconds(answer);
  return seconds === null
    ? { wait: "does not say how long to wait" }
    : { wait: `asks to wait ${seconds} s`, seconds };
}

/** How long Vonage asks to wait: `Retry-After` in seconds or as a date, rounded up; null when it names none to wait for. */
export function waitSeconds({ headers, now }: Pick<FailedAnswer, "headers" | "now">): number | null {
  const given = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,9}$/.test(given)) return toCome(Number(given));
  // A date begins with its day; of "1.5" a date of 2001 would be made.
  const until = /^[A-Za-z]/.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const theirs = Date.parse(headers["date"] ?? "");
  return toCome(Math.ceil((until - (Number.isNaN(theirs) ? now : theirs)) / 1000));
}

/** No time at all, one that has passed, or one without end says nothing of when to come again. */
function toCome(seconds: number): number | null {
  return seconds > 0 && seconds <= LONGEST_WAIT_SECONDS ? seconds : null;
}

function unauthorizedSecret(apiKey: string, problem: ApiProblem | null, title: string): Diagnosis {
  const all = wholeOf(problem) ?? title;
  return problem?.code === "unprovisioned"
    ? { code: "VONAGE_FORBIDDEN", details: { problem: all, title } }
    : { code: "VONAGE_SECRET_REFUSED", details: { apiKey, problem: all, title } };
}

/** The first cause that is certain; what is only likely comes last. */
function unauthorizedJwt(answer: FailedAnswer, jwt: JwtFacts, title: string): Diagnosis {
  const { applicationId } = jwt;
  const problem = wholeOf(answer.problem) ?? title;
  if (answer.problem?.code === "unprovisioned" || jwt.application === "without-messages") {
    return { code: "VONAGE_UNPROVISIONED", details: { applicationId, problem, title } };
  }
  const offSeconds = clockOffSeconds(answer.headers, answer.now) ?? 0;
  const theirs = answer.now - offSeconds * 1000;
  // A JWT that is too old by either clock, or not valid yet by Vonage's: which of the two clocks is to blame?
  const isClockOff = Math.abs(offSeconds) > CLOCK_TOLERANCE_SECONDS;
  if (answer.now >= jwt.expiresAt || (theirs >= jwt.expiresAt && !isClockOff)) {
    const ago = inWords(Math.max(answer.now, theirs) - jwt.expiresAt);
    return { code: "VONAGE_JWT_EXPIRED", details: { ago, title } };
  }
  if (isClockOff) {
    const details = {
      off: inWords(Math.abs(offSeconds) * 1000),
      direction: offSeconds > 0 ? "ahead" : "slow",
    };
    return { code: "VONAGE_JWT_CLOCK", details: { ...details, seconds: offSeconds, title } };
  }
  if (jwt.notBefore !== null && jwt.notBefore > theirs) {
    return { code: "VONAGE_JWT_NOT_YET", details: { wait: inWords(jwt.notBefore - theirs), title } };
  }
  if (jwt.application === "not-found")
    return { code: "VONAGE_JWT_APPLICATION", details: { applicationId, title } };
  if (jwt.pairing === "unpaired" || jwt.pairing === "no-public-key")
    return { code: "VONAGE_JWT_UNPAIRED", details: { applicationId, title } };
  if (jwt.isKeyMended && jwt.pairing !== "paired") {
    return { code: "VONAGE_JWT_KEY_MENDED", details: { applicationId, title } };
  }
  return { code: "VONAGE_JWT_REFUSED", details: { applicationId, problem, title } };
}

function sentenceOf(problem: ApiProblem | null): string | null {
  return problem?.invalidParameters ?? problem?.detail ?? problem?.title ?? null;
}

/** Of a 401 the title says next to nothing; what was missing or wrong stands in the detail, if anywhere. */
function wholeOf(problem: ApiProblem | null): string | null {
  const parts = [problem?.title, problem?.detail].filter((part) => typeof part === "string");
  return parts.length === 0 ? null : parts.join(": ");
}

function oddityOf(status: number, problem: ApiProblem | null): string {
  if (status >= 300 && status < 400) return "a redirect, which is never followed";
  // HTTP gives these two none.
  if (status === 204 || status === 205) return "no body";
  if (status >= 200 && status < 300) return "a body that is not the one documented";
  return problem?.title ?? "a body that is not an error of Vonage";
}

/** A time in words as short as they stay true: `90 s`, `5 min`, `3 h`, `4 days`, `57 years`. */
export function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 72) return `${hours} h`;
  const days = Math.round(hours / 24);
  return days < 730 ? `${days} days` : `${formatCount(Math.round(days / 365.25))} years`;
}
