// Copies a plain value. Secrets have their own button, which never lets the value into the page.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useCopy } from "./use-copy.ts";

interface CopyButtonProps {
  readonly value: string;
  /** What is copied, as the toast names it: "message_uuid" gives "message_uuid copied". */
  readonly label: string;
  /** Pixels; 24 unless told. */
  readonly size?: number;
}

/** A button that copies `value` and says so. */
export function CopyButton({ value, label, size = 24 }: CopyButtonProps) {
  const copy = useCopy();
  return (
    <Tooltip label={`Copy ${label}`}>
      <ActionIcon size={size} aria-label={`Copy ${label}`} onClick={() => copy(value, label)}>
        <IconCopy size={14} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
