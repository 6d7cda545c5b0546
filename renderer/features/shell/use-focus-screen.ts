// Where the focus goes when the screen changes.
import { useEffect, useRef } from "react";
import type { Route } from "../../router/router.ts";
import { focusScreen } from "./regions.ts";

/** For the component that draws the screen: when what had the focus went with the old one, it is in the new one. */
export function useFocusScreen(page: Route["page"]): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    if (document.activeElement === document.body) focusScreen();
  }, [page]);
}
