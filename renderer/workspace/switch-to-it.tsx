// Going over to the workspace that something on the screen belongs to.
import { Button } from "@mantine/core";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { useAct } from "../bridge/use-call.ts";
import { showFailure } from "../components/show-failure.ts";
import { useWorkspaceGoal } from "./workspace-goal.tsx";

interface SwitchToItProps {
  readonly id: WorkspaceId;
}

/** The address stays as it is: what it names is in the other workspace. */
export function SwitchToIt({ id }: SwitchToItProps) {
  const { run, isRunning } = useAct("workspaces.activate");
  const goal = useWorkspaceGoal();

  async function activate(): Promise<void> {
    goal.set(null);
    const result = await run({ id });
    if (!result.ok) showFailure(result.error);
  }

  return (
    <Button flex="none" loading={isRunning} onClick={() => void activate()}>
      Switch to it
    </Button>
  );
}
