// The guides' 90 days as a calendar: weeks are columns, today, re-link days and the end are marked.
import { dayName } from "../../components/day-name.ts";
import { Button } from "@mantine/core";
import { IconCalendar, IconTable } from "@tabler/icons-react";
import { useId, useState, type PointerEvent, type ReactNode } from "react";
import classes from "./link-calendar.module.css";
import { calendarStretches, linkCalendar, type CalendarDay } from "./link-dates.ts";

interface LinkCalendarProps {
  readonly linkedOn: string;
  readonly today: string;
}

const MARK_WORDS: Readonly<Record<CalendarDay["mark"], string>> = {
  past: "Past",
  today: "Today",
  ahead: "Ahead",
  relink: "Re-link",
  expires: "Day 90",
};

/** A picture with its sentence, or the same as a table. */
export function LinkCalendar({ linkedOn, today }: LinkCalendarProps): ReactNode {
  const titleId = useId();
  const [isTable, setTable] = useState(false);
  const days = linkCalendar(linkedOn, today);
  const last = days.at(-1);
  const span = `${dayName(linkedOn, today)} to ${last === undefined ? "" : dayName(last.date, today)}`;
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.title}>
        90 days
        <span>{span}</span>
      </h3>
      {isTable ? <Stretches days={days} today={today} /> : <Picture days={days} today={today} />}
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={
          isTable ? (
            <IconCalendar size={14} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconTable size={14} stroke={1.75} aria-hidden="true" />
          )
        }
        onClick={() => setTable(!isTable)}
      >
        {isTable ? "Show as calendar" : "Show as table"}
      </Button>
    </section>
  );
}

const MARKS = [
  "past",
  "today",
  "ahead",
  "relink",
  "expires",
] as const satisfies readonly CalendarDay["mark"][];
const ROWS = 7;
/** Of a day, in units of the picture, and from one day to the next. */
const SIDE = 8;
const GAP = 1;
const PITCH = SIDE + GAP;

/** The squares of all days of one mark. */
function shapeOf(days: readonly CalendarDay[], mark: CalendarDay["mark"]): string {
  return days
    .filter((day) => day.mark === mark)
    .map(({ column, row }) => `M${column * PITCH + 1} ${row * PITCH}${SQUARE}`)
    .join("");
}

/** With round corners, from behind the first one. */
const SQUARE = "h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z";

interface DaysProps {
  readonly days: readonly CalendarDay[];
  readonly today: string;
}

function Picture({ days, today }: DaysProps): ReactNode {
  const [pointed, setPointed] = useState<CalendarDay>();
  const columns = Math.max(...days.map(({ column }) => column)) + 1;

  function point({ clientX, clientY, currentTarget }: PointerEvent<HTMLDivElement>): void {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const at = {
      column: Math.floor(((clientX - left) / width) * columns),
      row: Math.floor(((clientY - top) / height) * ROWS),
    };
    setPointed(days.find(({ column, row }) => column === at.column && row === at.row));
  }

  const sentence = calendarStretches(days)
    .map(({ mark, from, to }) => `${MARK_WORDS[mark]}: ${spanName(from, to, today)}`)
    .join(". ");
  return (
    <>
      <div
        className={classes.calendar}
        role="img"
        aria-label={`${sentence}.`}
        title={
          pointed === undefined
            ? undefined
            : `${dayName(pointed.date)}, ${MARK_WORDS[pointed.mark].toLowerCase()}`
        }
        onPointerMove={point}
      >
        {/* One shape for each mark: a hundred elements would be most of what the screen has to draw. */}
        <svg viewBox={`0 0 ${columns * PITCH - GAP} ${ROWS * PITCH - GAP}`} aria-hidden="true">
          {MARKS.map((mark) => (
            <path key={mark} className={classes.day} data-mark={mark} d={shapeOf(days, mark)} />
          ))}
        </svg>
      </div>
      <ul className={classes.legend} aria-hidden="true">
        <li data-mark="today">Today</li>
        <li data-mark="relink">Re-link</li>
        <li data-mark="expires">Day 90</li>
      </ul>
    </>
  );
}

function Stretches({ days, today }: DaysProps): ReactNode {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Dates</th>
          <th scope="col">Days</th>
        </tr>
      </thead>
      <tbody>
        {calendarStretches(days).map(({ mark, from, to, count }) => (
          <tr key={from}>
            <th scope="row">{MARK_WORDS[mark]}</th>
            <td>{spanName(from, to, today)}</td>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function spanName(from: string, to: string, today: string): string {
  return from === to ? dayName(from, today) : `${dayName(from, today)} to ${dayName(to, today)}`;
}
