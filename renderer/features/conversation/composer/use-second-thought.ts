// Two presses before a real person is written to: the second counts once the question can have been read.
import { useEffect, useState } from "react";

/** Whoever presses again sooner than this, in ms, meant it before they were asked. */
const SECOND_THOUGHT_MS = 400;

/** Where the question stands. */
export interface SecondThought {
  /** It is asked, of what is shown now. */
  readonly isAsked: boolean;
  /** It has stood long enough to be answered. */
  readonly canAgree: boolean;
  /** Asks it, from the beginning. */
  readonly ask: () => void;
  readonly drop: () => void;
}

/** One press by which it was asked. */
interface Asked {
  readonly about: object;
}

/** @param about what is asked of; whatever is changed after the first press is another one, of which nothing was asked */
export function useSecondThought(about: object): SecondThought {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [considered, setConsidered] = useState<Asked | null>(null);
  useEffect(() => {
    if (asked === null) return undefined;
    const timer = setTimeout(() => setConsidered(asked), SECOND_THOUGHT_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const isAsked = asked?.about === about;
  return {
    isAsked,
    canAgree: isAsked && considered === asked,
    ask: () => setAsked({ about }),
    drop: () => setAsked(null),
  };
}
