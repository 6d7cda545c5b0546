// What a simulated person is called, and how they are found in a long list.
import type { PageId, Psid } from "../../../../preload/contract/ids.ts";
import type { SimulatedPerson } from "../../../../preload/contract/simulator-state.ts";
import { shortenId } from "../../../components/format.ts";

/** A person at a Page. */
export interface PersonAt {
  readonly psid: Psid;
  readonly pageId: PageId;
}

/** Their name, or their PSID where they have none. */
export function personName({ name, psid }: Pick<SimulatedPerson, "name" | "psid">): string {
  return name ?? `PSID ${shortenId(psid)}`;
}

/** Whether both are the same person at the same Page. */
export function isSamePerson(one: PersonAt | null, other: PersonAt | null): boolean {
  return one?.psid === other?.psid && one?.pageId === other?.pageId;
}

/** Those whose name or PSID has the words in it; all for no words. */
export function findPeople(people: readonly SimulatedPerson[], words: string): readonly SimulatedPerson[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return people;
  return people.filter(({ name, psid }) => `${name ?? ""}\n${psid}`.toLowerCase().includes(wanted));
}

/**
 * Who is shown: whoever was asked for, also where the list does not have them (they never wrote there, or are too far down
 * in it); else the first.
 */
export function choosePerson(
  people: readonly SimulatedPerson[],
  wanted: PersonAt | null,
): SimulatedPerson | null {
  if (wanted === null) return people[0] ?? null;
  const listed = people.find((person) => isSamePerson(person, wanted));
  if (listed !== undefined) return listed;
  const elsewhere = people.find(({ psid }) => psid === wanted.psid);
  return { ...wanted, name: elsewhere?.name ?? null, isKept: false, lastInboundAt: null, unread: 0 };
}
