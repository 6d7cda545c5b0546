// Which workspaces this page itself removes or has removed.
import { createContext, use, useState, type ReactNode } from "react";
import type { WorkspaceId } from "../../preload/contract/ids.ts";

/** `asked`: who asked for it tells of it. `unanswered`: the answer was lost, so that only the list of workspaces can tell. */
type OwnRemoval = "asked" | "unanswered";

const OwnRemovalsContext = createContext<Map<WorkspaceId, OwnRemoval> | null>(null);

/** Keeps them for the tree. */
export function OwnRemovalsProvider({ children }: { readonly children: ReactNode }) {
  const [removals] = useState(() => new Map<WorkspaceId, OwnRemoval>());
  return <OwnRemovalsContext value={removals}>{children}</OwnRemovalsContext>;
}

/** The same map in every render. One is added before the host is asked: its new list may come before its answer. */
export function useOwnRemovals(): Map<WorkspaceId, OwnRemoval> {
  const removals = use(OwnRemovalsContext);
  if (removals === null) throw new Error("There is no OwnRemovalsProvider above this component.");
  return removals;
}
