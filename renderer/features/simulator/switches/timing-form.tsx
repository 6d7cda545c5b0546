// When the simulator does things.
import { Button, Checkbox, NativeSelect } from "@mantine/core";
import type { SimulatorTiming } from "../../../../preload/contract/simulator.ts";
import { NumberField } from "../../../components/number-field.tsx";
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
        {TIMING_NUMBERS.map(({ name, label, line, min, max, unit }) => (
          <NumberField
            key={name}
            label={label}
            description={line}
            value={timing[name]}
            min={min}
            max={max}
            unit={unit}
            showsUnit
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
      <NumberField
        label={label}
        value={value}
        min={0}
        max={7 * 24 * 3_600_000}
        unit=" ms"
        showsUnit
        onChange={onChange}
      />
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
