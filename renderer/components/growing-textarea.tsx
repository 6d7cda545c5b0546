// A field of several lines that is as high as what stands in it.
import { Textarea, type TextareaProps } from "@mantine/core";
import type { CSSProperties } from "react";
import classes from "./growing-textarea.module.css";

interface GrowingTextareaProps extends Omit<TextareaProps, "autosize" | "rows" | "classNames"> {
  readonly minRows: number;
  /** From here on it scrolls. */
  readonly maxRows: number;
  /** Class names of the field's parts. */
  readonly classNames?: Partial<Record<"root" | "label" | "description" | "wrapper" | "input", string>>;
}

/** Grows from `minRows` to `maxRows`; where the browser cannot do that, it is drawn larger by its corner. */
export function GrowingTextarea({ minRows, maxRows, classNames, ...rest }: GrowingTextareaProps) {
  // Custom properties are no part of React's type.
  const rows = { "--min-rows": minRows, "--max-rows": maxRows } as CSSProperties;
  return (
    <Textarea
      {...rest}
      rows={minRows}
      styles={{ input: rows }}
      classNames={{ ...classNames, input: `${classes.field ?? ""} ${classNames?.input ?? ""}` }}
    />
  );
}
