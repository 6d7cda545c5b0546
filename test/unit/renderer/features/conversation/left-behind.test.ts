import { expect, it } from "vitest";
import {
  forgetOnItsWay,
  keepOnItsWay,
  takeLeftBehind,
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

it("gives what was never answered, the last of it, and once", () => {
  fc.assert(
    fc.property(anyDraft(), anyDraft(), anyDraft(), (first, second, third) => {
      const storage = tabStorage();
      keepOnItsWay(storage, "a", "1", first);
      keepOnItsWay(storage, "a", "2", second);
      keepOnItsWay(storage, "a", "3", third);
      keepOnItsWay(storage, "b", "4", first);
      forgetOnItsWay(storage, "a", "3");

      expect(takeLeftBehind(storage, "a")).toMatchObject({
        draft: second,
        error: { code: "REPLY_LEFT_BEHIND" },
      });
      expect([takeLeftBehind(storage, "a"), takeLeftBehind(storage, "b")?.draft]).toEqual([null, first]);
    }),
    { numRuns: 50 },
  );
});

it("takes nothing it cannot read for a reply, and does without storage", () => {
  const storage = tabStorage();
  storage().setItem("hookline.on-its-way.a", '{"1":{"psid":7}}');
  expect([takeLeftBehind(storage, "a"), takeLeftBehind(blocked, "a")]).toEqual([null, null]);
});
