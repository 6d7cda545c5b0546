// The Facebook users of the simulator: who there is, who wrote to which Page, and when. It opens the window for a reply.
import { MESSAGING_WINDOW_MS } from "../../preload/contract/conversation.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import { HUMAN_AGENT_WINDOW_MS } from "../../preload/contract/message-tags.ts";
import { forgetOldest } from "../forget-oldest.ts";
import { personKey } from "./conversations.ts";
import { inventPsid } from "./invent-psid.ts";
import type { Random } from "./random.ts";
import { tagState } from "./tags.ts";

/** A person at a Page. */
export interface KnownPerson {
  readonly psid: Psid;
  readonly pageId: PageId;
  readonly name: string | null;
  /** Made or named by hand, or the first one. */
  readonly isKept: boolean;
  /** Epoch ms; null = never. */
  readonly lastInboundAt: number | null;
}

/** What is kept of a person from one run to the next. */
export type KeptPerson = Pick<KnownPerson, "psid" | "pageId" | "name">;

/** When a person last wrote to a Page, as known from before this run; null = never. */
export type RememberedInbound = (psid: Psid, pageId: PageId) => number | null;

/** Remembers who there is and who wrote. */
export interface People {
  wrote(psid: Psid, pageId: PageId, at: number): void;
  /** When they last wrote in this run; null = never or removed, undefined = only what is remembered counts. */
  wroteAt(psid: Psid, pageId: PageId): number | null | undefined;
  /** The code Messenger refuses a message with; null = it delivers it. */
  refusalOf(psid: Psid, pageId: PageId, tag: string | null, now: number): string | null;
  /** Makes a person, or names one. Without `psid` one is invented. @throws AppError `SIMULATOR_PEOPLE_FULL` */
  save(person: {
    readonly psid: Psid | undefined;
    readonly pageId: PageId;
    readonly name: string;
  }): KnownPerson;
  /** Forgets a person and that they ever wrote; one who is not there is fine. */
  remove(psid: Psid, pageId: PageId): void;
  find(psid: Psid, pageId: PageId): KnownPerson | null;
  /** Those kept in the order in which they were made, then those who wrote last. */
  list(count: number): readonly KnownPerson[];
  count(): number;
  /** Back to the first person, who never wrote. */
  clear(): void;
}

const MOST_PEOPLE = 10_000;
const MOST_KEPT = 200;

interface PeoplePorts {
  readonly first: KeptPerson;
  /** From an earlier run; null = there was none. */
  readonly stored: readonly KeptPerson[] | null;
  /** Throws when it cannot; then nothing has changed. */
  readonly save: (kept: readonly KeptPerson[]) => void;
  readonly remembered: RememberedInbound;
  readonly random: Random;
}

/** Makes the list of those who are kept. */
export function createPeople({ first, stored, save, remembered, random }: PeoplePorts): People {
  let kept = new Map<string, KeptPerson>(byKey(stored ?? [first]));
  /** Who wrote in this run, the one who wrote last at the end; null = was removed, whatever is remembered. */
  const wroteAt = new Map<
    string,
    { readonly psid: Psid; readonly pageId: PageId; readonly at: number | null }
  >();
  /** What was remembered of those kept, for showing them: asking costs a query each. */
  const recalled = new Map<string, number | null>();
  let isCleared = false;

  const knownAt = (key: string): number | null | undefined => {
    const known = wroteAt.get(key);
    if (known !== undefined) return known.at;
    return isCleared ? null : undefined;
  };
  const lastInboundAt = (psid: Psid, pageId: PageId): number | null => {
    const key = personKey(psid, pageId);
    const known = knownAt(key);
    if (known !== undefined) return known;
    const at = remembered(psid, pageId);
    if (kept.has(key)) recalled.set(key, at);
    return at;
  };
  const shownInboundAt = (psid: Psid, pageId: PageId): number | null => {
    const key = personKey(psid, pageId);
    const shown = wroteAt.has(key) ? undefined : recalled.get(key);
    return shown === undefined ? lastInboundAt(psid, pageId) : shown;
  };
  const shown = (psid: Psid, pageId: PageId): KnownPerson => {
    const person = kept.get(personKey(psid, pageId));
    return {
      psid,
      pageId,
      name: person?.name ?? null,
      isKept: person !== undefined,
      lastInboundAt: shownInboundAt(psid, pageId),
    };
  };
  const others = (): readonly { readonly psid: Psid; readonly pageId: PageId }[] =>
    [...wroteAt].filter(([key, { at }]) => at !== null && !kept.has(key)).map(([, person]) => person);
  const change = (next: Map<string, KeptPerson>): void => {
    save([...next.values()]);
    kept = next;
  };
  const isKnown = (psid: Psid, pageId: PageId): boolean =>
    kept.has(personKey(psid, pageId)) || lastInboundAt(psid, pageId) !== null;

  return {
    wrote(psid, pageId, at) {
      const key = personKey(psid, pageId);
      // Back to the end of the map, so that the one who wrote longest ago is the first to be forgotten.
      wroteAt.delete(key);
      wroteAt.set(key, { psid, pageId, at });
      forgetOldest(wroteAt, MOST_PEOPLE);
    },
    wroteAt: (psid, pageId) => knownAt(personKey(psid, pageId)),
    refusalOf(psid, pageId, tag, now) {
      const wrote = lastInboundAt(psid, pageId);
      if (wrote === null) return "1300";
      const state = tag === null ? null : tagState(tag);
      if (state === "retired") return "1021";
      const windowMs = state === "valid" ? HUMAN_AGENT_WINDOW_MS : MESSAGING_WINDOW_MS;
      return now - wrote >= windowMs ? "1340" : null;
    },
    save({ psid, pageId, name }) {
      const person = { psid: psid ?? inventPsid(random, (one) => isKnown(one, pageId)), pageId, name };
      const key = personKey(person.psid, pageId);
      if (!kept.has(key) && kept.size >= MOST_KEPT) {
        throw new AppError("SIMULATOR_PEOPLE_FULL", { most: String(MOST_KEPT) });
      }
      change(new Map([...kept, [key, person]]));
      return shown(person.psid, pageId);
    },
    remove(psid, pageId) {
      const key = personKey(psid, pageId);
      if (kept.has(key)) change(new Map([...kept].filter(([other]) => other !== key)));
      // What the log remembers of them is forgotten too.
      wroteAt.delete(key);
      wroteAt.set(key, { psid, pageId, at: null });
    },
    find(psid, pageId) {
      const person = shown(psid, pageId);
      return person.isKept || person.lastInboundAt !== null ? person : null;
    },
    list: (count) =>
      [...kept.values(), ...others().toReversed()]
        .slice(0, count)
        .map(({ psid, pageId }) => shown(psid, pageId)),
    count: () => kept.size + others().length,
    clear() {
      change(new Map(byKey([first])));
      wroteAt.clear();
      recalled.clear();
      isCleared = true;
    },
  };
}

function byKey(people: readonly KeptPerson[]): readonly (readonly [string, KeptPerson])[] {
  return people.map((person) => [personKey(person.psid, person.pageId), person]);
}
