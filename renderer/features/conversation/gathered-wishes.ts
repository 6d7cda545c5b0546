// Gathers a burst of wishes into few grants: each comes to its end, and the page to its breath, before the next one.

/** Wishes for one thing. */
export interface GatheredWishes {
  readonly wish: () => void;
  /** From now on wishes are granted. Returns what ends it; it may be started again. */
  readonly start: (grant: () => Promise<void>) => () => void;
}

interface Pace {
  /** From a wish to its grant: what is wished together is granted together. */
  readonly delayMs: number;
  /** From the end of one grant to the next one, at least. */
  readonly pauseMs: number;
}

/** A grant that took long, on a busy computer, is followed by a pause so many times as long. */
const REST = 4;

/** Makes them. The last wish is never lost. */
export function gatherWishes({ delayMs, pauseMs }: Pace): GatheredWishes {
  let grantOne: (() => Promise<void>) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isGranting = false;
  let isWanted = false;

  function wait(ms: number): void {
    timer = setTimeout(() => {
      timer = null;
      if (isWanted && grantOne !== null) void run(grantOne);
    }, ms);
  }

  async function run(grant: () => Promise<void>): Promise<void> {
    isWanted = false;
    isGranting = true;
    const startedAt = Date.now();
    try {
      await grant();
    } finally {
      isGranting = false;
      if (grantOne !== null) wait(Math.max(pauseMs, REST * (Date.now() - startedAt)));
    }
  }

  return {
    wish() {
      isWanted = true;
      if (grantOne !== null && timer === null && !isGranting) wait(delayMs);
    },
    start(grant) {
      grantOne = grant;
      return () => {
        grantOne = null;
        isWanted = false;
        if (timer !== null) clearTimeout(timer);
        timer = null;
      };
    },
  };
}
