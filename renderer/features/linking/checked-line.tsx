// When something was last read from Vonage, and the button that reads it again.
import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatAge } from "../../components/format.ts";
import { useNow } from "../../components/use-now.tsx";
import classes from "./panel.module.css";

interface CheckedLineProps {
  /** Epoch ms; null while nothing was read. */
  readonly at: number | null;
  readonly isChecking: boolean;
  /** What the button reads anew, e.g. "Check again". */
  readonly label: string;
  onCheck(): void;
}

/** "Checked 12 s ago" beside its button. */
export function CheckedLine({ at, isChecking, label, onCheck }: CheckedLineProps): ReactNode {
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        disabled={isChecking}
        leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden="true" />}
        onClick={onCheck}
      >
        {label}
      </Button>
      <span className={classes.checked}>
        {isChecking ? "Asking the account" : at === null ? "" : <Age at={at} />}
      </span>
    </>
  );
}

function Age({ at }: { readonly at: number }): ReactNode {
  return `Checked ${formatAge(Math.max(0, useNow(1_000) - at))}`;
}
