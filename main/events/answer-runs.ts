// Nearly every answer is the same: 200, empty, and it left. Those of events one behind the other share a row, in which each
// is five numbers; a row of its own for each would cost a tenth of an acknowledgement. Every other answer has such a row.
import type { EventId } from "../../preload/contract/ids.ts";
import type { EventAnswer } from "./new-event.ts";

/** An answer and the event it belongs to. */
export interface KeptAnswer {
  readonly id: EventId;
  readonly answer: EventAnswer;
}

/** Ordinary answers of events one behind the other. */
export interface AnswerRun {
  readonly firstId: number;
  readonly lastId: number;
  /** A JSON list with {@link RUN_STEPS} for each event, in microseconds. */
  readonly micros: string;
}

/** What stands for an event in a run, by its position. */
export const RUN_STEPS = ["duration_us", "read_us", "verify_us", "store_us", "answer_us"] as const;

/** A short list: to read one of its answers, all of it is parsed; and a removal looks back so far for it. */
export const LONGEST_RUN = 64;

/**
 * Sorts answers into runs, and those that need a row of their own. They are kept as their bytes leave: nearly always in the
 * order of their events, and in any other one there are more runs.
 */
export function toAnswerRuns(answers: readonly KeptAnswer[]): {
  readonly runs: readonly AnswerRun[];
  readonly others: readonly KeptAnswer[];
} {
  const runs: AnswerRun[] = [];
  const others: KeptAnswer[] = [];
  let firstId = 0;
  let count = 0;
  let micros = "";

  function endRun(): void {
    if (count > 0) runs.push({ firstId, lastId: firstId + count - 1, micros: `${micros}]` });
    count = 0;
  }

  for (const kept of answers) {
    const steps = ordinarySteps(kept.answer);
    if (steps === null) {
      others.push(kept);
      continue;
    }
    if (count === LONGEST_RUN || kept.id !== firstId + count) endRun();
    if (count === 0) {
      firstId = kept.id;
      micros = `[${steps}`;
    } else micros += `,${steps}`;
    count += 1;
  }
  endRun();
  return { runs, others };
}

/** The JSON of {@link RUN_STEPS}; null = it needs a row of its own. */
function ordinarySteps({ status, durationMs, headers, body, timings, sent }: EventAnswer): string | null {
  if (status !== 200 || !sent || body !== null || timings === null) return null;
  if (headers["content-length"] !== "0" || Object.keys(headers).length !== 1) return null;
  const { readBodyMs, verifyMs, storeMs, answerMs } = timings;
  if (readBodyMs === null || verifyMs === null || storeMs === null || answerMs === null) return null;
  return `[${microseconds(durationMs)},${microseconds(readBodyMs)},${microseconds(verifyMs)},${microseconds(storeMs)},${microseconds(answerMs)}]`;
}

/** Whole ones, and never less than none: clocks may be set back. */
export function microseconds(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds * 1000));
}

/** Joins the answer of an event: a row `a` of its own, or one in the run `n`. */
export function joinAnswer(event: string): string {
  return `LEFT JOIN answers a ON a.event_id = ${event}.id
    LEFT JOIN answer_runs n ON n.last_id >= ${event}.id
      AND n.first_id = (SELECT max(first_id) FROM answer_runs WHERE first_id <= ${event}.id)`;
}

/** SQL of one column of the answer that {@link joinAnswer} joined to `event`; null where there is none. */
export function answerColumn(
  column: "status" | "headers" | "body" | "sent" | (typeof RUN_STEPS)[number],
  event: string,
): string {
  return `iif(n.first_id IS NULL, a.${column}, ${inRun(column, event)})`;
}

function inRun(column: Parameters<typeof answerColumn>[0], event: string): string {
  switch (column) {
    case "status":
      return "200";
    case "headers":
      return `'{"content-length":"0"}'`;
    case "body":
      return "NULL";
    case "sent":
      return "1";
    default:
      return `n.micros -> (${event}.id - n.first_id) ->> ${RUN_STEPS.indexOf(column)}`;
  }
}
