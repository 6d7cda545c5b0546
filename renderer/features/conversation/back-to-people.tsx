// The way back from what takes the whole of a narrow screen.
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";

interface BackToPeopleProps {
  readonly onBack: () => void;
}

/** As large as a finger, and flush with what stands below it. */
export function BackToPeople({ onBack }: BackToPeopleProps) {
  return (
    <ActionIcon size={40} ml={-10} aria-label="Back to the people" onClick={onBack}>
      <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
    </ActionIcon>
  );
}
