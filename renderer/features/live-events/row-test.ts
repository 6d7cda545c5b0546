// Whether an arrival matches the query without asking the store.
import { parseEventQuery, type Moment, type QueryCondition } from "../../../preload/contract/event-query.ts";
import type { EventRow } from "../../../preload/contract/event.ts";

type RowTest = (row: EventRow) => boolean;

/**
 * The test for a query; null when only the store can evaluate it, because a term looks into bodies, at other events, or
 * at an answer that is not there yet when an event arrives. A term that could not be read is passed over.
 */
export function rowTest(query: string): RowTest | null {
  const tests: RowTest[] = [];
  for (const { condition, negated } of parseEventQuery(query).terms) {
    if (condition === null) continue;
    const test = testOf(condition);
    if (test === null) return null;
    tests.push(negated ? (row) => !test(row) : test);
  }
  return (row) => tests.every((test) => test(row));
}

/** The terms of a query that were understood: what can be run while another one is still being typed. */
export function runnableQuery(query: string): string {
  return parseEventQuery(query)
    .terms.filter(({ problem }) => problem === null)
    .map(({ raw }) => raw)
    .join(" ");
}

function testOf(condition: QueryCondition): RowTest | null {
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
      return (row) => row.receivedAt >= atOf(condition.moment);
    case "before":
      return (row) => row.receivedAt < atOf(condition.moment);
    case "is":
      return condition.value === "simulated" ? (row) => row.simulated : null;
    case "text":
    case "code":
    case "slow":
      return null;
  }
}

function atOf(moment: Moment): number {
  switch (moment.by) {
    case "age":
      return Date.now() - moment.ms;
    case "date":
      return moment.at;
    case "time-of-day":
      return new Date().setHours(moment.hour, moment.minute, 0, 0);
  }
}
