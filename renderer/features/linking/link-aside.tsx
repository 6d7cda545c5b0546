// The life of the Page link: ring, dates, calendar, re-link path, history.
import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useId, useRef, useState, type ReactNode } from "react";
import {
  LINK_TERM_DAYS,
  type LinkingState,
  type LinkState,
  type PageLink,
} from "../../../preload/contract/linking.ts";
import { dayName, localDate } from "../../components/day-name.ts";
import { useArrival, useRoute } from "../../router/router.ts";
import { useByMinute } from "../../components/use-now.tsx";
import { AddReminder } from "./add-reminder.tsx";
import { ExpiryRing } from "./expiry-ring.tsx";
import classes from "./link-aside.module.css";
import { LinkCalendar } from "./link-calendar.tsx";
import { RELINK_FROM_DAYS, addDays, ageName } from "./link-dates.ts";
import { linkWords, relinkTitle } from "./link-words.ts";
import { MarkedText } from "./marked-text.tsx";
import { StepActionButton } from "./step-action-button.tsx";
import type { Linking } from "./use-linking.ts";

interface LinkAsideProps {
  readonly linking: Linking;
  readonly state: LinkingState;
}

const SOURCE_WORDS: Readonly<Record<PageLink["source"], string>> = {
  seen: "linked by Hookline",
  ticked: "ticked in the checklist",
  entered: "entered by you",
  relinked: "linked again by you",
  simulated: "simulator",
};

/** How long the link still holds, what is known of it, and the ways to link the Page again. */
export function LinkAside({ linking, state }: LinkAsideProps): ReactNode {
  const { link } = state;
  const today = state.today.date;
  return (
    <aside className={classes.aside} aria-label="Page link" data-region="Page link">
      <ExpiryRing link={link} />
      {link.linkedOn === null ? (
        <p className={classes.quiet}>
          {link.ended !== null && `${linkWords(link).sentence} Its days do not count any more. `}
          {link.onAccountSince === null || link.expiredBy !== null
            ? "Finish Part 1, or enter the day on which it was finished. "
            : `${linkWords(link).sentence} Enter it if you know it. `}
          The guides say that a link lasts 90 days; Vonage’s page of today names no fixed term.
        </p>
      ) : (
        <Term link={link} linkedOn={link.linkedOn} today={today} />
      )}
      <HostDay today={state.today} />
      {link.source !== "simulated" && (
        <LinkedOnForm linking={linking} linkedOn={link.linkedOn} today={today} />
      )}
      {canRelink(state) && <Relink linking={linking} state={state} />}
      {(state.history.length > 1 || state.history[0]?.endedOn != null) && <History history={state.history} />}
    </aside>
  );
}

interface TermProps {
  readonly link: LinkState;
  readonly linkedOn: string;
  readonly today: string;
}

/** The days of a link. Once a status has ended it, none lies ahead: neither is one named, nor is there one to be reminded of. */
function Term({ link, linkedOn, today }: TermProps): ReactNode {
  const { source, daysLeft } = link;
  const isOver = link.expiredBy !== null;
  return (
    <>
      <dl className={classes.dates}>
        <dt>Linked</dt>
        <dd>
          {dayName(linkedOn)}
          {daysLeft !== null && `, ${ageName(LINK_TERM_DAYS - daysLeft)}`}
        </dd>
        <dt>Source</dt>
        <dd>{source === null ? "" : SOURCE_WORDS[source]}</dd>
        {!isOver && (
          <>
            <dt>Re-link from</dt>
            <dd>{dayName(addDays(linkedOn, LINK_TERM_DAYS - RELINK_FROM_DAYS))}</dd>
            <dt>Day 90</dt>
            <dd className={classes.strong}>{dayName(addDays(linkedOn, LINK_TERM_DAYS))}</dd>
          </>
        )}
      </dl>
      {!isOver && (
        <>
          <LinkCalendar key={linkedOn} linkedOn={linkedOn} today={today} />
          <div className={classes.buttons}>
            <AddReminder />
          </div>
        </>
      )}
    </>
  );
}

/** Whose days these are, where it is another day in this page's zone. */
function HostDay({ today }: Pick<LinkingState, "today">): ReactNode {
  const isOther = useByMinute((now) => now < today.endsAt && localDate(now) !== today.date);
  if (!isOther) return null;
  return (
    <p className={classes.quiet}>
      Days are those of the computer that Hookline runs on, where it is {dayName(today.date)} now.
    </p>
  );
}

interface LinkedOnFormProps {
  readonly linking: Linking;
  readonly linkedOn: string | null;
  readonly today: string;
}

function LinkedOnForm({ linking, linkedOn, today }: LinkedOnFormProps): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  // Saved, it goes on with the link.
  if (typed !== null && typed === linkedOn) setTyped(null);
  const date = typed ?? linkedOn ?? today;
  return (
    <form
      className={classes.dateForm}
      onSubmit={(event) => {
        event.preventDefault();
        linking.setLinkedOn(date);
      }}
    >
      <label htmlFor={id}>Day on which Part 1 was finished</label>
      <div>
        <input
          id={id}
          type="date"
          value={date}
          max={today}
          required
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={date === "" || date === linkedOn}>
          Save date
        </Button>
      </div>
    </form>
  );
}

/** A link is made again also when nobody knows its day, and when a status ended it. */
function canRelink({ link }: LinkingState): boolean {
  const isLinked = link.linkedOn !== null || link.onAccountSince !== null;
  return link.source !== "simulated" && (isLinked || link.expiredBy !== null);
}

function Relink({ linking, state }: LinkAsideProps): ReactNode {
  const section = useRef<HTMLElement>(null);
  const route = useRoute();
  useArrival(route.page === "linking" && route.place === "relink", () => {
    section.current?.scrollIntoView({ block: "center" });
    section.current?.focus({ preventScroll: true });
  });
  return (
    <section ref={section} className={classes.card} aria-label="Re-link" tabIndex={-1}>
      <h3>{relinkTitle(state.link)}</h3>
      {state.relinking ? (
        <>
          <ol className={classes.relinkSteps}>
            {state.relinkSteps.map((step) => (
              <li key={step}>
                <span>
                  <MarkedText text={step} />
                </span>
              </li>
            ))}
          </ol>
          <div className={classes.buttons}>
            {state.relinkActions.map((action, index) => (
              <StepActionButton key={action.label} action={action} isFirst={index === 0} />
            ))}
          </div>
          <div className={classes.buttons}>
            <Button size="xs" onClick={() => linking.endRelink(true)}>
              Linked again
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={() => linking.endRelink(false)}>
              Stop
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={classes.quiet}>
            Do Part 1 again and the 90 days start anew. Part 2 stays as it is; look at it afterwards all the
            same.
          </p>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => linking.startRelink()}
          >
            Start re-link
          </Button>
        </>
      )}
    </section>
  );
}

function History({ history }: Pick<LinkingState, "history">): ReactNode {
  return (
    <section aria-label="History of links">
      <h3 className={classes.sectionTitle}>History of links</h3>
      <ul className={classes.history}>
        {history.map((entry) => (
          <li key={`${entry.linkedOn}-${String(entry.recordedAt)}`}>
            <span>{dayName(entry.linkedOn)}</span>
            <span>
              {SOURCE_WORDS[entry.source]}
              {entry.endedOn !== null && (
                <>
                  <br />
                  removed on {dayName(entry.endedOn)}, seen by Hookline
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
