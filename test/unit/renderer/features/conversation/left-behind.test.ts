import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  EMPTY_DRAFT,
  fieldsOf,
} from "../../../../../renderer/features/conversation/composer/composer-draft.ts";
import type {
  KeptMessage,
  PendingReply,
} from "../../../../../renderer/features/conversation/failed-replies.ts";
import {
  findKept,
  keepReplies,
  type TabStorage,
} from "../../../../../renderer/features/conversation/left-behind.ts";
import { anyDraft } from "../../../../fakes/drafts.ts";
import { REFUSED, tabStorage, UNCERTAIN } from "./replies-model.ts";

const blocked: TabStorage = () => {
  throw new Error("blocked");
};
const LEFT_BEHIND = { code: "REPLY_LEFT_BEHIND", details: {} };

it("gives what failed as it was, and what was on its way as left behind, in order, until it is over", () => {
  fc.assert(
    fc.property(anyDraft(), anyDraft(), anyDraft(), (first, second, third) => {
      const storage = tabStorage();
      const kept: readonly KeptMessage[] = [
        { key: "1-1", fields: fieldsOf(first), error: UNCERTAIN, at: 1, isInField: false },
        { key: "1-2", fields: fieldsOf(second), error: REFUSED, at: 2, isInField: true },
        { key: "1-3", fields: fieldsOf(second), error: null, at: 3, isInField: false },
      ];
      const pending: readonly PendingReply[] = [
        { key: "1-4", content: third.content, fields: fieldsOf(third), at: 4, afterId: 0 },
      ];
      keepReplies(storage, "a", { kept, pending });
      keepReplies(storage, "b", { kept: [], pending });

      const left = { key: "1-4", fields: fieldsOf(third), error: LEFT_BEHIND, at: 9, isInField: false };
      expect(findKept(storage, "a", 9)).toEqual([...kept, left]);
      expect(findKept(storage, "b", 9)).toEqual([left]);

      keepReplies(storage, "a", { kept: [], pending: [] });
      expect([findKept(storage, "a", 9), findKept(storage, "b", 9)]).toEqual([[], [left]]);
    }),
    { numRuns: 50 },
  );
});

it("gives what it can read, whatever is kept beside it", () => {
  const storage = tabStorage();
  const fields = { ...EMPTY_DRAFT, text: "A" };
  keepReplies(storage, "a", {
    kept: [{ key: "1-1", fields, error: null, at: 1, isInField: false }],
    pending: [],
  });
  const stored = JSON.parse(storage().getItem("hookline.on-its-way.a") ?? "") as object; // as written above
  storage().setItem("hookline.on-its-way.a", JSON.stringify({ "1-0": { of: "another version" }, ...stored }));

  expect(findKept(storage, "a", 9).map(({ key }) => key)).toEqual(["1-1"]);
});

it("reads what a former version kept, which was on its way", () => {
  fc.assert(
    fc.property(anyDraft(), (draft) => {
      const storage = tabStorage();
      storage().setItem("hookline.on-its-way.a", JSON.stringify({ "1-1": draft }));

      expect(findKept(storage, "a", 9)).toEqual([
        { key: "1-1", fields: fieldsOf(draft), error: LEFT_BEHIND, at: 9, isInField: false },
      ]);
    }),
    { numRuns: 50 },
  );
});

it("takes nothing it cannot read for a reply, and does without storage", () => {
  const storage = tabStorage();
  storage().setItem("hookline.on-its-way.a", '{"1":{"psid":7}}');
  keepReplies(blocked, "a", { kept: [], pending: [] });

  expect([findKept(storage, "a", 9), findKept(blocked, "a", 9)]).toEqual([[], []]);
});
