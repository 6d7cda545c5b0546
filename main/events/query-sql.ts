// Turns a read query into SQL. Values are only ever bound, never written into the text.
import type { SQLInputValue } from "node:sqlite";
import { AppError } from "../../preload/contract/errors.ts";
import {
  parseEventQuery,
  queryProblem,
  type Comparison,
  type Moment,
  type QueryCondition,
  type QueryFlag,
} from "../../preload/contract/event-query.ts";
import { answerColumn, joinAnswer } from "./answer-runs.ts";
import { EVENTS_BY_MESSAGE, hasMessageUuid } from "./message-index.ts";

/** A condition over `events e`, to stand after WHERE. */
export interface QuerySql {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
  /** It looks into bodies, headers or answers, so it may take long. */
  readonly isHeavy: boolean;
}

/**
 * Compiles a query of the search language, limited to one workspace (null = all) and to ids up to `upToId`.
 * @throws AppError `QUERY_INVALID`
 */
export function compileQuery(
  query: string,
  {
    workspace,
    upToId,
    now,
  }: { readonly workspace: string | null; readonly upToId: number; readonly now: number },
): QuerySql {
  const parsed = parseEventQuery(query);
  const problem = queryProblem(parsed);
  if (problem !== null) throw new AppError("QUERY_INVALID", { problem });
  const values: SQLInputValue[] = [upToId];
  const parts = ["e.id <= ?"];
  if (workspace !== null) {
    parts.push("e.workspace_id = ?");
    values.push(workspace);
  }
  let isHeavy = false;
  const asked = new Set<string>();
  for (const term of parsed.terms) {
    // Said twice, it is looked for once.
    if (term.condition === null || asked.has(term.raw)) continue;
    asked.add(term.raw);
    const { sql, bound } = toSql(term.condition, now);
    isHeavy ||= readsMoreThanRows(term.condition);
    parts.push(term.negated ? `NOT ifnull(${sql}, 0)` : sql);
    values.push(...bound);
  }
  return { where: parts.join(" AND "), values, isHeavy };
}

interface Piece {
  readonly sql: string;
  readonly bound: readonly SQLInputValue[];
}

function readsMoreThanRows(condition: QueryCondition): boolean {
  switch (condition.field) {
    case "text":
    case "code":
    case "slow":
      return true;
    case "is":
      return condition.value === "retry" || condition.value === "duplicate";
    default:
      return false;
  }
}

function toSql(condition: QueryCondition, now: number): Piece {
  switch (condition.field) {
    case "text":
      return textSql(condition.value);
    case "kind":
      return equal("e.kind", condition.value);
    case "status":
      return equal("e.status", condition.value);
    case "type":
      return equal("e.message_type", condition.value);
    case "sig":
      return equal("e.signature_state", condition.value);
    case "v":
      return equal("e.payload_version", condition.value);
    case "psid":
      return equal("e.psid", condition.value);
    case "page":
      return equal("e.page_id", condition.value);
    case "uuid":
      return { sql: hasMessageUuid("?"), bound: [condition.value, condition.value] };
    case "code":
      return answered(`${answerColumn("status", "e")} ${operator(condition.comparison)} ?`, condition.value);
    case "slow":
      return answered(
        `${answerColumn("duration_us", "e")} ${operator(condition.comparison)} ?`,
        condition.valueMs * 1000,
      );
    case "is":
      return flagSql(condition.value);
    case "since":
      return { sql: "(e.received_at >= ?)", bound: [momentMs(condition.moment, now)] };
    case "before":
      return { sql: "(e.received_at < ?)", bound: [momentMs(condition.moment, now)] };
  }
}

function equal(column: string, value: string): Piece {
  return { sql: `(${column} = ?)`, bound: [value] };
}

function answered(test: string, value: number): Piece {
  return {
    sql: `(SELECT ${test} FROM (SELECT 1) ${joinAnswer("e")})`,
    bound: [value],
  };
}

/** Written out, so that no text of a query can become an operator. */
function operator(comparison: Comparison): string {
  switch (comparison) {
    case "<":
      return "<";
    case "<=":
      return "<=";
    case "=":
      return "=";
    case ">=":
      return ">=";
    case ">":
      return ">";
  }
}

/**
 * The attempt before this one, as they are counted: of the same person and Page. And whether it was answered 2xx and the
 * answer left: then this is a duplicate.
 */
const ANSWERED_BEFORE = `EXISTS(SELECT 1 FROM ${EVENTS_BY_MESSAGE} p ${joinAnswer("p")} WHERE p.message_uuid = e.message_uuid AND p.kind = e.kind AND p.status IS e.status
    AND p.workspace_id IS e.workspace_id AND p.psid IS e.psid AND p.page_id IS e.page_id AND p.attempt = e.attempt - 1
    AND ${answerColumn("sent", "p")} = 1 AND ${answerColumn("status", "p")} BETWEEN 200 AND 299)`;

/** Problems by themselves, and those that an answer of 400 or more made. */
const IS_PROBLEM = "(e.problem = 1 OR e.id IN (SELECT a.event_id FROM answers a WHERE a.status >= 400))";

function flagSql(flag: QueryFlag): Piece {
  switch (flag) {
    case "simulated":
      return { sql: "(e.simulated = 1)", bound: [] };
    case "retry":
      return { sql: `(e.attempt > 1 AND NOT ${ANSWERED_BEFORE})`, bound: [] };
    case "duplicate":
      return { sql: `(e.attempt > 1 AND ${ANSWERED_BEFORE})`, bound: [] };
    case "problem":
      return { sql: IS_PROBLEM, bound: [] };
  }
}

function momentMs(moment: Moment, now: number): number {
  switch (moment.by) {
    case "age":
      return now - moment.ms;
    case "date":
      return moment.at;
    case "time-of-day":
      return new Date(now).setHours(moment.hour, moment.minute, 0, 0);
  }
}

/**
 * Raw body, headers, ids, and the decoded text (a body may hold it as `\u` escapes). LIKE folds the case of ASCII
 * letters only, so a term with others is also looked for in small and in capital letters.
 */
function textSql(value: string): Piece {
  const spellings = isPlain(value)
    ? [value]
    : [...new Set([value, value.toLowerCase(), value.toUpperCase()])];
  const patterns = spellings.map((spelling) => `%${spelling.replace(/[\\%_]/g, "\\$&")}%`);
  const haystacks = [
    "CAST(r.body AS TEXT)",
    "r.headers",
    "r.path",
    "e.text",
    "e.message_uuid",
    "e.psid",
    "e.page_id",
  ];
  const tests = haystacks.flatMap((column) => patterns.map(() => `ifnull(${column}, '') LIKE ? ESCAPE '\\'`));
  return {
    sql: `EXISTS(SELECT 1 FROM (SELECT 1) LEFT JOIN requests r ON r.event_id = e.id WHERE ${tests.join(" OR ")})`,
    bound: haystacks.flatMap(() => patterns),
  };
}

function isPlain(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value);
}
