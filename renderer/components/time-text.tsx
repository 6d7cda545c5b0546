// A moment, as the person wants moments written.
import { useState } from "react";
import { useHostClock } from "../bridge/bridge.tsx";
import { dayName } from "./day-name.ts";
import { dayOf, describeMoment, formatAge, formatClock, formatDatedTime } from "./format.ts";
import { useByMinute, useNow } from "./use-now.tsx";
import { useSettings } from "./use-settings.ts";

interface TimeTextProps {
  /** Epoch ms. */
  readonly at: number;
  /** With milliseconds. */
  readonly precise?: boolean;
  /** "told" = its day stands above it, in the time of this page; "enough" = of a moment of another day, the day says enough. */
  readonly day?: "told" | "enough";
}

/** A time in local, UTC or relative form, with its day where that is not today; hovering tells the full ISO time, the UTC time and the age. */
export function TimeText({ at, precise = false, day }: TimeTextProps) {
  const [{ timeFormat }] = useSettings();
  const clock = useHostClock();
  // Filled when asked for: the age would be old by then, and a list draws this for every row.
  const [title, setTitle] = useState<string>();
  const today = useByMinute((now) => dayOf(now, timeFormat));

  function write(): string {
    const its = dayOf(at, timeFormat);
    if (day === "enough" && its !== today) return dayName(its, today);
    if (day === "told" && timeFormat !== "utc") return formatClock(at, timeFormat, { precise });
    return formatDatedTime(at, today, timeFormat, { precise });
  }

  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={title}
      onPointerEnter={() => setTitle(describeMoment(at, clock()))}
    >
      {timeFormat === "relative" ? <Age at={at} /> : write()}
    </time>
  );
}

function Age({ at }: { readonly at: number }) {
  return formatAge(useNow(1_000) - at);
}
