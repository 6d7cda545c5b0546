// Bounds what the unanswered bodies of all connections may hold in memory together.
import type { Log } from "../ports.ts";

/** Room for bodies, shared by all requests. */
export interface BodyBudget {
  /** Room for one request, empty at first. */
  open(): BodyRoom;
}

/** What one request holds. */
export interface BodyRoom {
  /** Changes what it holds to `bytes`; false when there is no room for that, and nothing changes. */
  hold(bytes: number): boolean;
  /** Gives all of it back. Safe to call twice. */
  release(): void;
}

/** Makes a budget of so many bytes; running out of it is logged once until all of it is free again. */
export function createBodyBudget({
  mostBytes,
  log,
}: {
  readonly mostBytes: number;
  readonly log: Log;
}): BodyBudget {
  let heldBytes = 0;
  let isTold = false;

  function open(): BodyRoom {
    let own = 0;
    return {
      hold: (bytes) => {
        const isRoom = bytes <= own || heldBytes + bytes - own <= mostBytes;
        if (isRoom) {
          heldBytes += bytes - own;
          own = bytes;
        } else if (!isTold) {
          isTold = true;
          log.info("listener.bodies-full", { heldBytes });
        }
        return isRoom;
      },
      release: () => {
        heldBytes -= own;
        own = 0;
        if (heldBytes === 0) isTold = false;
      },
    };
  }

  return { open };
}
