// Copying of the selected event, and its keys: c, then the letter of what is wanted.
import { useMemo } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { showNotCopied } from "../../components/copy-toast.ts";
import { useAppState } from "../../components/use-app-state.ts";
import { useCopy } from "../../components/use-copy.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { COPY_PARTS, copyValues, type CopyPart, type CopyValue } from "./copy-values.ts";
import type { ActOnEvent } from "./use-event-wishes.ts";

interface CopyKeysParts {
  /** What is shown; undefined = nothing is. */
  readonly event: LoggedEvent | undefined;
  /** Whether that is the selected one. */
  readonly isSelected: boolean;
  /** Whether there is, or soon will be, something to copy. */
  readonly canCopy: boolean;
  readonly act: ActOnEvent;
}

interface CopyKeys {
  /** What the event that is shown has. */
  readonly parts: readonly CopyPart[];
  /** Copies a part of the selected one, as soon as it is here. */
  readonly copyPart: (part: CopyPart) => void;
}

/** Registers the keys; while the selected event is awaited, those of all that it may have. */
export function useCopyKeys({ event, isSelected, canCopy, act }: CopyKeysParts): CopyKeys {
  const copy = useCopy();
  const valuesOf = useCopyValues();
  const shown = useMemo(() => (event === undefined ? [] : valuesOf(event)), [event, valuesOf]);
  const offered: readonly CopyPart[] = !canCopy ? [] : isSelected ? shown : COPY_PARTS;
  const copyPart = ({ id, label }: CopyPart): void =>
    act((selected) => {
      const found = valuesOf(selected).find((value) => value.id === id);
      if (found !== undefined) return copy(found.value, found.label, found.lack);
      const title = `${label} was not copied.`;
      return showNotCopied({ title, message: "This event has none that can be copied." });
    });
  const body = offered.find(({ id }) => id === "body");
  useShortcuts("Selected event", [
    ...(body === undefined
      ? []
      : [{ id: "copy-c", keys: "c c", label: "Copy body", hidden: true, run: () => copyPart(body) }]),
    ...offered.map((part) => ({
      id: `copy-${part.id}`,
      keys: part.key === null ? "" : `c ${part.key}`,
      label: `Copy ${lowerFirst(part.label)}`,
      run: () => copyPart(part),
    })),
  ]);
  return { parts: shown, copyPart };
}

/** Its commands lead to where the request of the event went: our listener, or the API host of its workspace. */
function useCopyValues(): (event: LoggedEvent) => readonly CopyValue[] {
  const app = useAppState();
  const { workspaces } = useWorkspaces();
  const listener = app?.listener.url ?? "";
  const simulator = app?.simulator.url ?? null;
  return useMemo(() => {
    function baseOf({ kind, workspace: id }: LoggedEvent): string {
      if (kind !== "reply") return listener;
      const workspace = workspaces.find((one) => one.id === id);
      if (workspace?.kind === "simulated" && simulator !== null) return simulator;
      return workspace?.apiHost ?? "";
    }
    return (event) => copyValues(event, { base: baseOf(event), page: location.href.replace(/#.*$/, "") });
  }, [listener, simulator, workspaces]);
}

function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) && !label.startsWith("Page")
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}
