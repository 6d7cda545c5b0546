// A pane of a kept, changeable width beside the one that takes the rest.
import { createContext, use, useState, type ReactNode } from "react";
import { ResizeHandle } from "./resize-handle.tsx";
import classes from "./side-pane.module.css";

type Side = "start" | "end";

const HiddenSideContext = createContext<Side | null>(null);

interface HideSideProps {
  /** null = both sides show. */
  readonly side: Side | null;
  readonly children: ReactNode;
}

/** Hides the panes of one side among its children. They stay mounted, so they come back as they were. */
export function HideSide({ side, children }: HideSideProps) {
  return <HiddenSideContext value={side}>{children}</HiddenSideContext>;
}

interface SidePaneProps {
  /** Name of the width for those who set it by keyboard, e.g. "Event list width". */
  readonly label: string;
  /** Which side of its neighbour it stands on. */
  readonly side: Side;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** Called once when a resize is over. */
  readonly onResized: (width: number) => void;
  readonly children: ReactNode;
}

/** Draws its children at the kept width, with a handle on the inner edge. It is a container for container queries. */
export function SidePane({ label, side, width, min, max, initial, onResized, children }: SidePaneProps) {
  const isHidden = use(HiddenSideContext) === side;
  const [moving, setMoving] = useState<number | null>(null);
  const shown = Math.min(max, Math.max(min, moving ?? width));
  const handle = (
    <ResizeHandle
      label={label}
      width={shown}
      min={min}
      max={max}
      initial={initial}
      side={side === "start" ? "before" : "after"}
      onResize={(wanted, { settled }) => {
        setMoving(settled ? null : wanted);
        if (settled) onResized(wanted);
      }}
    />
  );
  return (
    <>
      {side === "end" && !isHidden && handle}
      <div className={classes.pane} hidden={isHidden} style={{ width: shown }}>
        {children}
      </div>
      {side === "start" && !isHidden && handle}
    </>
  );
}
