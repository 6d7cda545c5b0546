import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventId } from "../../../../../preload/contract/ids.ts";
import {
  contentOf,
  EMPTY_DRAFT,
} from "../../../../../renderer/features/conversation/composer/composer-draft.ts";
import {
  bringBack,
  dismiss,
  fail,
  letGo,
  notStored,
  offerOf,
  sendOff,
  settle,
  type Desk,
  type PendingReply,
} from "../../../../../renderer/features/conversation/failed-replies.ts";
import type { ComposerDraft } from "../../../../../renderer/features/conversation/composer/composer-draft.ts";
import { anyLife, live, REFUSED, textOf, UNCERTAIN, warnedOf, wordsOf } from "./replies-model.ts";

const IMAGE: ComposerDraft = { ...EMPTY_DRAFT, type: "image", url: "https://example.com/a.png" };

/** What was written is on its way, and this is in the fields now. */
function afterSending(sent: readonly ComposerDraft[], now: ComposerDraft = EMPTY_DRAFT): Desk {
  const away = sent.reduce<Desk>(
    (desk, fields, index) =>
      sendOff(
        { ...desk, fields },
        { key: `sent-${index}`, content: { type: "text", text: "-" }, fields, at: index, afterId: 0 },
      ),
    { fields: EMPTY_DRAFT, pending: [], kept: [] },
  );
  return { ...away, fields: now };
}

function reply(id: number) {
  return { id: EventId.parse(id), kind: "reply", messageType: "text" } as const;
}

describe("what is on its way", () => {
  it("is drawn until the thread has its event, each event for one", () => {
    const one: PendingReply = {
      key: "1",
      content: { type: "text", text: "A" },
      fields: textOf("A"),
      at: 1,
      afterId: 7,
    };
    const pending = [one, { ...one, key: "2" }];
    const picture = { id: EventId.parse(9), kind: "reply", messageType: "image" } as const;
    const keys = (...events: Parameters<typeof notStored>[1]) =>
      notStored(pending, events).map(({ key }) => key);

    expect(keys(reply(7), picture, { ...reply(8), kind: "inbound" })).toEqual(["1", "2"]);
    expect(keys(reply(7), reply(8))).toEqual(["2"]);
    expect(keys(reply(8), reply(9))).toEqual([]);
  });
});

describe("a reply that was surely not sent", () => {
  it("goes back into a free field, where it is sent once more", () => {
    const sent = textOf("A", { clientRef: "7", category: "update" });
    const desk = fail(afterSending([sent], { ...sent, text: "" }), "sent-0", REFUSED, 9);

    expect(desk).toEqual({
      fields: sent,
      pending: [],
      kept: [{ key: "sent-0", fields: sent, error: REFUSED, at: 9, isInField: true }],
    });
    expect(desk.kept.map((message) => offerOf(message, desk.fields))).toEqual(["act"]);
  });

  it("is neither joined to what was typed since nor to another that failed", () => {
    const typed = fail(afterSending([textOf("A")], textOf("half")), "sent-0", REFUSED, 9);
    const first = fail(afterSending([textOf("A"), textOf("B")]), "sent-0", REFUSED, 9);
    const both = fail(first, "sent-1", REFUSED, 10);

    expect([typed.fields.text, both.fields.text]).toEqual(["half", "A"]);
    expect(typed.kept).toMatchObject([{ fields: { text: "A" }, isInField: false }]);
    expect(both.kept).toMatchObject([{ isInField: true }, { fields: { text: "B" }, isInField: false }]);
  });

  it("takes no place of a text that is hidden by another type, or of an option typed since", () => {
    const hidden = fail(afterSending([textOf("A")], textOf("half", { type: "image" })), "sent-0", REFUSED, 9);
    const option = fail(
      afterSending([textOf("A")], { ...EMPTY_DRAFT, failover: "[{}]" }),
      "sent-0",
      REFUSED,
      9,
    );

    expect([hidden.kept[0]?.isInField, option.kept[0]?.isInField]).toEqual([false, false]);
    expect([hidden.fields.text, option.fields.failover]).toEqual(["half", "[{}]"]);
  });

  it("stays aside while another type is shown, whose field has the focus", () => {
    const now = { ...EMPTY_DRAFT, type: "image" } as const;
    const desk = fail(afterSending([textOf("A")], now), "sent-0", REFUSED, 9);

    expect(desk.fields).toEqual(now);
    expect(desk.kept).toMatchObject([{ fields: { text: "A" }, isInField: false }]);
  });

  it("changes places with what stands in the field, each with what it is", () => {
    const typed = fail(afterSending([textOf("A")], textOf("half")), "sent-0", REFUSED, 9);
    const swapped = bringBack(typed, "sent-0", { key: "aside", at: 10 });
    const again = bringBack(swapped, "aside", { key: "other", at: 11 });

    expect(swapped.fields.text).toBe("A");
    expect(swapped.kept).toMatchObject([
      { key: "sent-0", isInField: true },
      { key: "aside", fields: { text: "half" }, error: null, at: 10, isInField: false },
    ]);
    expect(again.fields.text).toBe("half");
    expect(again.kept).toMatchObject([{ key: "sent-0", error: REFUSED, isInField: false }]);
  });

  it("is one message with what was edited of it, also while it is set aside", () => {
    const both = fail(
      fail(afterSending([textOf("A"), textOf("B")]), "sent-0", REFUSED, 9),
      "sent-1",
      REFUSED,
      10,
    );
    const edited: Desk = { ...both, fields: textOf("A, edited") };
    const swapped = bringBack(edited, "sent-1", { key: "aside", at: 11 });

    expect(swapped.fields.text).toBe("B");
    expect(swapped.kept).toMatchObject([
      { key: "sent-0", fields: { text: "A, edited" }, error: REFUSED, isInField: false },
      { key: "sent-1", isInField: true },
    ]);
  });

  it("is done with once its field is sent, and another is not", () => {
    const both = fail(
      fail(afterSending([textOf("A"), textOf("B")]), "sent-0", REFUSED, 9),
      "sent-1",
      REFUSED,
      10,
    );
    const sent = sendOff(both, {
      key: "again",
      content: { type: "text", text: "A" },
      fields: both.fields,
      at: 11,
      afterId: 0,
    });

    expect(sent.fields.text).toBe("");
    expect(sent.kept.map(({ key }) => key)).toEqual(["sent-1"]);
    expect(settle(sent, "again").pending).toEqual([]);
  });

  it("is acted on only while its own field is shown and says something", () => {
    const desk = fail(afterSending([textOf("A")]), "sent-0", REFUSED, 9);
    const elsewhere: Desk = { ...desk, fields: { ...IMAGE, text: "A" } };
    const [message] = desk.kept;
    if (message === undefined) throw new Error("Nothing was kept.");

    expect(offerOf(message, elsewhere.fields)).toBe("put-back");
    expect(offerOf(message, EMPTY_DRAFT)).toBe("over");
    expect(bringBack(elsewhere, "sent-0", { key: "aside", at: 10 }).fields).toMatchObject({
      type: "text",
      text: "A",
      url: IMAGE.url,
    });
    const imageSent = sendOff(elsewhere, {
      key: "i",
      content: { type: "text", text: "-" },
      fields: elsewhere.fields,
      at: 10,
      afterId: 0,
    });
    expect(imageSent.kept).toEqual(desk.kept);
  });
});

