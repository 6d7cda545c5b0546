import { expect, it } from "vitest";
import { createMisdirectedPaths } from "../../../../main/webhooks/misdirected.ts";

it("keeps what looks like a mistake in the dashboard while a scanner tries paths, and counts all", () => {
  const paths = createMisdirectedPaths();
  for (let at = 1; at <= 3; at += 1) paths.add("POST", "/inbound", at);

  for (let at = 4; at <= 33; at += 1) paths.add("GET", `/.git/${at}`, at);

  expect(paths.list().length).toBe(20);
  expect(paths.list().at(-1)).toEqual({ method: "POST", path: "/inbound", count: 3, lastAt: 3 });
  expect(paths.unnamed()).toEqual({ count: 11, lastAt: 14, reason: "only 20 of them are kept by name" });
});

it("lets the oldest go where all look like such a mistake", () => {
  const paths = createMisdirectedPaths();

  for (let at = 1; at <= 21; at += 1) paths.add("POST", `/webhook/${at}`, at);

  expect(paths.list().at(-1)?.path).toBe("/webhook/2");
  expect(paths.unnamed()?.count).toBe(1);
});

it("has nothing unnamed while there is room", () => {
  const paths = createMisdirectedPaths();
  paths.add("GET", "/", 1);

  expect(paths.unnamed()).toBeNull();
});
