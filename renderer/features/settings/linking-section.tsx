// When a calendar reminds of linking the Page again.
import { LINK_TERM_DAYS } from "../../../preload/contract/linking.ts";
import { NumberField } from "../../components/number-field.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { SettingRow, SettingSection } from "./setting-row.tsx";

const MAX_DAYS = LINK_TERM_DAYS - 1;

/** The section "Linking". */
export function LinkingSection() {
  const [{ linking }, change] = useSettings();
  return (
    <SettingSection id="linking" label="Linking">
      <DaysRow
        id="first-reminder"
        label="First reminder"
        note="Days before the link expires. For new calendar files."
        value={linking.firstReminderDays}
        onChange={(firstReminderDays) => change({ linking: { firstReminderDays } })}
      />
      <DaysRow
        id="second-reminder"
        label="Second reminder"
        note="The same number as the first makes one reminder of both."
        value={linking.secondReminderDays}
        onChange={(secondReminderDays) => change({ linking: { secondReminderDays } })}
      />
    </SettingSection>
  );
}

interface DaysRowProps {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly value: number;
  readonly onChange: (days: number) => void;
}

function DaysRow({ id, label, note, value, onChange }: DaysRowProps) {
  return (
    <SettingRow label={label} note={note} controlId={id}>
      <NumberField id={id} isShort value={value} min={0} max={MAX_DAYS} onChange={onChange} />
    </SettingRow>
  );
}
