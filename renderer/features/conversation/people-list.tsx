// The people who wrote to the Page, newest first.
import { IconArrowUpRight, IconDeviceMobile, IconUser } from "@tabler/icons-react";
import { useRef, type KeyboardEvent } from "react";
import type { Person } from "../../../preload/contract/conversation.ts";
import { SIMULATED_WORKSPACE } from "../../../preload/contract/ids.ts";
import { lastWords } from "../../components/type-choice.tsx";
import { ShortId } from "../../components/short-id.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { VerbatimLine } from "../../components/verbatim.tsx";
import { useNow } from "../../components/use-now.tsx";
import { useSimulatorNow, useWindowClock } from "../../components/use-simulator.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { hrefOf } from "../../router/router.ts";
import { describeWindow, windowWord } from "../../components/messaging-window.ts";
import classes from "./people-list.module.css";

/** Which person, with which Page. */
export type PersonAt = Pick<Person, "psid" | "pageId">;

interface PeopleListProps {
  readonly people: readonly Person[];
  readonly chosen: PersonAt | null;
  /** The keys that go from person to person open at once; where a thread hides the list, only Enter does. */
  readonly opensByArrows: boolean;
  /** Where the keys were last. */
  readonly active: PersonAt | null;
  readonly onActive: (person: PersonAt) => void;
  readonly onOpen: (person: Person) => void;
}

const MINUTE_MS = 60_000;

/** One link a person: who, PSID, last message, state of the 24-hour window. All of them are one tab stop. */
export function PeopleList(props: PeopleListProps) {
  const { people, chosen, opensByArrows, active, onActive, onOpen } = props;
  const now = useNow(MINUTE_MS);
  const simulatedNow = useSimulatorNow({ clock: useWindowClock(true) }, MINUTE_MS);
  const hasSeveralPages = new Set(people.map((person) => person.pageId)).size > 1;
  const list = useRef<HTMLUListElement>(null);
  const chosenAt = people.findIndex((person) => isSame(person, chosen));
  const at = chosenAt === -1 ? people.findIndex((person) => isSame(person, active)) : chosenAt;

  function goTo(index: number): void {
    const to = Math.min(Math.max(index, 0), people.length - 1);
    const person = people[to];
    if (person === undefined) return;
    list.current?.children[to]?.querySelector("a")?.focus();
    if (opensByArrows && to !== chosenAt) onOpen(person);
  }

  useShortcuts("Conversations", [
    { id: "next-person", keys: "j", label: "Next person", run: () => goTo(at + 1), repeats: true },
    { id: "previous-person", keys: "k", label: "Previous person", run: () => goTo(at - 1), repeats: true },
  ]);

  function onKeyDown(event: KeyboardEvent, from: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const to = new Map([
      ["ArrowDown", from + 1],
      ["ArrowUp", from - 1],
      ["Home", 0],
      ["End", people.length - 1],
    ]).get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    goTo(to);
  }

  return (
    <ul ref={list} data-list>
      {people.map((person, index) => {
        const { psid, pageId } = person;
        const isSimulated = person.workspace === SIMULATED_WORKSPACE;
        const Avatar = isSimulated ? IconDeviceMobile : IconUser;
        const window = describeWindow(person.lastInboundAt, isSimulated ? simulatedNow : now);
        return (
          <li key={`${pageId} ${psid}`}>
            <a
              className={classes.person}
              href={hrefOf({ page: "conversations", psid, pageId })}
              aria-current={index === chosenAt ? "page" : undefined}
              tabIndex={index === Math.max(at, 0) ? 0 : -1}
              onFocus={() => onActive(person)}
              onKeyDown={(event) => onKeyDown(event, index)}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                onOpen(person);
              }}
            >
              <span className={classes.avatar} data-simulated={isSimulated} aria-hidden="true">
                <Avatar size={16} stroke={1.75} />
              </span>
              <span className={classes.lines}>
                <span className={classes.line}>
                  {isSimulated ? (
                    <>
                      <span className={classes.name}>Simulated person</span>
                      <span className={classes.aside}>
                        <span className="visually-hidden">PSID </span>
                        <ShortId value={psid} />
                      </span>
                    </>
                  ) : (
                    <span className={classes.name}>
                      <ShortId value={psid} prefix="PSID" />
                    </span>
                  )}
                  {hasSeveralPages && (
                    <span className={classes.aside}>
                      <ShortId value={pageId} prefix="Page" />
                    </span>
                  )}
                  <span className={classes.time}>
                    <TimeText at={person.lastAt} day="enough" />
                  </span>
                </span>
                <span className={classes.line}>
                  {person.lastDirection === "reply" && (
                    <>
                      <IconArrowUpRight size={13} stroke={1.75} aria-hidden="true" className={classes.sent} />
                      <span className="visually-hidden">Sent: </span>
                    </>
                  )}
                  <span className={classes.text}>
                    <VerbatimLine text={lastWords(person)} />
                  </span>
                  <span className={classes.window} data-state={window.state}>
                    {window.state === "last-hour" && (
                      <span className="visually-hidden">24-hour window: </span>
                    )}
                    {windowWord(window)}
                  </span>
                </span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function isSame(one: PersonAt, other: PersonAt | null): boolean {
  return one.psid === other?.psid && one.pageId === other.pageId;
}
