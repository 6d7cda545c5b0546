// Notices a host that says nothing more while its socket stands: it hangs, or the forward to it leads nowhere.

/** Nothing was heard for so long: the host is asked for a sign of life. */
const QUIET_MS = 4_000;
/** A host that is busy may answer as late as this. */
const ANSWER_MS = 8_000;
/** The most that this is made longer by. */
const MOST_PATIENCE = 32;
/** What came in while the page slept, or while its timers were throttled, is heard by then. */
const SECOND_LOOK_MS = 2_000;

/** The watch of one socket. */
export interface SilenceWatch {
  /** The host said something. */
  heard(): void;
  stop(): void;
}

interface SilenceWatchParts {
  /** How many sockets were given up as silent before, after they had spoken: so much more time has this one. */
  readonly givenUp: number;
  readonly setTimer: (run: () => void, delayMs: number) => () => void;
  /** Asks for something that the host answers at once. */
  readonly ask: () => void;
  /** A sign of life came. */
  readonly onSign: () => void;
  /** No answer came. The watch is over. */
  readonly onSilent: () => void;
}

/**
 * Once the host has spoken it has twice the time for each socket that was given up before: one long answer over a slow line looks
 * like silence until its end, and would be asked for again and again.
 *
 * Begins with the wait for the first word, which the hello asks for. It goes by timers alone: a clock goes on while the computer
 * sleeps, and may be set.
 */
export function watchForSilence({
  setTimer,
  givenUp,
  ask,
  onSign,
  onSilent,
}: SilenceWatchParts): SilenceWatch {
  const patientMs = ANSWER_MS * Math.min(2 ** givenUp, MOST_PATIENCE);
  let stopTimer = setTimer(lookAgain, ANSWER_MS);
  let isAsked = false;

  function lookAgain(): void {
    stopTimer = setTimer(onSilent, SECOND_LOOK_MS);
  }

  function askForSign(): void {
    ask();
    isAsked = true;
    stopTimer = setTimer(lookAgain, patientMs);
  }

  return {
    heard() {
      stopTimer();
      if (isAsked) onSign();
      isAsked = false;
      stopTimer = setTimer(askForSign, QUIET_MS);
    },
    stop: () => stopTimer(),
  };
}
