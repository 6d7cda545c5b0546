import { describe, expect, it } from "vitest";
import { coalesce } from "../../../../renderer/bridge/coalesce.ts";

describe("coalesce", () => {
  it("runs at once", () => {
    const { runs, ask } = createRuns();

    ask();

    expect(runs).toHaveLength(1);
  });

  it("makes one more run of all that was asked for during one", async () => {
    const { runs, ask } = createRuns();
    ask();
    for (let count = 0; count < 100; count += 1) ask();
    expect(runs).toHaveLength(1);

    await runs[0]?.end();
    expect(runs).toHaveLength(2);
    await runs[1]?.end();

    expect(runs).toHaveLength(2);
  });

  it("runs again when it is asked after the last run has ended", async () => {
    const { runs, ask } = createRuns();
    ask();
    await runs[0]?.end();

    ask();

    expect(runs).toHaveLength(2);
  });
});

/** A coalesced run that ends when it is told to. */
function createRuns() {
  const runs: { readonly end: () => Promise<void> }[] = [];
  const ask = coalesce(() => {
    const { promise, resolve } = Promise.withResolvers<void>();
    runs.push({
      end: async () => {
        resolve();
        await promise;
        // What waits for the run goes on in the turns after it.
        await Promise.resolve();
        await Promise.resolve();
      },
    });
    return promise;
  });
  return { runs, ask };
}
