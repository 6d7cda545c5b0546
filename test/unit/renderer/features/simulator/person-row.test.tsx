import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PageId, Psid } from "../../../../../preload/contract/ids.ts";
import { PersonRow } from "../../../../../renderer/features/simulator/people/person-row.tsx";

const NOON = Date.parse("2026-11-28T12:00:00Z");
const HOUR_MS = 3_600_000;

describe("a row of the people, read aloud", () => {
  it.each([
    ["one who never wrote", {}, "Alice, PSID 2222…2222, Never wrote"],
    ["an open window", { lastInboundAt: NOON - HOUR_MS }, "Alice, PSID 2222…2222, 24-hour window: 23 h left"],
    [
      "a closed one, with messages that wait",
      { lastInboundAt: NOON - 25 * HOUR_MS, unread: 1_284 },
      "Alice, 1,284 unread, PSID 2222…2222, Window closed",
    ],
    ["one without a name", { name: null, unread: 1 }, "PSID 2222…2222, 1 unread, No name, Never wrote"],
  ])("is one sentence for %s", (_name, change, sentence) => {
    expect(heard(change)).toBe(sentence);
  });
});

/** The text of a row without what is hidden from screen readers. */
function heard(change: {
  readonly name?: null;
  readonly lastInboundAt?: number;
  readonly unread?: number;
}): string {
  const markup = renderToStaticMarkup(
    <PersonRow
      id="row"
      person={{
        psid: Psid.parse("2222222222222222"),
        pageId: PageId.parse("0000000000000000"),
        name: "Alice",
        isKept: true,
        lastInboundAt: null,
        unread: 0,
        ...change,
      }}
      now={NOON}
      isChosen={false}
      showsPage={false}
      onPress={() => undefined}
    />,
  );
  return markup
    .replaceAll(/<span[^>]*aria-hidden="true"[^>]*>.*?<\/span>/gs, "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
