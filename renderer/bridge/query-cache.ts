// The cache of answered questions: what is asked again, and when nothing is asked at all.
import { onlineManager, QueryClient } from "@tanstack/react-query";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { isHostLost } from "./host-lost.ts";

/** A refused call, thrown inside the query cache only; `value` is what `<ErrorNotice>` takes. */
export class CallError extends Error {
  readonly value: AppErrorValue;

  constructor(value: AppErrorValue) {
    super(value.code);
    this.name = "CallError";
    this.value = value;
  }
}

/**
 * Makes the cache. While the host cannot be reached, questions wait: the banner says so once, and no screen has to. Acts
 * do not wait, since nobody wants a message sent some minutes after the press.
 */
export function createQueryCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What is online here is the host, see `setHostReachable`.
        networkMode: "online",
        retry: isAskedAgain,
        retryDelay: 0,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 2_000,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Tells the cache whether the host can be reached; the network beyond it is none of its business. */
export function setHostReachable(isReachable: boolean): void {
  // Takes the place of the browser's own word, which is about that network.
  onlineManager.setEventListener(() => undefined);
  onlineManager.setOnline(isReachable);
}

/**
 * What a newer question of the same asker ended is asked again once somebody looks at it again, what the connection took
 * along once it is back: the cache repeats nothing that nobody looks at, and nothing before the host is there.
 */
function isAskedAgain(_failures: number, error: unknown): boolean {
  if (!(error instanceof CallError)) return false;
  if (isHostLost(error.value)) return !onlineManager.isOnline();
  return error.value.code === "SEARCH_SUPERSEDED";
}
