// The error catalogue: a stable code with three sentences for the person. `{name}` is filled from the details.
import { z } from "zod";
import { accountErrors } from "./error-texts/account.ts";
import type { ErrorText } from "./error-texts/error-text.ts";
import { mediaErrors } from "./error-texts/media.ts";
import { messagesErrors } from "./error-texts/messages.ts";
import { programErrors } from "./error-texts/program.ts";
import { scenariosErrors } from "./error-texts/scenarios.ts";
import { secretsErrors } from "./error-texts/secrets.ts";
import { vonageErrors } from "./error-texts/vonage.ts";

const catalogue = {
  ...programErrors,
  ...secretsErrors,
  ...accountErrors,
  ...vonageErrors,
  ...messagesErrors,
  ...scenariosErrors,
  ...mediaErrors,
} as const satisfies Record<string, ErrorText>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof catalogue;

/** Own keys only, so that `constructor` is not a code. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code);
}

/** What may stand in an error's details: plain values that help, never keys, tokens or message text. */
export const ErrorDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type ErrorDetails = z.output<typeof ErrorDetails>;

/** An error as it crosses the bridge: a code of the catalogue and its details. */
export const AppErrorValue = z.object({ code: z.string(), details: ErrorDetails });
export type AppErrorValue = z.output<typeof AppErrorValue>;

/** An error with a code of the catalogue. Services throw it; only the edges turn it into words. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

/** Anything thrown, as an {@link AppError}: unknown things become `UNEXPECTED` with their message. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError("UNEXPECTED", { message }, { cause: error });
}

/** The value form of an error, for the bridge. */
export function toErrorValue(error: AppError): AppErrorValue {
  return { code: error.code, details: error.details };
}

/** The three sentences of an error: what happened, why, what to do. Unknown codes get those of `UNEXPECTED`. */
export function describeError(error: AppErrorValue): ErrorText {
  const text: ErrorText = Object.hasOwn(catalogue, error.code)
    ? catalogue[error.code as ErrorCode]
    : catalogue.UNEXPECTED;
  const details = Object.hasOwn(catalogue, error.code)
    ? error.details
    : { message: error.code, ...error.details };
  return {
    what: sentence(fill(text.what, details)),
    why: sentence(fill(text.why, details)),
    // It may end in a command, to which a full stop would not belong.
    todo: fill(text.todo, details),
  };
}

/** All codes, for tests that provoke each one. */
export const ERROR_CODES = Object.keys(catalogue) as readonly ErrorCode[];

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{([a-z][A-Za-z]*)\}/g, (_whole, name: string) =>
    Object.hasOwn(details, name) ? String(details[name] ?? "unknown") : "unknown",
  );
}

/** What the system or another program said becomes a sentence like ours. */
function sentence(text: string): string {
  // A host or a path keeps its letters.
  const begun = /^\p{Ll}+(?![\p{L}\d.:/_-])/u.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
  return /[.!?…]”?$/.test(begun) ? begun : `${begun}.`;
}
