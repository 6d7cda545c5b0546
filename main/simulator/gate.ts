// Lets so much through at once, and no more: the rest waits in its order.

/** A gate with a number of places. */
export interface Gate {
  /** Runs `act` when `places` are free. */
  run<T>(places: number, act: () => Promise<T>): Promise<T>;
  /** How many wait before it. */
  waiting(): number;
}

interface Waiting {
  readonly places: number;
  readonly start: () => void;
}

/** Passed entries are cut off the front of the line now and then, not one by one. */
const PASSED_KEPT = 1_000;

/** Makes a gate. Whoever asks for more places than there are passes alone. */
export function createGate(size: number): Gate {
  let free = size;
  let line: Waiting[] = [];
  let passed = 0;

  const letIn = (): void => {
    for (let next = line[passed]; next !== undefined && free >= next.places; next = line[passed]) {
      passed += 1;
      free -= next.places;
      next.start();
    }
    if (passed > PASSED_KEPT || passed === line.length) {
      line = line.slice(passed);
      passed = 0;
    }
  };

  return {
    run(wanted, act) {
      const places = Math.min(wanted, size);
      return new Promise((resolve, reject) => {
        const start = (): void => {
          act()
            .then(resolve, reject)
            .finally(() => {
              free += places;
              letIn();
            });
        };
        line.push({ places, start });
        letIn();
      });
    },
    waiting: () => line.length - passed,
  };
}
