import { expect, it } from "vitest";
import {
  forgetOnItsWay,
  keepOnItsWay,
  findLeftBehind,
  type TabStorage,
} from "../../../../../renderer/features/conversation/left-behind.ts";
import { anyDraft } from "../../../../fakes/drafts.ts";
import * as fc from "fast-check";

const blocked: TabStorage = () => {
  throw new Error("blocked");
};

function tabStorage(): TabStorage {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return () => storage;
}

it("gives all that was never answered, in order, until it is forgotten", () => {
  fc.assert(
    fc.property(anyDraft(), anyDraft(), anyDraft(), (first, second, third) => {
      const storage = tabStorage();
      keepOnItsWay(storage, "a", "sent-1", first);
      keepOnItsWay(storage, "a", "sent-2", second);
      keepOnItsWay(storage, "a", "sent-3", third);
      keepOnItsWay(storage, "b", "sent-4", first);
      forgetOnItsWay(storage, "a", "sent-3");

      const left = {
        replies: [
          { key: "sent-1", draft: first },
          { key: "sent-2", draft: second },
        ],
        error: { code: "REPLY_LEFT_BEHIND" },
      };
      expect([findLeftBehind(storage, "a"), findLeftBehind(storage, "a")]).toMatchObject([left, left]);
      expect(findLeftBehind(storage, "b")?.replies).toEqual([{ key: "sent-4", draft: first }]);

      forgetOnItsWay(storage, "a", "sent-1");
      forgetOnItsWay(storage, "a", "sent-2");
      expect(findLeftBehind(storage, "a")).toBeNull();
    }),
    { numRuns: 50 },
  );
});

it("takes nothing it cannot read for a reply, and does without storage", () => {
  const storage = tabStorage();
  storage().setItem("hookline.on-its-way.a", '{"1":{"psid":7}}');
  expect([findLeftBehind(storage, "a"), findLeftBehind(blocked, "a")]).toEqual([null, null]);
});
