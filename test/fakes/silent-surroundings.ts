// The surroundings of a command that nobody hears.
import type { Surroundings } from "../../main/cli/context.ts";

/** Without an environment, and with the home of whoever runs the tests. */
export function silentSurroundings(): Surroundings {
  const silent = { write: () => true };
  return {
    stdin: process.stdin,
    stdout: silent,
    stderr: silent,
    env: {},
    platform: "linux",
    rendererFolder: "/none",
    untilStopped: () => Promise.resolve(),
    outliveOutput: () => undefined,
  };
}
