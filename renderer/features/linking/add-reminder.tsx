// Saves the day on which to link again as a calendar file.
import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useAct } from "../../bridge/use-call.ts";
import { downloadText } from "../../components/download-text.ts";
import { showFailure } from "../../components/show-failure.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";

/** Its days of warning are chosen in the settings. */
export function AddReminder(): ReactNode {
  const { id } = useActiveWorkspace();
  const reminder = useAct("linking.reminder");

  async function save(): Promise<void> {
    const made = await reminder.run({ workspace: id });
    if (made.ok) downloadText(made.value, "text/calendar");
    else showFailure(made.error);
  }

  return (
    <Button
      size="xs"
      leftSection={<IconCalendarPlus size={16} stroke={1.75} aria-hidden="true" />}
      disabled={reminder.isRunning}
      onClick={() => void save()}
    >
      Add reminder
    </Button>
  );
}
