// Which workspace was chosen last in this page and is not drawn yet: one for all who choose, since the later choice counts.
import { createContext, use, useState, type ReactNode } from "react";
import type { WorkspaceId } from "../../preload/contract/ids.ts";

/** The last choice. */
interface WorkspaceGoal {
  readonly is: (id: WorkspaceId) => boolean;
  /** In place of a former one; null = none is gone over to, or it is reached. */
  readonly set: (id: WorkspaceId | null) => void;
}

const WorkspaceGoalContext = createContext<WorkspaceGoal | null>(null);

/** Keeps it for the tree. */
export function WorkspaceGoalProvider({ children }: { readonly children: ReactNode }) {
  const [goal] = useState(createWorkspaceGoal);
  return <WorkspaceGoalContext value={goal}>{children}</WorkspaceGoalContext>;
}

/** The same object in every render; nothing is drawn again for another goal. */
export function useWorkspaceGoal(): WorkspaceGoal {
  const goal = use(WorkspaceGoalContext);
  if (goal === null) throw new Error("There is no WorkspaceGoalProvider above this component.");
  return goal;
}

function createWorkspaceGoal(): WorkspaceGoal {
  let chosen: WorkspaceId | null = null;
  return {
    is: (id) => id === chosen,
    set: (id) => {
      chosen = id;
    },
  };
}
