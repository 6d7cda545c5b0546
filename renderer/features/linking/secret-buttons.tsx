// The buttons of secrets in steps. They belong to another feature, so the shell hands in the way to draw them.
import { createContext, use, type ReactNode } from "react";
import type { SecretAction } from "../../../preload/contract/linking.ts";

/** Draws the button of one action; the first of a step is `filled`. */
export type DrawSecretButton = (action: SecretAction, variant: "filled" | "default") => ReactNode;

const DrawContext = createContext<DrawSecretButton | null>(null);

interface SecretButtonsProps {
  readonly draw: DrawSecretButton;
  readonly children: ReactNode;
}

/** Gives the checklist its way to draw them. */
export function SecretButtons({ draw, children }: SecretButtonsProps): ReactNode {
  return <DrawContext value={draw}>{children}</DrawContext>;
}

/** The way to draw them. */
export function useDrawSecretButton(): DrawSecretButton {
  const draw = use(DrawContext);
  if (draw === null) throw new Error("There are no SecretButtons above this component.");
  return draw;
}
