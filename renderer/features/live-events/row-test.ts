// Whether an arrival matches the query without asking the store.
import {
  parseEventQuery,
  type Moment,
  type QueryCondition,
  type QueryTerm,
} from "../../../preload/contract/event-query.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { Clock } from "../../bridge/host-clock.ts";

type RowTest = (row: EventRow) => boolean;
type MomentCondition = Extract<QueryCondition, { readonly field: "since" | "before" }>;

/**
 * The test for a query; null when only the store can evaluate it, because a term looks into bodies, at other events, or
 * at an answer that is not there yet when an event arrives. A term that could not be read is passed over. Today is the host's.
 */
export function rowTest(query: string, clock: Clock): RowTest | null {
  const tests: RowTest[] = [];
  for (const { condition, negated } of parseEventQuery(query).terms) {
    if (condition === null) continue;
    const test = testOf(condition, clock);
    if (test === null) return null;
    tests.push(negated ? (row) => !test(row) : test);
  }
  return (row) => tests.every((test) => test(row));
}

/**
 * The terms of a query that were understood: what can be run while another one is still being typed. A time is that of this
 * page's zone, in which the times in the list are written: the host may be in another one, so it is asked by UTC.
 */
export function runnableQuery(query: string, clock: Clock): string {
  const terms = parseEventQuery(query).terms.flatMap((term) => toRunnable(term, clock));
  // Said twice, a term is looked for once: whatever was pasted, little is sent.
  return [...new Set(terms)].join(" ");
}

function toRunnable({ raw, condition, negated }: QueryTerm, clock: Clock): string[] {
  if (condition === null) return [];
  if (condition.field !== "since" && condition.field !== "before") return [raw];
  const { field, moment } = condition;
  if (moment.by === "age") return [raw];
  return [`${negated ? "-" : ""}${field}:${new Date(atOf(moment, clock)).toISOString()}`];
}

function testOf(condition: QueryCondition, clock: Clock): RowTest | null {
  switch (condition.field) {
    case "kind":
      return (row) => row.kind === condition.value;
    case "status":
      return (row) => row.status === condition.value;
    case "type":
      return (row) => row.messageType === condition.value;
    case "sig":
      return (row) => row.signature?.state === condition.value;
    case "psid":
      return (row) => row.psid === condition.value;
    case "page":
      return (row) => row.pageId === condition.value;
    case "uuid":
      return (row) => row.messageUuid === condition.value;
    case "v":
      return (row) => row.payloadVersion === condition.value;
    case "since":
    case "before":
      return momentTest(condition, clock);
    case "is":
      return condition.value === "simulated" ? (row) => row.simulated : null;
    case "text":
    case "code":
    case "slow":
      return null;
  }
}

/** What has just come is younger than any age, whatever this computer's clock and the host's say. */
function momentTest({ field, moment }: MomentCondition, clock: Clock): RowTest {
  if (moment.by === "age") return () => field === "since";
  const at = atOf(moment, clock);
  return field === "since" ? (row) => row.receivedAt >= at : (row) => row.receivedAt < at;
}

/** Of a time that is not counted from now. */
function atOf(moment: Exclude<Moment, { by: "age" }>, clock: Clock): number {
  switch (moment.by) {
    case "date":
      return moment.at;
    case "time-of-day":
      return new Date(clock()).setHours(moment.hour, moment.minute, 0, 0);
  }
}
