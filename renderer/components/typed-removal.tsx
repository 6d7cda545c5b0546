// Removing something for good: a button, and a dialog that asks for the name.
import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { TypedDialog } from "./typed-dialog.tsx";
import classes from "./typed-dialog.module.css";

interface TypedRemovalProps {
  /** What the buttons say, e.g. "Remove the key". */
  readonly label: string;
  /** What the dialog is called instead of what the button says. */
  readonly title?: string;
  /** What the dialog's button says instead. */
  readonly confirmLabel?: string;
  /** What is meant, where several buttons have the same words: its accessible name becomes "Remove Bike bot". */
  readonly of?: string;
  /** The name to type. */
  readonly name: string;
  readonly error: AppErrorValue | null;
  readonly isRunning: boolean;
  /** Answers whether it is gone. */
  readonly onRemove: (typedName: string) => Promise<boolean>;
  /** Size of the button that asks; the dialog's own stay as they are. */
  readonly size?: "xs" | "sm";
  /** What is lost. */
  readonly children: ReactNode;
}

/** Asks to type `name` before it removes. */
export function TypedRemoval(props: TypedRemovalProps) {
  const { label, name, error, isRunning, onRemove, of, size = "sm", children } = props;
  const whole = of === undefined ? label : `${label} ${of}`;
  const { title = whole, confirmLabel = label } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className={classes.danger ?? ""} size={size} aria-label={whole} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <TypedDialog
        isOpen={isOpen}
        title={title}
        name={name}
        purpose="remove"
        confirmLabel={confirmLabel}
        error={error}
        isRunning={isRunning}
        onConfirm={onRemove}
        onClose={() => setOpen(false)}
      >
        {children}
      </TypedDialog>
    </>
  );
}
