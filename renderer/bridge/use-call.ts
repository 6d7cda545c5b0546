// Asking the host by hook: cached questions, and acts that change something.
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useCallback } from "react";
import type { CallInput, CallName, CallOutput, Result } from "../../preload/contract/contract.ts";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { useBridge, useIsConnected } from "./bridge.tsx";
import { CallError } from "./query-cache.ts";

interface UseCallOptions<N extends CallName, D> {
  /** Takes of the answer what is drawn: who asks is drawn again only when that becomes another. */
  readonly select?: (answer: CallOutput<N>) => D;
  readonly enabled?: boolean;
  /** Show the answer to the former input until the new one is there; not while the host is away, when that may take for ever. */
  readonly keepPrevious?: boolean;
  /** How long an answer counts as new, in ms: until then no screen asks again unless told to. */
  readonly freshForMs?: number;
}

/** The answer to a question, kept under the key `[name, input]` and shared by all who ask it. */
export function useCall<N extends CallName, D = CallOutput<N>>(
  name: N,
  input: CallInput<N>,
  options: UseCallOptions<N, D> = {},
): UseQueryResult<D, CallError> {
  const bridge = useBridge();
  const isConnected = useIsConnected();
  const former: { placeholderData?: typeof keepPreviousData } =
    options.keepPrevious === true && isConnected ? { placeholderData: keepPreviousData } : {};
  // TanStack Query types its result by the placeholder's type too; the function above answers nothing but the output.
  return useQuery({
    queryKey: [name, input],
    queryFn: async () => valueOf(await bridge.call(name, input)),
    enabled: options.enabled ?? true,
    ...former,
    ...(options.select === undefined ? {} : { select: options.select }),
    ...(options.freshForMs === undefined ? {} : freshFor(options.freshForMs)),
  }) as UseQueryResult<D, CallError>;
}

/** An act on the host. `run` never rejects; the last failure stays in `error` until the next run or `reset`. */
export interface Act<N extends CallName> {
  readonly run: (input: CallInput<N>) => Promise<Result<CallOutput<N>>>;
  readonly isRunning: boolean;
  readonly error: AppErrorValue | null;
  readonly reset: () => void;
}

/**
 * Prepares an act: a call that changes something, so it is never cached or repeated by itself. What is sent may be a
 * secret, and TanStack Query keeps what a mutation was given: so it is given the way to fetch the input once.
 */
export function useAct<N extends CallName>(name: N): Act<N> {
  const bridge = useBridge();
  const { mutateAsync, isPending, data, reset } = useMutation({
    mutationFn: (takeInput: () => CallInput<N>): Promise<Result<CallOutput<N>>> =>
      bridge.call(name, takeInput()),
  });
  const run = useCallback((input: CallInput<N>) => mutateAsync(handOver(input)), [mutateAsync]);
  return {
    run,
    isRunning: isPending,
    error: data === undefined || data.ok ? null : data.error,
    reset,
  };
}

/** Gives the input to whoever asks first, and keeps nothing of it. */
function handOver<T>(input: T): () => T {
  const kept = [input];
  return () => {
    const [taken] = kept.splice(0);
    if (taken === undefined) throw new Error("An act runs once.");
    return taken;
  };
}

/** Has the kept answer to a question asked for again; without an input every one to that call. */
type Refresh = <N extends CallName>(name: N, input?: CallInput<N>) => void;

/** Gives a {@link Refresh} that stays the same. */
export function useRefresh(): Refresh {
  const client = useQueryClient();
  return useCallback(
    (name, input) =>
      void client.invalidateQueries({ queryKey: input === undefined ? [name] : [name, input] }),
    [client],
  );
}

/** The kept answer to a question, the newest there is; undefined where nobody asked. */
type ReadKept = <N extends CallName>(name: N, input: CallInput<N>) => CallOutput<N> | undefined;

/** Gives a {@link ReadKept} that stays the same, and still reads once the component is gone. */
export function useReadKept(): ReadKept {
  const client = useQueryClient();
  return useCallback((name, input) => client.getQueryData([name, input]), [client]);
}

/** What of a query says how old its last answer is. */
interface QueryClock {
  readonly state: {
    readonly isInvalidated: boolean;
    readonly dataUpdatedAt: number;
    readonly errorUpdatedAt: number;
  };
}

/** A failure counts as an answer too: what was refused is not asked again with each screen. */
export function freshFor(freshForMs: number): {
  readonly staleTime: number;
  readonly retryOnMount: (query: QueryClock) => boolean;
  readonly refetchOnMount: (query: QueryClock) => boolean;
} {
  const isDue = ({ state }: QueryClock): boolean =>
    state.isInvalidated || Date.now() - Math.max(state.dataUpdatedAt, state.errorUpdatedAt) >= freshForMs;
  return { staleTime: freshForMs, retryOnMount: isDue, refetchOnMount: isDue };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}
