// The guides' 90 days as a calendar: weeks are columns, today, re-link days and the end are marked.
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import classes from "./link-aside.module.css";
import { dayName, linkCalendar, type CalendarDay } from "./link-dates.ts";

interface LinkCalendarProps {
  readonly linkedOn: string;
  readonly today: string;
}

const MARK_WORDS: Readonly<Record<CalendarDay["mark"], string>> = {
  past: "past",
  today: "today",
  ahead: "ahead",
  relink: "re-link",
  expires: "the 90 days end",
};

/** One tab stop; arrows move day by day and week by week, and the day's name is read out. */
export function LinkCalendar({ linkedOn, today }: LinkCalendarProps): ReactNode {
  const titleId = useId();
  const days = linkCalendar(linkedOn, today);
  const todayIndex = days.findIndex((day) => day.mark === "today");
  const [active, setActive] = useState(Math.max(0, todayIndex));
  const last = days.at(-1);
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 7, ArrowLeft: -7 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(days.length - 1, Math.max(0, active + by));
    setActive(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-index="${String(next)}"]`)?.focus();
  };
  return (
    <div>
      <h3 id={titleId} className={classes.sectionTitle}>
        90 days
        <span>
          {dayName(linkedOn, today)} to {last === undefined ? "" : dayName(last.date, today)}
        </span>
      </h3>
      <div
        className={classes.calendar}
        role="toolbar"
        tabIndex={-1}
        aria-labelledby={titleId}
        onKeyDown={move}
      >
        {days.map((day, index) => (
          <button
            key={day.date}
            type="button"
            className={classes.day}
            data-index={index}
            data-mark={day.mark}
            tabIndex={index === active ? 0 : -1}
            title={dayName(day.date)}
            aria-label={`${dayName(day.date)}, ${MARK_WORDS[day.mark]}`}
            aria-current={day.mark === "today" ? "date" : undefined}
            style={{ gridColumn: day.column + 1, gridRow: day.row + 1 }}
            onFocus={() => setActive(index)}
          />
        ))}
      </div>
      <ul className={classes.legend} aria-hidden="true">
        <li data-mark="today">Today</li>
        <li data-mark="relink">Re-link</li>
        <li data-mark="expires">Day 90</li>
      </ul>
    </div>
  );
}