it("forgets what was deleted by hand, at the latest once another message is put in its field", () => {
  const two = afterSending([textOf("A"), textOf("B")]);
  const deleted: Desk = { ...fail(two, "sent-0", REFUSED, 9), fields: EMPTY_DRAFT };
  const failed = fail(deleted, "sent-1", REFUSED, 10);
  const aside: Desk = {
    ...deleted,
    kept: [...deleted.kept, { key: "aside", fields: textOf("C"), error: REFUSED, at: 10, isInField: false }],
  };

  expect(letGo(deleted, EMPTY_DRAFT).kept).toEqual([]);
  expect([failed, bringBack(aside, "aside", { key: "other", at: 11 })].map(({ kept }) => kept)).toMatchObject(
    [[{ key: "sent-1", isInField: true }], [{ key: "aside", isInField: true }]],
  );
});

describe("a reply that may have been sent", () => {
  it("goes into no field by itself, and keeps its warning in one", () => {
    const desk = fail(afterSending([textOf("A")]), "sent-0", UNCERTAIN, 9);
    const back = bringBack(desk, "sent-0", { key: "aside", at: 10 });

    expect(desk.fields).toEqual(EMPTY_DRAFT);
    expect(back.fields.text).toBe("A");
    expect([desk, back].map(({ kept, fields }) => kept.map((message) => offerOf(message, fields)))).toEqual([
      ["put-back"],
      ["none"],
    ]);
    expect(dismiss(back, "sent-0")).toEqual({ fields: back.fields, pending: [], kept: [] });
  });

  it("is told of apart from one that fails after it", () => {
    const lost = fail(afterSending([textOf("A"), textOf("B")]), "sent-0", UNCERTAIN, 9);
    const both = fail(lost, "sent-1", REFUSED, 10);

    expect(both.fields.text).toBe("B");
    expect(both.kept).toMatchObject([
      { fields: { text: "A" }, error: UNCERTAIN, isInField: false },
      { error: REFUSED, isInField: true },
    ]);
  });
});

it("loses, joins and doubles no words and acts on none that may have been sent, whatever happens", () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      live(life, (now, words, before, what) => {
        const offers = now.kept.map((message) => ({ message, offer: offerOf(message, now.fields) }));
        const acted = offers.filter(({ offer }) => offer === "act");

        expect(wordsOf(now)).toEqual([...words].toSorted());
        expect(acted.length).toBeLessThanOrEqual(1);
        for (const { message } of acted) expect(message.error).toEqual(REFUSED);
        if (what.is === "uncertain") expect(now.fields).toEqual(before.fields);
        if (what.is === "refused" && contentOf(before.fields) !== "")
          expect(now.fields).toEqual(before.fields);
        if (now.pending.length > before.pending.length)
          expect(offers.map(({ offer }) => offer)).not.toContain("over");
        const keys = now.kept.map(({ key }) => key);
        if (what.is !== "dismiss") {
          for (const { key } of warnedOf(before)) expect(keys).toContain(key);
        }
        if (what.is === "reload") {
          expect(now.kept.slice(0, before.kept.length)).toEqual(before.kept);
          expect(warnedOf(now).length).toBe(warnedOf(before).length + before.pending.length);
        }
      });
    }),
    { numRuns: 1_000 },
  );
});
