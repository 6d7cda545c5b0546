// The edge between two panes: dragged, or moved with the arrow keys.
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import classes from "./resize-handle.module.css";

interface ResizeHandleProps {
  /** Name of the pane whose width it sets, e.g. "Event list width". */
  readonly label: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** Width a double click goes back to. */
  readonly initial: number;
  /** Which side of the handle the pane is on. */
  readonly side: "before" | "after";
  /** While it moves; `settled` on the last one, which is the one to keep. */
  readonly onResize: (width: number, moment: { readonly settled: boolean }) => void;
}

const STEP = 16;
const LARGE_STEP = 64;

/** A separator that sets the width of the pane beside it, in pixels. */
export function ResizeHandle({ label, width, min, max, initial, side, onResize }: ResizeHandleProps) {
  const drag = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const outwards = side === "before" ? 1 : -1;

  function resize(wanted: number, moment: { readonly settled: boolean }): void {
    onResize(Math.round(Math.min(max, Math.max(min, wanted))), moment);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const wanted = new Map([
      ["ArrowLeft", width - step * outwards],
      ["ArrowRight", width + step * outwards],
      ["Home", min],
      ["End", max],
      ["Enter", initial],
    ]).get(event.key);
    if (wanted === undefined) return;
    event.preventDefault();
    resize(wanted, { settled: true });
  }

  function onPointerMove(event: PointerEvent): void {
    if (drag.current === null) return;
    resize(drag.current.width + (event.clientX - drag.current.x) * outwards, { settled: false });
  }

  function onPointerUp(event: PointerEvent): void {
    if (drag.current === null) return;
    resize(drag.current.width + (event.clientX - drag.current.x) * outwards, { settled: true });
    drag.current = null;
  }

  // A separator that takes focus is a widget by the ARIA rules, which the element's own name does not tell.
  const widget = {
    tabIndex: 0,
    onKeyDown,
    onDoubleClick: () => resize(initial, { settled: true }),
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, width };
    },
    onPointerMove,
    onPointerUp,
    onPointerCancel: () => {
      drag.current = null;
    },
  };
  return (
    <hr
      {...widget}
      className={classes.handle}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={`${width} pixels`}
    />
  );
}
