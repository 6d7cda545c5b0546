// The workspace that is being added, and what came of it: its form may be left and come back to meanwhile.
import { createContext, use, useRef, useState, type ReactNode } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { useAct } from "../../bridge/use-call.ts";
import { showFailure } from "../../components/show-failure.ts";
import { showPassing } from "../../components/toast.ts";
import { navigate, parseRoute } from "../../router/router.ts";
import { useTypedForms } from "./typed-forms.tsx";
import type { WorkspaceChange } from "./workspace-fields.ts";

interface BeingAdded {
  /** Adds it, and goes over to it; while one is being added, nothing. Never rejects. */
  readonly add: (input: WorkspaceChange) => Promise<void>;
  readonly isRunning: boolean;
  /** Why the last one was not added. */
  readonly error: AppErrorValue | null;
  readonly forgetError: () => void;
  /** How many were added by now: a form that was begun before the last of them is over. */
  readonly addedCount: number;
}

const BeingAddedContext = createContext<BeingAdded | null>(null);

/** Keeps it for the tree. */
export function BeingAddedProvider({ children }: { readonly children: ReactNode }) {
  const adding = useAct("workspaces.add");
  const activate = useAct("workspaces.activate");
  const { forget } = useTypedForms();
  const [addedCount, setAddedCount] = useState(0);
  // Not what is drawn: a second press may come before that.
  const isUnderWay = useRef(false);

  async function add(input: WorkspaceChange): Promise<void> {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    const added = await adding.run(input);
    isUnderWay.current = false;
    // The host may take its time: by now, another screen may be shown.
    const isFormShown = parseRoute(location.hash).page === "keys";
    if (!added.ok) {
      if (!isFormShown) showFailure(added.error);
      return;
    }
    forget("new");
    setAddedCount((former) => former + 1);
    showPassing("Workspace added");
    if (isFormShown) navigate({ page: "keys" }, { replace: true });
    const activated = await activate.run({ id: added.value.id });
    if (!activated.ok) showFailure(activated.error);
  }

  const { isRunning, error, reset: forgetError } = adding;
  return (
    <BeingAddedContext value={{ add, isRunning, error, forgetError, addedCount }}>
      {children}
    </BeingAddedContext>
  );
}

/** The one of this page. */
export function useBeingAdded(): BeingAdded {
  const beingAdded = use(BeingAddedContext);
  if (beingAdded === null) throw new Error("There is no BeingAddedProvider above this component.");
  return beingAdded;
}
