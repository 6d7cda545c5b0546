import { expect, it } from "vitest";
import { misspeltTerm } from "../../../../preload/contract/misspelt-term.ts";

it.each([
  ["sgi:bad", "sgi", "sig"],
  ["statu:read", "statu", "status"],
  ["hello -kinds:inbound", "kinds", "kind"],
  ["Typ:text", "Typ", "type"],
  ["psdi:1", "psdi", "psid"],
  ["usre:1", "usre", "user"],
])("%j is told as text that may be meant as a term", (query, word, meant) => {
  expect(misspeltTerm(query)).toBe(`“${word}:” is looked for as text. Did you mean “${meant}:”?`);
});

it.each([
  "",
  "sig:bad",
  "sig:wrong",
  '"sgi:bad"',
  "sgi",
  "sgi:",
  "a:b",
  "https://x.com",
  "kid://x",
  "at:noon",
  "order:7",
  "node:fs",
  "big:1",
  "sid:12",
  // As long as a name, and one of the letters that changed places is another one.
  "sgx:1",
  "sxi:1",
])("%j is what it is", (query) => {
  expect(misspeltTerm(query)).toBeNull();
});
