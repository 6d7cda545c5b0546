// How large what is laid over the page may be.
import type { PopoverProps } from "@mantine/core";

/** As large as the room that the window has on that side, and as far from all its edges; the rest is scrolled to. */
export const WITHIN_WINDOW: NonNullable<PopoverProps["middlewares"]> = {
  flip: true,
  shift: { padding: 8 },
  inline: false,
  size: { padding: 8 },
};
