// What a pane says in place of what it cannot read while the host is away.
import { IconPlugConnectedX } from "@tabler/icons-react";
import { EmptyState } from "./empty-state.tsx";

/** The same words in every pane. Why, and what to do, stands in the banner above them all. */
export function HostAway() {
  return (
    <EmptyState icon={IconPlugConnectedX} title="Hookline cannot be reached">
      What belongs here is shown once it is back.
    </EmptyState>
  );
}
