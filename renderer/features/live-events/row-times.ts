// The times of the rows: made in one place, so that thirty rows need one setting and one ticker.
import { dayOf, formatAge, formatRowTime } from "../../components/format.ts";
import { useByMinute, useNow } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";

const SECOND = 1_000;
const HOUR = 3_600_000;

/** The time of a row as it is written. */
export interface RowTimeText {
  readonly text: string;
  /** The day that stands in it; null where that is none. */
  readonly day: string | null;
  /** It is a time of day alone: all of these are equally long. */
  readonly isFixed: boolean;
}

/** How to write the time of a row, with its day where that is not today. Renders every second only while ages are shown. */
export function useRowTime(): (at: number) => RowTimeText {
  const [{ timeFormat }] = useSettings();
  const isRelative = timeFormat === "relative";
  const now = useNow(isRelative ? SECOND : HOUR);
  const today = useByMinute((minute) => dayOf(minute, timeFormat));
  return (at) => {
    if (isRelative) return { text: formatAge(now - at), day: null, isFixed: false };
    const { text, day } = formatRowTime(at, today, timeFormat);
    return { text, day, isFixed: day === null };
  };
}
