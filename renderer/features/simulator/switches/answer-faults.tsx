// Faults of the simulated Vonage's answers, and of what Messenger finds.
import { NativeSelect } from "@mantine/core";
import { useRef, type Ref } from "react";
import type { FaultsInForce } from "../../../../preload/contract/simulator.ts";
import {
  ACCOUNT_FAULTS,
  API_FAULTS,
  MESSENGER_FAULTS,
  type FaultChoice,
} from "../../../components/simulator-faults.ts";
import { useArrival, useRoute } from "../../../router/router.ts";
import { useFaultSwitches } from "../use-switches.ts";
import { SwitchSection } from "./switch-section.tsx";
import classes from "./switches.module.css";

/** One choice for each of the three. */
export function AnswerFaults({ faults }: { readonly faults: FaultsInForce }) {
  const setFaults = useFaultSwitches();
  const messengerSwitch = useRef<HTMLSelectElement>(null);
  const route = useRoute();
  useArrival(route.page === "simulator" && route.place === "messenger", () =>
    messengerSwitch.current?.focus(),
  );
  const set = (part: Partial<FaultsInForce>): void => void setFaults.change((now) => ({ ...now, ...part }));
  return (
    <SwitchSection
      title="Answers"
      lede="What your app is told when it sends, and what becomes of it afterwards."
      error={setFaults.error}
    >
      <div className={classes.choices}>
        <FaultSelect
          label="Answer to a send request"
          choices={API_FAULTS}
          value={faults.api}
          onChange={(api) => set({ api })}
        />
        <FaultSelect
          ref={messengerSwitch}
          label="Messenger"
          choices={MESSENGER_FAULTS}
          value={faults.messenger}
          onChange={(messenger) => set({ messenger })}
        />
        <FaultSelect
          label="Applications and External Accounts APIs"
          choices={ACCOUNT_FAULTS}
          value={faults.account}
          onChange={(account) => set({ account })}
        />
      </div>
    </SwitchSection>
  );
}

interface FaultSelectProps<F extends string> {
  readonly ref?: Ref<HTMLSelectElement>;
  readonly label: string;
  readonly choices: readonly FaultChoice<F>[];
  readonly value: F | null;
  readonly onChange: (value: F | null) => void;
}

function FaultSelect<F extends string>({ ref, label, choices, value, onChange }: FaultSelectProps<F>) {
  return (
    <NativeSelect
      ref={ref}
      label={label}
      description={choices.find((choice) => choice.value === value)?.line ?? ""}
      value={value ?? ""}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange(choices.find((choice) => choice.value === chosen)?.value ?? null);
      }}
      data={[
        { value: "", label: "Normal" },
        ...choices.map((choice) => ({ value: choice.value, label: choice.label })),
      ]}
    />
  );
}
