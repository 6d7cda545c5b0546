import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRepeatedMember } from "../../../../preload/contract/json-members.ts";

describe("a member that is there twice", () => {
  it.each([
    ['{"a":1,"a":2}', "a", 1],
    ['{"a":1,\n"b":{"c":1,\n"c":1}}', "c", 3],
    ['[{},\n{"a":[{"b":1}],\n\n"a":{}}]', "a", 4],
    [String.raw`{"text":1,"te\u0078t":2}`, "text", 1],
    [String.raw`{"a\"b":1,"a\"b"` + '\n:"x"}', 'a"b', 1],
    ['{"__proto__":1,"__proto__":2}', "__proto__", 1],
    ['{"":1,"":2}', "", 1],
    ['{"a":{"x":1},"b":{"x":1,"y":[{"x":3}]},\r\n"b" : 2}', "b", 2],
  ])("is found in %j", (json, name, line) => {
    expect(() => JSON.parse(json)).not.toThrow();
    expect(findRepeatedMember(json)).toEqual({ name, line });
  });

  it.each([
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"a":"a","b":"a","A":1}',
    String.raw`{"a":"{\"b\":1,\"b\":2}","b":"}","c":"\\"}`,
    '["a","a"]',
    '"a"',
    "{}",
  ])("is not in %j", (json) => {
    expect(() => JSON.parse(json)).not.toThrow();
    expect(findRepeatedMember(json)).toBeNull();
  });

  it("is never in what a value was written as, and always where one is written again", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.nat(), (value, name, indent) => {
        const json = JSON.stringify(value, null, indent % 4);
        expect(findRepeatedMember(json)).toBeNull();
        const twice = `{${JSON.stringify(name)}:${json},"${name.length}-":0,${JSON.stringify(name)}:1}`;
        expect(findRepeatedMember(twice)?.name).toBe(name);
      }),
    );
  });
});
