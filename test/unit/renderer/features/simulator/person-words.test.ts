import { describe, expect, it } from "vitest";
import { PageId, Psid } from "../../../../../preload/contract/ids.ts";
import type { SimulatedPerson } from "../../../../../preload/contract/simulator-state.ts";
import { choosePerson, findPeople } from "../../../../../renderer/features/simulator/people/person-words.ts";

const PAGE = PageId.parse("0000000000000000");
const SHARED = PageId.parse("107083064136738");

describe("findPeople", () => {
  const alice = person({});
  const bob = person({ name: "Bob", psid: Psid.parse("0033") });
  const nobody = person({ name: null, psid: Psid.parse("0044") });
  const people = [alice, bob, nobody];

  it.each([
    ["", people],
    ["  ", people],
    ["ALI", [alice]],
    ["0033", [bob]],
    ["00", [bob, nobody]],
    ["null", []],
  ])("finds %j by name or PSID", (words, found) => {
    expect(findPeople(people, words)).toEqual(found);
  });
});

describe("choosePerson", () => {
  const alice = person({});
  const bob = person({ name: "Bob", psid: Psid.parse("0033") });

  it("takes the first when nobody was asked for", () => {
    expect(choosePerson([alice, bob], null)).toBe(alice);
  });

  it("takes whoever was asked for", () => {
    expect(choosePerson([alice, bob], { psid: bob.psid, pageId: PAGE })).toBe(bob);
  });

  it("knows by name whoever has not written to that Page yet", () => {
    expect(choosePerson([alice, bob], { psid: bob.psid, pageId: SHARED })).toEqual({
      psid: bob.psid,
      pageId: SHARED,
      name: "Bob",
      isKept: false,
      lastInboundAt: null,
      unread: 0,
    });
  });

  it("has nobody where there is nobody", () => {
    expect(choosePerson([], null)).toBeNull();
  });
});

function person(change: Partial<SimulatedPerson>): SimulatedPerson {
  return {
    psid: Psid.parse("2222222222222222"),
    pageId: PAGE,
    name: "Alice",
    isKept: true,
    lastInboundAt: null,
    unread: 0,
    ...change,
  };
}
