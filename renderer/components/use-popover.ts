// A popover that Escape closes wherever the focus is: a part of the page may have taken it from the popover, or a press may
// have taken its own button away.
import { useEffect, useState } from "react";

/** These close themselves. */
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** Whether it is open, and the function that opens and closes it. */
export function usePopover(): readonly [boolean, (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== "Escape" || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(OVERLAYS) !== null) return;
      // It does nothing else then, such as leaving a text field.
      event.preventDefault();
      setOpen(false);
    }
    addEventListener("keydown", onKeyDown, true);
    return () => removeEventListener("keydown", onKeyDown, true);
  }, [isOpen]);
  return [isOpen, setOpen];
}
