// How things look: theme, rows, times, motion, pane widths.
import { SegmentedControl, Switch } from "@mantine/core";
import { Settings, type SettingsChange } from "../../../preload/contract/settings.ts";
import { NumberField } from "../../components/number-field.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { SettingRow, SettingSection } from "./setting-row.tsx";

/** The section "Appearance". */
export function AppearanceSection() {
  const [settings, change] = useSettings();
  return (
    <SettingSection id="appearance" label="Appearance">
      <SettingRow label="Theme">
        <SegmentedControl
          aria-label="Theme"
          value={settings.theme}
          onChange={(value) => change({ theme: Settings.shape.theme.parse(value) })}
          data={[
            { value: "system", label: "System" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </SettingRow>
      <SettingRow label="Times" note="A time always shows its full form when you point at it.">
        <SegmentedControl
          aria-label="Times"
          value={settings.timeFormat}
          onChange={(value) => change({ timeFormat: Settings.shape.timeFormat.parse(value) })}
          data={[
            { value: "local", label: "Local" },
            { value: "utc", label: "UTC" },
            { value: "relative", label: "Relative" },
          ]}
        />
      </SettingRow>
      <SettingRow label="Compact rows" note="One line per event." controlId="compact-rows">
        <Switch
          id="compact-rows"
          checked={settings.compactRows}
          onChange={(event) => change({ compactRows: event.currentTarget.checked })}
        />
      </SettingRow>
      <SettingRow
        label="Reduced motion"
        note="Nothing slides or fades. The system’s own setting applies too."
        controlId="reduced-motion"
      >
        <Switch
          id="reduced-motion"
          checked={settings.reducedMotion}
          onChange={(event) => change({ reducedMotion: event.currentTarget.checked })}
        />
      </SettingRow>
      <WidthRow
        label="Event list width"
        id="list-width"
        value={settings.listWidth}
        min={320}
        onChange={(listWidth) => change({ listWidth })}
        max={560}
      />
      <WidthRow
        label="Conversation width"
        id="conversation-width"
        value={settings.conversationWidth}
        min={320}
        max={520}
        onChange={(conversationWidth: SettingsChange["conversationWidth"]) => change({ conversationWidth })}
      />
    </SettingSection>
  );
}

interface WidthRowProps {
  readonly label: string;
  readonly id: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (width: number) => void;
}

function WidthRow({ label, id, value, min, max, onChange }: WidthRowProps) {
  return (
    <SettingRow label={label} note={`${min} to ${max} pixels`} controlId={id}>
      <NumberField
        id={id}
        isShort
        value={value}
        min={min}
        max={max}
        unit=" pixels"
        step={8}
        onChange={onChange}
      />
    </SettingRow>
  );
}
