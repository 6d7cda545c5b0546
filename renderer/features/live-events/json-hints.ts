// What a developer wants to know beside the values of a webhook body: which id is whose, how old a time is.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { formatSpan } from "../../components/format.ts";
import type { JsonValuePlace } from "../../../preload/contract/format-json.ts";

/** A note to be drawn after a value. */
export interface JsonHint {
  /** Where the value ends in the laid-out text. */
  readonly at: number;
  readonly text: string;
  /** The line is the one a reply needs: it is marked. */
  readonly isKey: boolean;
}

type HintedEvent = Pick<LoggedEvent, "kind" | "psid" | "pageId" | "timestamp" | "receivedAt">;

/** The notes for one event's body, in the order of the text. */
export function jsonHints(values: readonly JsonValuePlace[], event: HintedEvent): readonly JsonHint[] {
  return values.flatMap((value) => {
    const hint = hintOf(value, event);
    return hint === null ? [] : [{ at: value.end, ...hint }];
  });
}

function hintOf({ path, source }: JsonValuePlace, event: HintedEvent): Omit<JsonHint, "at"> | null {
  const [first, second] = path;
  const isParty =
    (first === "from" || first === "to") && (path.length === 1 || (path.length === 2 && second === "id"));
  const text = source.startsWith('"') ? source.slice(1, -1) : source;
  if (isParty && text === event.psid) {
    const isKey = event.kind === "inbound";
    return { text: isKey ? "PSID, reply to this" : "PSID", isKey };
  }
  if (isParty && text === event.pageId) return { text: "Page ID", isKey: false };
  if (path.length === 1 && first === "timestamp" && event.timestamp !== null) {
    const ageMs = event.receivedAt - Date.parse(event.timestamp);
    return { text: ageText(ageMs), isKey: false };
  }
  return null;
}

/** Age on arrival. A time ahead of our clock says that one of the two clocks is off. */
function ageText(ageMs: number): string {
  if (ageMs <= -1_000) return `${formatSpan(-ageMs)} ahead of this computer’s clock`;
  return ageMs < 1_000 ? "under 1 s old on arrival" : `${formatSpan(ageMs)} old on arrival`;
}
