// Reads option values, and says plainly what is wrong with one.
import { AppError } from "../../preload/contract/errors.ts";
import { looksSecret } from "../credentials/shown-text.ts";

const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3_600, d: 86_400 };

/** Wrong usage: exit code 2. `command` is what to ask help of, e.g. `workspace add`. */
export function wrongUsage(command: string, problem: string): AppError {
  return new AppError("CLI_USAGE", {
    help: ["hookline", command, "--help"].filter(Boolean).join(" "),
    problem,
  });
}

/** A command or option of a later version: exit code 2. */
export function notYet(name: string): AppError {
  return new AppError("CLI_NOT_YET", { name });
}

/** A value in quotes; one that might be a key or a token is not repeated. */
export function quoteGiven(text: string): string {
  return looksSecret(text) ? "what was given" : `“${text}”`;
}

/** A whole number in a range. */
export function readInteger(
  text: string,
  { command, option, min, max }: { command: string; option: string; min: number; max: number },
): number {
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= min && value <= max) return value;
  throw wrongUsage(command, `${option} takes a whole number from ${min} to ${max}, not ${quoteGiven(text)}.`);
}

/** A port; 0 = any free one. */
export function readPort(text: string, command: string, option: string): number {
  return readInteger(text, { command, option, min: 0, max: 65_535 });
}

/** For `--no-simulator`: a port that was given beside it would be given in vain. */
export function assertNoSimulatorPort(given: unknown, command: string): void {
  if (given === undefined) return;
  throw wrongUsage(command, "--no-simulator and --simulator-port exclude each other.");
}

/** A duration like 90, 30s, 15m, 24h or 8d, in seconds; null when it is not one. */
export function readDuration(text: string): number | null {
  const [, digits, unit = ""] = /^(\d{1,7})([smhd]?)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}

/** The option that fills a field, e.g. `--page-id` for `pageId`. */
export function optionName(field: string): string {
  return `--${field.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

/** An http or https address without credentials in it. */
export function readWebAddress(text: string, command: string, option: string): URL {
  const url = URL.parse(text);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (url === null || !isWeb || url.username !== "" || url.password !== "") {
    // Not repeated: it may hold a password.
    throw wrongUsage(command, `${option} takes an http or https address without a name or password in it.`);
  }
  return url;
}
