// Copies a plain value. Secrets have their own button, which never lets the value into the page.
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useCopy } from "./use-copy.ts";

interface CopyButtonProps {
  readonly value: string;
  /** What is copied, as the toast names it: "message_uuid" gives "message_uuid copied". */
  readonly label: string;
  /** Pixels of the icon's button, 24 unless told; in words = a whole button, as high as the others of its row. */
  readonly size?: number | "xs" | "md";
}

/** A button that copies `value` and says so. */
export function CopyButton({ value, label, size = 24 }: CopyButtonProps) {
  const copy = useCopy();
  const thing = label.replace(/^Copy /, "");
  const icon = <IconCopy size={typeof size === "number" ? 14 : 16} stroke={1.75} aria-hidden="true" />;
  if (typeof size === "string") {
    return (
      <Button size={size} leftSection={icon} onClick={() => copy(value, thing)}>
        Copy {thing}
      </Button>
    );
  }
  return (
    <Tooltip label={`Copy ${thing}`}>
      <ActionIcon size={size} aria-label={`Copy ${thing}`} onClick={() => copy(value, thing)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
