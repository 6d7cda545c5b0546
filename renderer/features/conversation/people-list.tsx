// The people who wrote to the Page, newest first.
import { IconArrowUpRight, IconDeviceMobile, IconUser } from "@tabler/icons-react";
import type { Person } from "../../../preload/contract/conversation.ts";
import { SIMULATED_WORKSPACE } from "../../../preload/contract/ids.ts";
import { lastWords } from "../../components/type-choice.tsx";
import { ShortId } from "../../components/short-id.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { VerbatimLine } from "../../components/verbatim.tsx";
import { useNow } from "../../components/use-now.tsx";
import { useSimulatorNow, useWindowClock } from "../../components/use-simulator.ts";
import { hrefOf } from "../../router/router.ts";
import { describeWindow, windowWord } from "../../components/messaging-window.ts";
import classes from "./people-list.module.css";

interface PeopleListProps {
  readonly people: readonly Person[];
  readonly chosen: Pick<Person, "psid" | "pageId"> | null;
  readonly onOpen: (person: Person) => void;
}

const MINUTE_MS = 60_000;

/** One link a person: who, PSID, last message, state of the 24-hour window. */
export function PeopleList({ people, chosen, onOpen }: PeopleListProps) {
  const now = useNow(MINUTE_MS);
  const simulatedNow = useSimulatorNow({ clock: useWindowClock(true) }, MINUTE_MS);
  const hasSeveralPages = new Set(people.map((person) => person.pageId)).size > 1;
  return (
    <ul>
      {people.map((person) => {
        const { psid, pageId } = person;
        const isSimulated = person.workspace === SIMULATED_WORKSPACE;
        const Avatar = isSimulated ? IconDeviceMobile : IconUser;
        const isChosen = chosen?.psid === psid && chosen.pageId === pageId;
        const window = describeWindow(person.lastInboundAt, isSimulated ? simulatedNow : now);
        return (
          <li key={`${pageId} ${psid}`}>
            <a
              className={classes.person}
              href={hrefOf({ page: "conversations", psid, pageId })}
              aria-current={isChosen ? "page" : undefined}
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
                    <TimeText at={person.lastAt} />
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
