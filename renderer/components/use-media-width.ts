// The four layouts of the window.
import { useSyncExternalStore } from "react";

/** narrow 380-899, medium 900-1180, rail 1181-1320, wide from 1321 px. */
export type MediaWidth = "narrow" | "medium" | "rail" | "wide";

/** Which layout the window's width asks for. */
export function useMediaWidth(): MediaWidth {
  return useSyncExternalStore(onWidthChange, readWidth);
}

const BOUNDS = ["(min-width: 900px)", "(min-width: 1181px)", "(min-width: 1321px)"] as const;

function readWidth(): MediaWidth {
  const [medium, rail, wide] = BOUNDS.map((query) => matchMedia(query).matches);
  if (wide === true) return "wide";
  if (rail === true) return "rail";
  return medium === true ? "medium" : "narrow";
}

function onWidthChange(listener: () => void): () => void {
  const queries = BOUNDS.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    for (const query of queries) query.removeEventListener("change", listener);
  };
}
