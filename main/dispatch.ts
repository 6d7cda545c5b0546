// Runs one contract call, whatever carried it here. Both hosts and the control server use it.
import type { z } from "zod";
import { contract, isCallName, type Handlers, type Result } from "../preload/contract/contract.ts";
import { AppError, toErrorValue } from "../preload/contract/errors.ts";
import { toKnownError } from "./events/store-errors.ts";
import type { Log } from "./ports.ts";

type Handler = (input: unknown) => unknown;

/**
 * Runs one contract call: looks it up, checks its input, handles it and keeps of the answer only what the table lists.
 * Never throws: failures come back as `{ ok: false }`. An error without a code of ours is logged here, once.
 */
export async function dispatch(
  handlers: Handlers,
  name: string,
  input: unknown,
  log: Log,
): Promise<Result<unknown>> {
  if (!isCallName(name)) return failure(new AppError("CONTRACT_UNKNOWN_CALL", { name: name.slice(0, 100) }));
  const row = contract.calls[name];
  const parsed = row.input.safeParse(input);
  if (!parsed.success) {
    return failure(new AppError("CONTRACT_INPUT_INVALID", { name, problem: describeProblem(parsed.error) }));
  }
  try {
    // `name` picks both schema and handler, a link TypeScript cannot follow: the one cast in this file.
    const answer = await (handlers[name] as Handler)(parsed.data);
    return { ok: true, value: row.output.parse(answer) };
  } catch (error) {
    const known = toKnownError(error);
    if (known.code === "UNEXPECTED") log.error(`call ${name} failed`, known.cause ?? known);
    return failure(known);
  }
}

/**
 * The first problem a schema found, as one plain sentence that names the field and never repeats its value.
 * @param nameOf what a field is called where its value came from
 */
export function describeProblem(
  error: z.ZodError,
  nameOf: (field: string) => string = (field) => field,
): string {
  const [issue] = error.issues;
  if (issue === undefined) return "it has the wrong form.";
  const field = issue.path.map(String).join(".");
  return `${field === "" ? "it" : nameOf(field)} ${wordsOf(issue)}.`;
}

/** What comes after the field's name. */
function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return `is one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      if (issue.origin !== "string") return `is at least ${issue.minimum}`;
      return issue.minimum === 1 ? "is empty" : `has fewer than ${issue.minimum} characters`;
    case "too_big":
      return issue.origin === "string"
        ? `has more than ${issue.maximum} characters`
        : `is at most ${issue.maximum}`;
    case "invalid_type":
      return `is missing or not of the type ${issue.expected}`;
    case "unrecognized_keys":
      return `has members that are not known here: ${issue.keys.join(", ")}`;
    case "invalid_union": {
      // What the first of the alternatives minds; without any, none of them tells.
      const [nested] = issue.errors.find((issues) => issues.length > 0) ?? [];
      return nested === undefined || nested.path.length > 0 ? "has the wrong form" : wordsOf(nested);
    }
    case "invalid_format":
      return "has the wrong form";
    default:
      return `is not valid: ${issue.message.replace(/\.$/, "")}`;
  }
}

function failure(error: AppError): Result<never> {
  return { ok: false, error: toErrorValue(error) };
}
