// A dialog that asks once more before something is lost that a slip must not lose.
import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { ErrorNotice } from "./error-notice.tsx";
import classes from "./typed-dialog.module.css";

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** The verb of what will be done. */
  readonly confirmLabel: string;
  readonly error: AppErrorValue | null;
  readonly isRunning: boolean;
  /** Answers whether it is done, and the dialog may go. */
  readonly onConfirm: () => Promise<boolean>;
  readonly onClose: () => void;
  /** What is lost. */
  readonly children: ReactNode;
}

/** Title, what is lost, and the two buttons. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, confirmLabel, error, isRunning, onConfirm, onClose, children } = props;
  return (
    <Modal.Root opened={isOpen} onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <div className={classes.form}>
            {/* In the body: a header of its own would be a second banner of the page. */}
            <Modal.Title className={classes.title ?? ""}>{title}</Modal.Title>
            <p>{children}</p>
            {error !== null && <ErrorNotice error={error} />}
            <div className={classes.buttons}>
              <Button
                className={classes.danger ?? ""}
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- as it is drawn, not a timer later: Enter answers what is seen
                autoFocus
                data-autofocus
                loading={isRunning}
                onClick={() => void onConfirm().then((isDone) => isDone && onClose())}
              >
                {confirmLabel}
              </Button>
              <Button onClick={onClose}>Cancel</Button>
            </div>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
