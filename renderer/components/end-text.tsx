// When something ends: a clock time, with its day where that is not today.
import { dayOf, describeEnd, describeMoment, formatDatedTime } from "./format.ts";
import { useNow } from "./use-now.tsx";
import { useSettings } from "./use-settings.ts";

interface EndTextProps {
  /** Epoch ms. */
  readonly at: number;
}

/** In local time or UTC: what is to come has no age to be written. Hovering tells the full moment. */
export function EndText({ at }: EndTextProps) {
  const [{ timeFormat }] = useSettings();
  const now = useNow(60_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={at > now ? describeEnd(at) : describeMoment(at, now)}>
      {formatDatedTime(at, dayOf(now, timeFormat), timeFormat)}
    </time>
  );
}
