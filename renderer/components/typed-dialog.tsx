// A dialog that asks to type a name before something is done that a slip must not do.
import { Button, Modal, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { ErrorNotice } from "./error-notice.tsx";
import classes from "./typed-dialog.module.css";

interface TypedDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** The name to type. */
  readonly name: string;
  /** What it is typed for: "remove" makes the field "Type “Bike bot” to remove". */
  readonly purpose: "remove" | "copy";
  readonly confirmLabel: string;
  readonly error: AppErrorValue | null;
  readonly isRunning: boolean;
  /** Called straight from the press that confirms. Answers whether it is done, and the dialog may go. */
  readonly onConfirm: (typedName: string) => Promise<boolean>;
  readonly onClose: () => void;
  /** What will happen. */
  readonly children: ReactNode;
}

/** Title, explanation, the field, and the two buttons. */
export function TypedDialog(props: TypedDialogProps) {
  const { isOpen, title, name, purpose, confirmLabel, error, isRunning, onConfirm, onClose, children } =
    props;
  const [typed, setTyped] = useState("");
  function close(): void {
    onClose();
    setTyped("");
  }
  return (
    <Modal.Root opened={isOpen} onClose={close}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <form
            className={classes.form}
            onSubmit={(event) => {
              event.preventDefault();
              // The dialog stands elsewhere in the page, but React hands its events to the form around the button.
              event.stopPropagation();
              if (!isRunning) void onConfirm(typed).then((isDone) => isDone && close());
            }}
          >
            {/* In the body: a header of its own would be a second banner of the page. */}
            <Modal.Title className={classes.title ?? ""}>{title}</Modal.Title>
            <p>{children}</p>
            <TextInput
              label={`Type “${name}” to ${purpose}`}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
              autoComplete="off"
            />
            {error !== null && <ErrorNotice error={error} />}
            <div className={classes.buttons}>
              <Button
                type="submit"
                className={purpose === "remove" ? (classes.danger ?? "") : ""}
                variant={purpose === "remove" ? "default" : "filled"}
                disabled={typed !== name}
                // Disabled, it would lose the focus.
                aria-disabled={isRunning}
              >
                {confirmLabel}
              </Button>
              <Button onClick={close}>Cancel</Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
