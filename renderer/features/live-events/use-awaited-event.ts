// The selected event while it is read: what of it, or of the one before it, may be shown meanwhile.
import { useEffect, useState } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { useCall } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";

/**
 * `former`: another event stays for a moment, so that nothing blinks while stepping through the list. `late`: that moment is over,
 * or the host is away. `missing`: it was refused.
 */
export type AwaitedEvent =
  | { readonly is: "here" | "former"; readonly event: LoggedEvent }
  | { readonly is: "late"; readonly former: LoggedEvent | undefined }
  | { readonly is: "missing"; readonly error: AppErrorValue }
  | { readonly is: "nothing" | "away" };

/** For so long a former event may stand in. */
const LATE_MS = 1_000;

/** Reads the event. */
export function useAwaitedEvent(id: EventId): AwaitedEvent {
  const { data: event, error, refetch } = useCall("events.get", { id }, { keepPrevious: true });
  useTopic("events.answered", (answers) => {
    if (answers.some((answer) => answer.id === id)) void refetch();
  });
  const isConnected = useIsConnected();
  const isHere = event?.id === id;
  // What was read of it does not outlive it.
  const isMissing = error !== null && (!isHere || error.value.code === "EVENT_NOT_FOUND");
  const isLate = useIsLate(!isHere && !isMissing);
  if (isMissing) return { is: "missing", error: error.value };
  if (event !== undefined && isHere) return { is: "here", event };
  if (!isConnected) return { is: "away" };
  if (isLate) return { is: "late", former: event };
  return event === undefined ? { is: "nothing" } : { is: "former", event };
}

/** Counted from when nothing of the selection was here: who holds a key goes through many that are not. */
function useIsLate(isAwaited: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!isAwaited) return undefined;
    const timer = setTimeout(() => setOver(true), LATE_MS);
    return () => {
      clearTimeout(timer);
      setOver(false);
    };
  }, [isAwaited]);
  return isAwaited && isOver;
}
