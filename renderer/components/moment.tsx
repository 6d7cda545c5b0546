// A day and a time of it, in words of the person's own language and place.
import { useSettings } from "./use-settings.ts";

interface MomentProps {
  /** Epoch ms. */
  readonly at: number;
}

/** e.g. "28 Nov 2026, 08:40": for what may be days ago, where a clock time alone would say nothing. */
export function Moment({ at }: MomentProps) {
  const [{ timeFormat }] = useSettings();
  const text = new Date(at).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(timeFormat === "utc" ? { timeZone: "UTC", timeZoneName: "short" as const } : {}),
  });
  return <time dateTime={new Date(at).toISOString()}>{text}</time>;
}
