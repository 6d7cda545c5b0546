// A moment, as the person wants moments written.
import { useState } from "react";
import { useHostClock } from "../bridge/bridge.tsx";
import { describeMoment, formatAge, formatClock } from "./format.ts";
import { useNow } from "./use-now.tsx";
import { useSettings } from "./use-settings.ts";

interface TimeTextProps {
  /** Epoch ms. */
  readonly at: number;
  /** With milliseconds. */
  readonly precise?: boolean;
}

/** A time in local, UTC or relative form; hovering tells the full ISO time, the UTC time and the age. */
export function TimeText({ at, precise = false }: TimeTextProps) {
  const [{ timeFormat }] = useSettings();
  const clock = useHostClock();
  // Filled when asked for: the age would be old by then, and a list draws this for every row.
  const [title, setTitle] = useState<string>();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={title}
      onPointerEnter={() => setTitle(describeMoment(at, clock()))}
    >
      {timeFormat === "relative" ? <Age at={at} /> : formatClock(at, timeFormat, { precise })}
    </time>
  );
}

function Age({ at }: { readonly at: number }) {
  return formatAge(useNow(1_000) - at);
}
