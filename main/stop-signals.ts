// The signals that ask a program to end: the first asks for a stop in order, a later one ends the process whatever hangs.
import type { Clock } from "./ports.ts";

/**
 * One Ctrl+C comes several times: the terminal tells every process of its group, and npm and our start script, which it
 * tells too, hand it on. That takes milliseconds, on a busy computer more; who presses again means it, and waited longer.
 */
const ECHO_MS = 1_000;

/** Ctrl+C; whoever ends a program by its id; a terminal that is closed, or an SSH connection that broke; Ctrl+\. */
const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** The process that is sent them; the very one unless a test hands in another. */
export interface SignalledProcess {
  readonly pid: number;
  on(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown;
  off(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown;
  kill(pid: number, name: NodeJS.Signals): unknown;
}

interface StopSignalParts {
  readonly clock: Pick<Clock, "elapsed">;
  readonly process?: SignalledProcess;
  /** Done before the process ends at once: what it started must not be left behind. */
  readonly lastAct?: (() => void) | undefined;
}

/** Calls back once, with the first signal from now on; one that comes a second later or more ends the process at once. */
export function onStopSignal(
  stop: () => void,
  { clock, process: signalled = process, lastAct }: StopSignalParts,
): void {
  let askedAt: number | null = null;
  const hear = (name: NodeJS.Signals): void => {
    if (askedAt === null) {
      askedAt = clock.elapsed();
      stop();
    } else if (clock.elapsed() - askedAt >= ECHO_MS) {
      for (const one of STOP_SIGNALS) signalled.off(one, hear);
      lastAct?.();
      // Its default action now: an exit of our own would wait for threads that may hang.
      signalled.kill(signalled.pid, name);
    }
  };
  for (const one of STOP_SIGNALS) signalled.on(one, hear);
}
