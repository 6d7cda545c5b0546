// When the simulator does things.
import { Button, Checkbox, NativeSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import type { SimulatorTiming } from "../../../../preload/contract/simulator.ts";
import { useTimingSwitches } from "../use-switches.ts";
import { SwitchSection } from "./switch-section.tsx";
import {
  hasOtherTiming,
  RETRY_CHOICES,
  STATUS_DELAYS,
  TIMING_NUMBERS,
  USUAL_TIMING,
  type DelayName,
} from "./timing-words.ts";
import classes from "./switches.module.css";

/** Each value is told when its field is left, or Enter is pressed in it. */
export function TimingForm({ timing }: { readonly timing: SimulatorTiming }) {
  const setTiming = useTimingSwitches();
  const set = (part: Partial<SimulatorTiming>): void => {
    if (hasOtherTiming({ ...timing, ...part }, timing)) void setTiming.change((now) => ({ ...now, ...part }));
  };
  return (
    <SwitchSection
      title="Timing"
      lede="From the 202 to each status, by the simulator’s clock. The delays decide the order, too."
      error={setTiming.error}
    >
      <div className={classes.delays}>
        {STATUS_DELAYS.map(({ name, label }) => (
          <StatusDelay
            key={name}
            name={name}
            label={label}
            value={timing[name]}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
      </div>
      <div className={classes.timing}>
        {TIMING_NUMBERS.map(({ name, label, line, min, max, suffix }) => (
          <Amount
            key={name}
            label={label}
            line={line}
            value={timing[name]}
            min={min}
            max={max}
            suffix={suffix}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
        <NativeSelect
          label="Sent again after"
          description="No answer is retried too, unless this is Never"
          value={timing.retryAfter}
          data={[...RETRY_CHOICES]}
          onChange={(event) => {
            const chosen = RETRY_CHOICES.find(({ value }) => value === event.currentTarget.value);
            if (chosen !== undefined) set({ retryAfter: chosen.value });
          }}
        />
      </div>
      <div>
        <Button
          size="xs"
          disabled={!hasOtherTiming(timing, USUAL_TIMING)}
          loading={setTiming.isRunning}
          onClick={() => set(USUAL_TIMING)}
        >
          Reset timing
        </Button>
      </div>
    </SwitchSection>
  );
}

interface StatusDelayProps {
  readonly name: DelayName;
  readonly label: string;
  /** null = never. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

function StatusDelay({ name, label, value, onChange }: StatusDelayProps) {
  return (
    <div className={classes.delay}>
      <Amount label={label} value={value} min={0} max={7 * 24 * 3_600_000} suffix=" ms" onChange={onChange} />
      <Checkbox
        size="xs"
        label="Never"
        aria-label={`${label}: never`}
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : USUAL_TIMING[name])}
      />
    </div>
  );
}

interface AmountProps {
  readonly label: string;
  readonly line?: string;
  /** null = there is none to change. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly suffix: string;
  readonly onChange: (value: number) => void;
}

/** A number that is typed in peace and told at the end. */
function Amount({ label, line, value, min, max, suffix, onChange }: AmountProps) {
  const [typed, setTyped] = useState<string | number | null>(null);
  function tell(): void {
    if (typeof typed === "number") onChange(Math.round(Math.min(max, Math.max(min, typed))));
    setTyped(null);
  }
  return (
    <NumberInput
      label={label}
      {...(line === undefined ? {} : { description: line })}
      value={typed ?? value ?? ""}
      min={min}
      max={max}
      suffix={suffix}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      disabled={value === null}
      onChange={setTyped}
      onBlur={tell}
      onKeyDown={(event) => {
        if (event.key === "Enter") tell();
        if (event.key === "Escape") setTyped(null);
      }}
    />
  );
}
