// What a screen reader is told.
import { SegmentedControl } from "@mantine/core";
import { Settings } from "../../../preload/contract/settings.ts";
import { useSettings } from "../../components/use-settings.ts";
import { SettingRow, SettingSection } from "./setting-row.tsx";

/** The section "Screen reader". */
export function ScreenReaderSection() {
  const [settings, change] = useSettings();
  return (
    <SettingSection id="screen-reader" label="Screen reader">
      <SettingRow label="Announcements" note="A digest of what arrived, every 5 s at most.">
        <SegmentedControl
          aria-label="Announcements"
          value={settings.announce}
          onChange={(value) => change({ announce: Settings.shape.announce.parse(value) })}
          data={[
            { value: "all", label: "All" },
            { value: "problems", label: "Problems only" },
            { value: "off", label: "Off" },
          ]}
        />
      </SettingRow>
    </SettingSection>
  );
}
