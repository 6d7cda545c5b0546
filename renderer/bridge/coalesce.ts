// Doing again what is under way, but never twice at a time.

/**
 * Makes a function that runs `run` at once, or, while it is running, once more after it: however often it is called
 * meanwhile, one run is under way and one waits.
 * @param run never rejects, so that nothing is left waiting
 */
export function coalesce(run: () => Promise<unknown>): () => void {
  let isRunning = false;
  let isWanted = false;

  async function runAsWanted(): Promise<void> {
    isRunning = true;
    do {
      isWanted = false;
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is for
      await run();
    } while (isWanted);
    isRunning = false;
  }

  return () => {
    isWanted = true;
    if (!isRunning) void runAsWanted();
  };
}
