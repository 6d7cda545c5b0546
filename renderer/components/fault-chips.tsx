// How the next message of a simulated person behaves: one fault, several, none.
import { IconCheck } from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { SIMULATOR_FAULTS, type SimulatorFault } from "../../preload/contract/simulator.ts";
import classes from "./choice-chips.module.css";
import { faultsInForceWords, WEBHOOK_FAULTS } from "./simulator-faults.ts";

interface FaultChipsProps {
  readonly labelledBy: string;
  /** null = as the switches say; an empty list = sound, whatever they say. */
  readonly faults: readonly SimulatorFault[] | null;
  /** How many faults the switches have in force. */
  readonly countInForce: number;
  readonly onChange: (faults: readonly SimulatorFault[] | null) => void;
}

interface Chip {
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  readonly isOn: boolean;
  readonly press: () => void;
}

/** Those that show without being asked for. */
const USUAL: readonly SimulatorFault[] = ["duplicate", "bad-signature", "unsigned", "late", "out-of-order"];

/** A toolbar of chips that can be on together: one tab stop, arrows lead from one to the next. */
export function FaultChips({ labelledBy, faults, countInForce, onChange }: FaultChipsProps) {
  const [showsAll, setShowsAll] = useState(false);
  const [focused, setFocused] = useState("normal");
  const toolbar = useRef<HTMLDivElement>(null);
  const chosen = faults ?? [];

  function toggle(fault: SimulatorFault): void {
    const next = chosen.includes(fault) ? chosen.filter((other) => other !== fault) : [...chosen, fault];
    onChange(next.length === 0 ? null : next);
  }

  const shown = SIMULATOR_FAULTS.filter(
    (fault) => showsAll || USUAL.includes(fault) || chosen.includes(fault),
  ).toSorted((one, other) => rank(one) - rank(other));
  const chips: readonly Chip[] = [
    ...(countInForce === 0
      ? [{ id: "normal", label: "Normal", isOn: chosen.length === 0, press: () => onChange(null) }]
      : [
          {
            id: "switched",
            label: "As switched",
            title: faultsInForceWords(countInForce),
            isOn: faults === null,
            press: () => onChange(null),
          },
          { id: "normal", label: "Normal", isOn: faults?.length === 0, press: () => onChange([]) },
        ]),
    ...shown.map((fault) => ({
      id: fault,
      label: WEBHOOK_FAULTS[fault].label,
      title: WEBHOOK_FAULTS[fault].line,
      isOn: chosen.includes(fault),
      press: () => toggle(fault),
    })),
  ];
  const rest = SIMULATOR_FAULTS.length - shown.length;
  const stop = chips.some(({ id }) => id === focused) || focused === "more" ? focused : "normal";

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const buttons = [...(toolbar.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = new Map([
      ["ArrowRight", at + 1],
      ["ArrowDown", at + 1],
      ["ArrowLeft", at - 1],
      ["ArrowUp", at - 1],
      ["Home", 0],
      ["End", -1],
    ]).get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus();
  }

  return (
    <div
      ref={toolbar}
      className={classes.chips}
      role="toolbar"
      tabIndex={-1}
      aria-labelledby={labelledBy}
      onKeyDown={onKeyDown}
    >
      {chips.map(({ id, label, title, isOn, press }) => (
        <button
          key={id}
          type="button"
          className={classes.chip}
          aria-pressed={isOn}
          title={title}
          tabIndex={id === stop ? 0 : -1}
          onFocus={() => setFocused(id)}
          onClick={press}
        >
          {isOn && <IconCheck size={13} stroke={2} aria-hidden="true" />}
          {label}
        </button>
      ))}
      {(rest > 0 || showsAll) && (
        <button
          type="button"
          className={classes.chip}
          aria-expanded={showsAll}
          tabIndex={stop === "more" ? 0 : -1}
          onFocus={() => setFocused("more")}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? "Fewer" : `${rest} more`}
        </button>
      )}
    </div>
  );
}

/** The usual ones stand first, in their own order. */
function rank(fault: SimulatorFault): number {
  const usual = USUAL.indexOf(fault);
  return usual === -1 ? USUAL.length + SIMULATOR_FAULTS.indexOf(fault) : usual;
}
