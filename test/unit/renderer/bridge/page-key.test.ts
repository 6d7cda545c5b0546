import { expect, it } from "vitest";
import { dropPageKey, takePageKey } from "../../../../renderer/bridge/page-key.ts";

function page(hash: string, stored: string | null = null) {
  const kept = new Map(stored === null ? [] : [["hookline.key", stored]]);
  const addresses: string[] = [];
  return {
    kept,
    addresses,
    location: { hash },
    history: {
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) =>
        addresses.push(String(url)),
    },
    localStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    },
  };
}

it("takes the key out of the address once and keeps it", () => {
  const opened = page("#key=a%2Bb", "old");

  const key = takePageKey(opened);

  expect({ key, kept: [...opened.kept], addresses: opened.addresses }).toEqual({
    key: "a+b",
    kept: [["hookline.key", "a+b"]],
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
