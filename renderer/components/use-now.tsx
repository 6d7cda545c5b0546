// One shared clock for everything that counts: a ticker per step, by the host's time. It stands still while the page is hidden.
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { useHostClock } from "../bridge/bridge.tsx";
import type { Clock } from "../bridge/host-clock.ts";

/** Tells the time in steps. */
export interface Ticker {
  subscribe(stepMs: number, listener: () => void): () => void;
  /** The time of the last step, epoch ms; the same value until the next one. */
  now(stepMs: number): number;
  /** Begins every step anew: what is counted is another thing now, and a step too old for it. */
  renew(): void;
}

const MINUTE_MS = 60_000;

const TickerContext = createContext<Ticker | null>(null);

/** Gives the tree its ticker. */
export function TickerProvider({ children }: { readonly children: ReactNode }) {
  const clock = useHostClock();
  const [ticker] = useState(() => createTicker(clock));
  return <TickerContext value={ticker}>{children}</TickerContext>;
}

/** The time, epoch ms, renewed every `stepMs`. */
export function useNow(stepMs: number): number {
  const ticker = useTicker();
  const subscribe = useCallback(
    (listener: () => void) => ticker.subscribe(stepMs, listener),
    [ticker, stepMs],
  );
  return useSyncExternalStore(subscribe, () => ticker.now(stepMs));
}

/** Renews the time of all that counts, before it is drawn, whenever `cause` becomes another. */
export function useRenewedNow(cause: unknown): void {
  const ticker = useTicker();
  const known = useRef(cause);
  useLayoutEffect(() => {
    if (known.current === cause) return;
    known.current = cause;
    ticker.renew();
  }, [ticker, cause]);
}

/** What is read from the time, each minute. Renders again when that is another one, and not before. */
export function useByMinute<T extends string | number | boolean>(read: (now: number) => T): T {
  const ticker = useTicker();
  const subscribe = useCallback((listener: () => void) => ticker.subscribe(MINUTE_MS, listener), [ticker]);
  return useSyncExternalStore(subscribe, () => read(ticker.now(MINUTE_MS)));
}

/** Acts with each minute from that moment on, epoch ms, until it is another one; null = never. */
export function useFrom(moment: number | null, act: () => void): void {
  const ticker = useTicker();
  const run = useEffectEvent(act);
  useEffect(() => {
    if (moment === null) return undefined;
    return ticker.subscribe(MINUTE_MS, () => {
      if (ticker.now(MINUTE_MS) >= moment) run();
    });
  }, [ticker, moment]);
}

function useTicker(): Ticker {
  const ticker = use(TickerContext);
  if (ticker === null) throw new Error("There is no TickerProvider above this component.");
  return ticker;
}

interface Step {
  readonly listeners: Set<() => void>;
  now: number;
  stop: () => void;
}

function createTicker(clock: Clock): Ticker {
  const steps = new Map<number, Step>();

  function stepOf(stepMs: number): Step {
    const known = steps.get(stepMs);
    if (known !== undefined) return known;
    const step: Step = { listeners: new Set(), now: clock(), stop: () => {} };
    steps.set(stepMs, step);
    return step;
  }

  function start(stepMs: number, step: Step): void {
    let timer = 0;
    function tick(): void {
      clearTimeout(timer);
      if (document.hidden) return;
      step.now = clock();
      for (const listener of step.listeners) listener();
      timer = window.setTimeout(tick, stepMs - (clock() % stepMs));
    }
    document.addEventListener("visibilitychange", tick);
    timer = window.setTimeout(tick, stepMs - (clock() % stepMs));
    step.now = clock();
    step.stop = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }

  return {
    subscribe(stepMs, listener) {
      const step = stepOf(stepMs);
      if (step.listeners.size === 0) start(stepMs, step);
      step.listeners.add(listener);
      return () => {
        step.listeners.delete(listener);
        if (step.listeners.size === 0) step.stop();
      };
    },
    now: (stepMs) => stepOf(stepMs).now,
    renew() {
      for (const step of steps.values()) {
        step.now = clock();
        for (const listener of step.listeners) listener();
      }
    },
  };
}
