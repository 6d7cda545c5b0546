import { describe, expect, it } from "vitest";
import { Headers } from "../../../../preload/contract/event.ts";

/** As they come from the store and over the socket. */
function read(json: string): unknown {
  return JSON.parse(json);
}

describe("headers", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "keep one that is called %s, and it is only a name",
    (name) => {
      const json = `{"host":"x","${name}":"polluted"}`;

      const headers = Headers.parse(read(json));

      expect(Object.entries(headers)).toEqual([
        ["host", "x"],
        [name, "polluted"],
      ]);
      expect(JSON.stringify(headers)).toBe(json);
      expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
      expect(Object.entries(Object.prototype)).toEqual([]);
    },
  );

  it("may have no prototype", () => {
    const headers = Object.assign(Object.create(null), { host: "x" });

    expect(Headers.parse(headers)).toBe(headers);
  });

  it.each([
    "null",
    '"host: x"',
    "1",
    '["x"]',
    '{"host":1}',
    '{"host":"x","via":1}',
    '{"__proto__":{"isAdmin":"yes"}}',
    '{"a":["x"]}',
  ])("are not %s", (json) => {
    expect(Headers.safeParse(read(json)).success).toBe(false);
  });
});
