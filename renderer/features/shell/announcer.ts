// Decides what a screen reader is told of arrivals, and when: a digest, never a stream.
import type { EventRow } from "../../../preload/contract/event.ts";
import type { Settings } from "../../../preload/contract/settings.ts";
import { formatCount } from "../../components/format.ts";

/** Collects arrivals and problems, and speaks at most so often. */
export interface Announcer {
  arrived(rows: readonly EventRow[]): void;
  /** Something that must be known: a tunnel that went down, a link that expired. */
  alarm(sentence: string): void;
  /** What the whole window is about became another: said at once, as it is no arrival. */
  turned(sentence: string): void;
  stop(): void;
}

interface AnnouncerParts {
  readonly now: () => number;
  readonly setTimer: (run: () => void, delayMs: number) => () => void;
  readonly say: (sentence: string, urgency: "polite" | "assertive") => void;
  readonly setting: () => Settings["announce"];
  /** The window is hidden, or keys are being pressed: wait with the digest. */
  readonly isBusy: () => boolean;
}

/** Least time between two digests. */
export const DIGEST_MS = 5_000;
/** The same while events pour in. */
const FLOOD_DIGEST_MS = 30_000;
/** Least time between two alarms. */
export const ALARM_MS = 10_000;
const FLOOD_PER_SECOND = 20;
/** The least grave alarm: whoever posts forgeries must not drown the others. */
const BAD_SIGNATURE = "A webhook with a bad signature arrived.";

/** Makes an {@link Announcer}. */
export function createAnnouncer({ now, setTimer, say, setting, isBusy }: AnnouncerParts): Announcer {
  let inbound = 0;
  let status = 0;
  let other = 0;
  let since = 0;
  let lastAlarm = { at: Number.NEGATIVE_INFINITY, sentence: "" };
  let waitingAlarm: string | null = null;
  let stopTimer: (() => void) | null = null;
  let stopAlarmTimer: (() => void) | null = null;

  function flush(): void {
    stopTimer = null;
    const count = inbound + status + other;
    const isFlood = count > (FLOOD_PER_SECOND * (now() - since)) / 1_000;
    if (isBusy() || (isFlood && now() - since < FLOOD_DIGEST_MS)) {
      stopTimer = setTimer(flush, DIGEST_MS);
      return;
    }
    say(digest({ inbound, status, other }), "polite");
    inbound = status = other = 0;
  }

  function alarm(sentence: string): void {
    if (setting() === "off") return;
    const left = lastAlarm.at + ALARM_MS - now();
    if (left <= 0) {
      lastAlarm = { at: now(), sentence };
      say(sentence, "assertive");
    } else if (sentence !== lastAlarm.sentence && (waitingAlarm === null || waitingAlarm === BAD_SIGNATURE)) {
      // The gravest one waits its turn; what was said just now need not be said again.
      waitingAlarm = sentence;
      stopAlarmTimer ??= setTimer(sayWaitingAlarm, left);
    }
  }

  function sayWaitingAlarm(): void {
    stopAlarmTimer = null;
    const sentence = waitingAlarm;
    waitingAlarm = null;
    if (sentence !== null) alarm(sentence);
  }

  return {
    arrived(rows) {
      if (rows.some(({ signature }) => signature?.state === "bad")) {
        alarm(BAD_SIGNATURE);
      }
      if (setting() !== "all" || rows.length === 0) return;
      for (const { kind } of rows) {
        if (kind === "inbound") inbound += 1;
        else if (kind === "status") status += 1;
        else other += 1;
      }
      if (stopTimer !== null) return;
      since = now();
      stopTimer = setTimer(flush, DIGEST_MS);
    },
    alarm,
    turned(sentence) {
      if (setting() !== "off") say(sentence, "polite");
    },
    stop() {
      stopTimer?.();
      stopAlarmTimer?.();
      stopTimer = stopAlarmTimer = null;
    },
  };
}

interface Arrivals {
  readonly inbound: number;
  readonly status: number;
  readonly other: number;
}

function digest({ inbound, status, other }: Arrivals): string {
  const all = inbound + status + other;
  const parts = [
    ...(inbound > 0 ? [`${formatCount(inbound)} inbound`] : []),
    ...(status > 0 ? [`${formatCount(status)} status`] : []),
    ...(other > 0 ? [`${formatCount(other)} other`] : []),
  ];
  return `${formatCount(all)} new ${all === 1 ? "event" : "events"}: ${parts.join(", ")}`;
}
