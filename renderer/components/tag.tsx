// A small word on a tinted ground.
import type { ReactNode } from "react";
import classes from "./tag.module.css";

interface TagProps {
  readonly tone?: "neutral" | "accent" | "verified" | "unsigned" | "badsig" | "sim";
  readonly children: ReactNode;
}

/** A tag, such as the payload version or "Attempt 2". */
export function Tag({ tone = "neutral", children }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
