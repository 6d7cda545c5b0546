// The focus goes into the detail, also where it is not there yet.
import { useCallback, useRef, type RefCallback } from "react";

interface DetailFocus {
  /** A ref for the detail. */
  readonly attach: RefCallback<HTMLElement>;
  /** Focuses the detail that is there; without one, the one that an event is just being opened in. */
  readonly focus: () => void;
}

/** `isNarrow`: the detail comes with the event, in the place of the list. */
export function useDetailFocus({ isNarrow }: { readonly isNarrow: boolean }): DetailFocus {
  const detail = useRef<HTMLElement | null>(null);
  const isAwaited = useRef(false);
  const attach = useCallback((element: HTMLElement | null) => {
    detail.current = element;
    if (element === null || !isAwaited.current) return;
    isAwaited.current = false;
    element.focus();
  }, []);
  const focus = useCallback(() => {
    detail.current?.focus();
    isAwaited.current = isNarrow && detail.current === null;
  }, [isNarrow]);
  return { attach, focus };
}
