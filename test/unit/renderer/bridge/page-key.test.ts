import { expect, it } from "vitest";
import { dropPageKey, keepPageKey, takePageKey } from "../../../../renderer/bridge/page-key.ts";

function storage(name: string, stored: string | null) {
  const kept = new Map(stored === null ? [] : [[name, stored]]);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function page(hash: string, stored: string | null = null) {
  const addresses: string[] = [];
  const localStorage = storage("hookline.key", stored);
  return {
    kept: localStorage.kept,
    addresses,
    location: { hash },
    history: {
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) =>
        addresses.push(String(url)),
    },
    localStorage,
    sessionStorage: storage("hookline.newKey", null),
  };
}

it("takes the key out of the address once, and keeps it when it was welcome", () => {
  const opened = page("#key=a%2Bb", "old");

  const key = takePageKey(opened);
  const before = [...opened.kept];
  const reloaded = takePageKey({ ...opened, location: { hash: "#/events" } });
  keepPageKey("a+b", opened);

  expect({ key, reloaded, before, kept: [...opened.kept], addresses: opened.addresses }).toEqual({
    key: "a+b",
    reloaded: "a+b",
    before: [["hookline.key", "old"]],
    kept: [["hookline.key", "a+b"]],
    addresses: ["#/events"],
  });
  expect(opened.sessionStorage.kept.size).toBe(0);
});

it.each([
  ["#key=bogus", "bogus"],
  ["#key=%", "good"],
])("keeps the good key whatever another page opens: %s", (hash, tried) => {
  const opened = page(hash, "good");

  const key = takePageKey(opened);
  const next = key === "good" ? "good" : dropPageKey("bogus", opened);
  const reloaded = takePageKey({ ...opened, location: { hash: "#/events" } });

  expect({ key, next, reloaded, addresses: opened.addresses }).toEqual({
    key: tried,
    next: "good",
    reloaded: "good",
    addresses: ["#/events"],
  });
});

it("uses the kept key where the address has none", () => {
  const reloaded = page("#/linking", "kept");

  expect({ key: takePageKey(reloaded), addresses: reloaded.addresses }).toEqual({
    key: "kept",
    addresses: [],
  });
});

it("drops a refused key, but not one that another tab stored meanwhile", () => {
  const alone = page("#/events", "stale");
  const withNewer = page("#/events", "newer");

  const answers = [dropPageKey("stale", alone), dropPageKey("stale", withNewer)];

  expect({ answers, alone: alone.kept.size, newer: withNewer.kept.get("hookline.key") }).toEqual({
    answers: [null, "newer"],
    alone: 0,
    newer: "newer",
  });
});
