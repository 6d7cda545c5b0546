// Two presses before a real person is written to: the second counts once the question can have been read.
import { useEffect, useState } from "react";

/** Whoever presses twice sooner than this, in ms, meant it before they were asked. */
const SECOND_THOUGHT_MS = 400;

/** Where the question stands. */
export interface SecondThought {
  /** It is asked, of what is shown now. */
  readonly isAsked: boolean;
  /** It has stood long enough to be answered. */
  readonly canAgree: boolean;
  /** Asks it; while it is asked, nothing changes. */
  readonly ask: () => void;
  readonly drop: () => void;
}

/** @param about what is asked of; whatever is changed after the first press is another one, of which nothing was asked */
export function useSecondThought(about: object): SecondThought {
  const [asked, setAsked] = useState<object | null>(null);
  const [considered, setConsidered] = useState<object | null>(null);
  useEffect(() => {
    if (asked === null) return undefined;
    const timer = setTimeout(() => setConsidered(asked), SECOND_THOUGHT_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const isAsked = asked === about;
  return {
    isAsked,
    canAgree: isAsked && considered === about,
    ask() {
      if (isAsked) return;
      setConsidered(null);
      setAsked(about);
    },
    drop: () => setAsked(null),
  };
}
