import { beforeEach, expect, it } from "vitest";
import { createStoreFault, type StoreFault } from "../../../../main/webhooks/store-fault.ts";
import { AppError, type AppErrorValue } from "../../../../preload/contract/errors.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";
import { createMemoryLog, type MemoryLog } from "../../../fakes/log.ts";

const FULL = { code: "STORE_WRITE_FAILED", details: { reason: "database or disk is full" } } as const;
const LOCKED = { code: "STORE_LOCKED", details: { file: "hookline.db" } } as const;
const DAMAGED = { code: "DATA_FILE_DAMAGED", details: { file: "hookline.db", reason: "malformed" } } as const;
const PARTLY = {
  code: "STORE_PARTLY_DAMAGED",
  details: { file: "hookline.db", reason: "malformed" },
} as const;
const EVERY_MS = 5_000;

let clock: FrozenClock;
let log: MemoryLog;
let fault: StoreFault;
/** What a trial meets; null = the store takes it. */
let refusal: AppError | null;
let trials: number;
/** What the store says of answers that it cannot write. */
let damage: AppError | null;
let isListening: boolean;
let told: (AppErrorValue | null)[];

beforeEach(() => {
  clock = createFrozenClock();
  log = createMemoryLog();
  refusal = null;
  damage = null;
  trials = 0;
  isListening = true;
  told = [];
  fault = createStoreFault({
    store: {
      tryWrite: () => {
        trials += 1;
        if (refusal !== null) throw refusal;
      },
      damage: () => damage,
    },
    clock,
    log,
    isListening: () => isListening,
    onChange: () => told.push(fault.current()),
  });
});

function errorOf({ code, details }: typeof FULL | typeof LOCKED | typeof DAMAGED | typeof PARTLY): AppError {
  return new AppError(code, details);
}

it("asks the store until it takes events again", () => {
  refusal = errorOf(FULL);
  fault.refused(refusal);
  clock.advance(2 * EVERY_MS);
  refusal = null;

  clock.advance(EVERY_MS);

  expect({ told, trials, pending: clock.pending() }).toEqual({ told: [FULL, null], trials: 3, pending: 0 });
});

it("does not ask a damaged store, which could seem well", () => {
  fault.refused(errorOf(DAMAGED));

  clock.advance(10 * EVERY_MS);

  expect({ now: fault.current(), trials, pending: clock.pending() }).toEqual({
    now: DAMAGED,
    trials: 0,
    pending: 0,
  });
});

it("tells once of a store that takes events and not their answers, and does not ask it", () => {
  fault.stored();
  damage = errorOf(PARTLY);
  fault.stored();
  fault.stored();
  clock.advance(10 * EVERY_MS);

  expect({ told, trials, pending: clock.pending() }).toEqual({ told: [PARTLY], trials: 0, pending: 0 });
});

it("asks no more when damage follows another fault", () => {
  fault.refused(errorOf(FULL));
  fault.refused(errorOf(DAMAGED));

  clock.advance(10 * EVERY_MS);

  expect({ now: fault.current(), trials }).toEqual({ now: DAMAGED, trials: 0 });
});

it("does not begin to ask for a webhook that is refused after the stop", () => {
  fault.stop();
  isListening = false;

  fault.refused(errorOf(FULL));

  expect({ now: fault.current(), pending: clock.pending() }).toEqual({ now: FULL, pending: 0 });
});

it("asks no more after the stop", () => {
  fault.refused(errorOf(FULL));

  fault.stop();

  expect(clock.pending()).toBe(0);
});

it("has one trial to come, however many webhooks are refused", () => {
  for (let count = 0; count < 3; count += 1) fault.refused(errorOf(FULL));

  expect({ told, pending: clock.pending() }).toEqual({ told: [FULL], pending: 1 });
});

it("is over with the first event that is stored", () => {
  fault.refused(errorOf(FULL));

  fault.stored();

  expect({ told, pending: clock.pending() }).toEqual({ told: [FULL, null], pending: 0 });
});

it("names a locked store as that, which the store itself has logged", () => {
  fault.refused(errorOf(LOCKED));

  expect({ now: fault.current(), logged: log.lines }).toEqual({ now: LOCKED, logged: [] });
});

it("logs what the store does not say itself, and tells it in words of its own", () => {
  const cause = new Error("secret words");

  fault.refused(cause);

  expect({ now: fault.current(), logged: log.lines }).toEqual({
    now: { code: "STORE_WRITE_FAILED", details: { reason: "The event could not be stored." } },
    logged: [{ level: "error", event: "listener.request", error: cause }],
  });
});
