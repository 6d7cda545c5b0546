// Of several questions only the newest counts, whatever order their answers come in.
import { useCallback, useRef } from "react";

/** A function to call where something begins: what it gives says whether nothing was begun since. */
export function useNewest(): () => () => boolean {
  const newest = useRef<object>(null);
  return useCallback(() => {
    const mine = {};
    newest.current = mine;
    return () => newest.current === mine;
  }, []);
}
