// Turns an answer that is not an acceptance into a code of the catalogue. Pure.
import type { AppErrorValue, ErrorCode, ErrorDetails } from "../../preload/contract/errors.ts";
import type { Headers } from "../../preload/contract/event.ts";
import { isUnclearAnswer } from "../../preload/contract/unclear-answer.ts";
import { inWords, reasonOf, waitDetails, waitSeconds } from "../network/diagnose-failure.ts";
import type { ApiProblem } from "../network/problem.ts";

/** The answer and what is known of the request it answered. */
export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly problem: ApiProblem | null;
  /** What a 2xx had in the place of a message_uuid; null for any other. */
  readonly acceptance: { readonly instead: string } | null;
  /** What it was sent with: an application's JWT, or key and secret. */
  readonly access:
    | { readonly by: "application"; readonly expiresAt: number }
    | { readonly by: "account"; readonly isSandbox: boolean };
  /** Our clock, epoch ms. */
  readonly now: number;
}

/** Says which refusal it is, by status and the fragment of `type` (its base differs between answers). */
export function refusalOf(answer: RefusedAnswer): AppErrorValue {
  const { status, problem } = answer;
  const title = problem?.title ?? `HTTP ${status}`;
  if (status === 401) return unauthorized(answer, title);
  if (status === 402) return refuse("REPLY_LOW_BALANCE", { title });
  if (status === 429) return refuse("REPLY_THROTTLED", { ...waitDetails(answer), title });
  if (isUnclearAnswer(status)) return refuse("REPLY_UNCLEAR", { status, problem: oddityOf(answer) });
  if (status >= 500) {
    const seconds = waitSeconds(answer);
    const when = seconds === null ? "in a moment" : `in ${inWords(seconds * 1_000)}`;
    const details = { status, title: reasonOf(problem), when };
    return refuse("REPLY_SERVER_ERROR", seconds === null ? details : { ...details, seconds });
  }
  if ((status === 422 || status === 400) && problem !== null) {
    // 1420 is the same refusal in the numbering of the status callbacks.
    if (problem.code === "1120" || problem.code === "1420") {
      return refuse(unknownSender(answer), { code: problem.code, title });
    }
    return refuse("REPLY_INVALID", { problem: sentenceOf(problem), title, code: problem.code });
  }
  return refuse("REPLY_UNEXPECTED_ANSWER", { status, problem: oddityOf(answer) });
}

function unknownSender({ access }: RefusedAnswer): ErrorCode {
  if (access.by === "application") return "REPLY_PAGE_NOT_LINKED";
  return access.isSandbox ? "REPLY_SANDBOX_PAGE" : "REPLY_PAGE_OF_ANOTHER_ACCOUNT";
}

function unauthorized(answer: RefusedAnswer, title: string): AppErrorValue {
  const isUnprovisioned = answer.problem?.code === "unprovisioned";
  if (answer.access.by === "account")
    return refuse(isUnprovisioned ? "REPLY_ACCOUNT_UNPROVISIONED" : "REPLY_SECRET_REFUSED", { title });
  if (isUnprovisioned) return refuse("REPLY_UNPROVISIONED", { title });
  // Vonage does not tell an expired JWT from a wrong one, so both clocks are asked: ours, and its own.
  const theirs = Date.parse(answer.headers["date"] ?? "");
  const latest = Number.isNaN(theirs) ? answer.now : Math.max(answer.now, theirs);
  const { expiresAt } = answer.access;
  return latest >= expiresAt
    ? refuse("REPLY_JWT_EXPIRED", { ago: inWords(latest - expiresAt), title })
    : refuse("REPLY_UNAUTHORIZED", { title });
}

function sentenceOf({ invalidParameters, title, detail }: ApiProblem): string {
  if (invalidParameters !== null) return invalidParameters;
  return [title, detail].filter((part) => part !== null).join(": ") || "It does not say why.";
}

function oddityOf({ status, problem, acceptance }: RefusedAnswer): string {
  if (acceptance !== null) return acceptance.instead;
  if (status >= 300 && status < 400) return "a redirect, which is never followed";
  return problem?.title ?? "a body that is not an error of the Messages API";
}

function refuse(code: ErrorCode, details: ErrorDetails): AppErrorValue {
  return { code, details };
}
