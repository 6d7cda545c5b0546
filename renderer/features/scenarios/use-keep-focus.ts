// Where the focus goes when what had it is gone.
import { useEffect, useRef, type RefObject } from "react";
import { useMediaWidth } from "../../components/use-media-width.ts";

interface Panes {
  readonly list: RefObject<HTMLElement | null>;
  readonly chosen: RefObject<HTMLElement | null>;
}

/**
 * Keeps the focus on the board.
 * @param what what is shown beside the list; when it is replaced, the focus it had goes to its successor
 * @param isOpen in a narrow window: whether it is shown instead of the list
 */
export function useKeepFocus({ list, chosen }: Panes, what: string, isOpen: boolean): void {
  const isNarrow = useMediaWidth() === "narrow";
  const before = useRef({ what, isOpen });
  useEffect(() => {
    const former = before.current;
    before.current = { what, isOpen };
    if (isNarrow && former.isOpen !== isOpen) {
      const entry = list.current?.querySelector<HTMLElement>("[aria-current]");
      (isOpen ? chosen.current : entry)?.focus();
    } else if (former.what !== what && document.activeElement === document.body) {
      chosen.current?.focus();
    }
  }, [what, isOpen, isNarrow, list, chosen]);
}
