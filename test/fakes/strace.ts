// strace, for tests that look at the order in which a process writes, syncs and sends.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Why strace cannot be used here; null when it can. */
export function findStraceProblem(): string | null {
  try {
    execFileSync("strace", ["-o", "/dev/null", "true"], { stdio: "ignore" });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "it cannot run";
  }
}

/** strace lets its child run on when it is killed itself: the first process in the trace is the one we started. */
export function killTraced(trace: string): void {
  const pid = Number(/^\d+/.exec(readFileSync(trace, "utf8"))?.[0]);
  try {
    if (pid > 0) process.kill(pid, "SIGKILL");
  } catch {
    // It ended together with strace.
  }
}
