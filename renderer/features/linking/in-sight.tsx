// What must not be missed when the screen opens.
import { useEffect, useRef, useState, type ReactNode } from "react";

interface InSightProps {
  /** Whether to bring it into sight; only what it is at first counts. */
  readonly isWanted: boolean;
  readonly children: ReactNode;
}

/** Scrolls to its content once, after the open step has scrolled to itself. */
export function InSight({ isWanted, children }: InSightProps): ReactNode {
  const [isSought] = useState(isWanted);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSought) box.current?.scrollIntoView({ block: "nearest" });
  }, [isSought]);
  return <div ref={box}>{children}</div>;
}
