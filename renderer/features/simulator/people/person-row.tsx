// A person in the list of those who can be played.
import { IconDeviceMobile } from "@tabler/icons-react";
import type { SimulatedPerson } from "../../../../preload/contract/simulator-state.ts";
import { formatCount } from "../../../components/format.ts";
import { describeWindow, windowWord } from "../../../components/messaging-window.ts";
import { ShortId } from "../../../components/short-id.tsx";
import { VerbatimLine } from "../../../components/verbatim.tsx";
import { personName } from "./person-words.ts";
import classes from "./people-panel.module.css";

interface PersonRowProps {
  readonly id: string;
  readonly person: SimulatedPerson;
  readonly now: number;
  readonly isChosen: boolean;
  readonly showsPage: boolean;
  readonly onPress: () => void;
}

/** One option; read aloud it is a sentence. */
export function PersonRow({ id, person, now, isChosen, showsPage, onPress }: PersonRowProps) {
  const { psid, pageId, name, unread, lastInboundAt } = person;
  const window = describeWindow(lastInboundAt, now);
  return (
    // The list has the focus and the keys; a row is pressed with a pointer only.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      className={classes.person}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onClick={onPress}
    >
      <span className={classes.avatar} aria-hidden="true">
        {name === null ? <IconDeviceMobile size={14} stroke={1.75} /> : [...name][0]?.toUpperCase()}
      </span>
      <span className={classes.lines}>
        <span className={classes.line}>
          <span className={classes.name}>
            <VerbatimLine text={personName(person)} />
          </span>
          {unread > 0 && (
            <>
              <span className="visually-hidden">, </span>
              <span className={classes.unread}>
                {formatCount(unread)}
                <span className="visually-hidden"> unread</span>
              </span>
            </>
          )}
        </span>
        <span className="visually-hidden">, </span>
        <span className={classes.line}>
          <span className={classes.psid}>
            {showsPage || name !== null ? (
              <>
                <span className={classes.word}>{showsPage ? "Page" : "PSID"} </span>
                <ShortId value={showsPage ? pageId : psid} />
              </>
            ) : (
              "No name"
            )}
          </span>
          <span className={classes.window} data-state={window.state}>
            <span className="visually-hidden">
              {window.state === "last-hour" || window.state === "open" ? ", 24-hour window: " : ", "}
            </span>
            {windowWord(window)}
          </span>
        </span>
      </span>
    </div>
  );
}
