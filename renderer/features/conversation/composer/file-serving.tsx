// Serving a local file for the address of a media message. That is another feature's, so the shell hands in the way to draw
// it.
import { createContext, use, type ReactNode } from "react";

/** The field that waits for an address. */
export interface AddressField {
  /** What it holds now. */
  readonly address: string;
  /**
   * Puts an address into it.
   * @param former the address that it takes the place of, where that still stands; null = of whatever stands there
   */
  readonly onAddress: (url: string, former: string | null) => void;
}

/** Draws what goes below the field. */
export type DrawFileServing = (field: AddressField) => ReactNode;

const DrawContext = createContext<DrawFileServing | null>(null);

interface FileServingProps {
  readonly draw: DrawFileServing;
  readonly children: ReactNode;
}

/** Gives the composer its way to draw it. */
export function FileServing({ draw, children }: FileServingProps): ReactNode {
  return <DrawContext value={draw}>{children}</DrawContext>;
}

/** What the shell draws below the field. */
export function FileServingOf(field: AddressField): ReactNode {
  const draw = use(DrawContext);
  if (draw === null) throw new Error("There is no FileServing above this component.");
  return draw(field);
}
