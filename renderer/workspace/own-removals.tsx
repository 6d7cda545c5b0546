// Which workspaces this page itself removes or has removed: it has told so where that was asked for.
import { createContext, use, useState, type ReactNode } from "react";
import type { WorkspaceId } from "../../preload/contract/ids.ts";

const OwnRemovalsContext = createContext<Set<WorkspaceId> | null>(null);

/** Keeps them for the tree. */
export function OwnRemovalsProvider({ children }: { readonly children: ReactNode }) {
  const [removals] = useState(() => new Set<WorkspaceId>());
  return <OwnRemovalsContext value={removals}>{children}</OwnRemovalsContext>;
}

/** The same set in every render. One is added before the host is asked: its new list may come before its answer. */
export function useOwnRemovals(): Set<WorkspaceId> {
  const removals = use(OwnRemovalsContext);
  if (removals === null) throw new Error("There is no OwnRemovalsProvider above this component.");
  return removals;
}
