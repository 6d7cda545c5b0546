// Shows how something that is played stands: the form above it is taller than many a window.
import { useEffect, useRef, type RefObject } from "react";
import { bringIntoView } from "../../components/bring-into-view.ts";

interface Played {
  readonly id: number;
  readonly state: string;
}

/** A ref for the verdict, which is scrolled into sight when a play begins and when it ends; not when one is come back to. */
export function useVerdictInSight(played: Played | null): RefObject<HTMLDivElement | null> {
  const verdict = useRef<HTMLDivElement>(null);
  const stands = played === null ? "" : `${played.id} ${played.state}`;
  const stood = useRef(stands);
  useEffect(() => {
    if (stood.current !== stands) bringIntoView(verdict.current);
    stood.current = stands;
  }, [stands]);
  return verdict;
}
