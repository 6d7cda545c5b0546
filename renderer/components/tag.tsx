// A small word on a tinted ground.
import type { ReactNode } from "react";
import type { Tone } from "../theme/status-colors.ts";
import classes from "./tag.module.css";

interface TagProps {
  readonly tone?: Tone | "neutral" | "accent" | "sim";
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A tag, such as the payload version or "Attempt 2". */
export function Tag({ tone = "neutral", title, children }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
