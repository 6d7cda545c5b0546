import { expect, it } from "vitest";
import { compileQuery } from "../../../../main/events/query-sql.ts";

it("looks once for a term that is said twice", () => {
  const all = { workspace: null, upToId: 1, now: 0 };

  const once = compileQuery("hello -kind:status", all);
  const twice = compileQuery("hello hello -kind:status hello -kind:status", all);

  expect(twice).toEqual(once);
});
