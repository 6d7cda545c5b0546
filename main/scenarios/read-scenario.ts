// Reads the file of a scenario, and says exactly what is wrong with one: which member, and what it should be.
import type { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { Scenario, ScenarioStep } from "../../preload/contract/scenario.ts";
import { findRepeatedMember } from "../../preload/contract/json-members.ts";
import { lineInJson } from "./line-in-json.ts";

/** More of them than this only hide the first. */
const PROBLEMS_TOLD = 5;
const STEP_KINDS = ScenarioStep.options.map((option) => option.shape.step.value);

/**
 * The scenario in the text of a file. The error's `line` is the first that something is wrong with, 1-based.
 * @param file what it is called in an error
 * @throws AppError `SCENARIO_INVALID`
 */
export function readScenario(text: string, file: string): Scenario {
  // Editors of some systems begin a file with this mark.
  const bare = text.replace(/^\uFEFF/, "");
  let json: unknown;
  try {
    json = JSON.parse(bare);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      "SCENARIO_INVALID",
      { file, problem: `It is not JSON: ${reason}`, line: lineInJson(bare, []) },
      { cause: error },
    );
  }
  const repeated = findRepeatedMember(bare);
  if (repeated !== null) {
    throw new AppError("SCENARIO_INVALID", {
      file,
      problem: `“${repeated.name}” is there twice in one object, of which only the last would count.`,
      line: repeated.line,
    });
  }
  const parsed = Scenario.safeParse(json, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    words: problemOf(issue),
    line: lineInJson(bare, pathOf(issue)),
  }));
  const first = Math.min(...problems.map(({ line }) => line));
  // Where all of them stand in one line, that is told once.
  const isSpread = problems.some(({ line }) => line !== first);
  const told = problems
    .slice(0, PROBLEMS_TOLD)
    .map(({ words, line }) => (isSpread ? `${words} (line ${line})` : words))
    .join("; ");
  const more = problems.length - PROBLEMS_TOLD;
  throw new AppError("SCENARIO_INVALID", {
    file,
    problem: more > 0 ? `${told}; and ${more} more.` : `${told}.`,
    line: first,
  });
}

/** Down to the member that nothing is called, where that is the issue. */
function pathOf(issue: Issue): readonly PropertyKey[] {
  return issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

type Issue = z.core.$ZodIssue;

/** For example: “steps[2].person” names “bob”, who is not among the people (ana). */
function problemOf(issue: Issue): string {
  const place = placeOf(issue.path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const names = issue.keys.map((key) => `“${key}”`).join(", ");
      return `${place} has ${names}, which nothing here is called`;
    }
    case "invalid_type":
      return `${place} must be ${article(issue.expected)}${issue.input === undefined ? ", and is missing" : ""}`;
    case "invalid_value":
      return `${place} must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      return issue.path.at(-1) === "step" && issue.path.length > 1
        ? `${place} must be one of ${STEP_KINDS.join(", ")}`
        : `${place} ${lowered(issue.message === "Invalid input" ? nearest(issue.errors) : issue.message)}`;
    case "invalid_key":
      return `${place} ${lowered(issue.issues[0]?.message ?? issue.message)}`;
    case "too_big":
      return `${place} must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "too_small":
      return `${place} must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    default:
      return `${place} ${lowered(issue.message)}`;
  }
}

/** What the first of several shapes would have wanted. */
function nearest(errors: readonly (readonly Issue[])[]): string {
  const first = errors.flat()[0];
  return first === undefined
    ? "is not as it must be"
    : problemOf({ ...first, path: [] }).replace(/^The file /, "");
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "The file";
  const parts = path.map((part, index) =>
    typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
  );
  return `“${parts.join("")}”`;
}

function article(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    object: "an object",
    array: "a list",
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    record: "an object",
  };
  return words[expected] ?? `a ${expected}`;
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters long";
  return origin === "array" ? " in number" : "";
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
