// Removing something for good: a button, and a dialog that asks for the name.
import { Button, Modal, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { ErrorNotice } from "./error-notice.tsx";
import classes from "./typed-removal.module.css";

interface TypedRemovalProps {
  /** What the buttons say, e.g. "Remove the key". */
  readonly label: string;
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
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  function close(): void {
    setOpen(false);
    setTyped("");
  }
  return (
    <>
      <Button className={classes.danger ?? ""} size={size} aria-label={whole} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal.Root opened={isOpen} onClose={close} centered>
        <Modal.Overlay />
        <Modal.Content radius="lg">
          <Modal.Body>
            <form
              className={classes.form}
              onSubmit={(event) => {
                event.preventDefault();
                // The dialog stands elsewhere in the page, but React hands its events to the form around the button.
                event.stopPropagation();
                void onRemove(typed).then((isGone) => isGone && close());
              }}
            >
              {/* In the body: a header of its own would be a second banner of the page. */}
              <Modal.Title className={classes.title ?? ""}>{whole}</Modal.Title>
              <p>{children}</p>
              <TextInput
                label={`Type ${name} to remove`}
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
                data-autofocus
                autoComplete="off"
              />
              {error !== null && <ErrorNotice error={error} />}
              <div className={classes.buttons}>
                <Button type="submit" className={classes.danger ?? ""} disabled={typed !== name || isRunning}>
                  {label}
                </Button>
                <Button onClick={close}>Cancel</Button>
              </div>
            </form>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
