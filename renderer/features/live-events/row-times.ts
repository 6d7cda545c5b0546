// The times of the rows: made in one place, so that thirty rows need one setting and one ticker.
import { formatAge, formatClock } from "../../components/format.ts";
import { useNow } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";

const SECOND = 1_000;
const HOUR = 3_600_000;

/** How to write the time of a row. Renders every second only while ages are shown. */
export function useRowTime(): (at: number) => string {
  const [{ timeFormat }] = useSettings();
  const isRelative = timeFormat === "relative";
  const now = useNow(isRelative ? SECOND : HOUR);
  return (at) => (isRelative ? formatAge(now - at) : formatClock(at, timeFormat, { precise: true }));
}
