// Keys, and what a screen reader is told.
import { SegmentedControl, Switch } from "@mantine/core";
import { Settings } from "../../../preload/contract/settings.ts";
import { useSettings } from "../../components/use-settings.ts";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { SettingRow, SettingSection } from "./setting-row.tsx";

/** The section "Keyboard and announcements". */
export function ShortcutsSection() {
  const [settings, change] = useSettings();
  return (
    <SettingSection id="shortcuts" label="Keyboard and announcements">
      <SettingRow
        label="Single keys"
        note={
          <>
            Keys such as <KeyHint keys="j" /> and <KeyHint keys="r" /> act outside text fields. Keys with Ctrl
            or Cmd always do.
          </>
        }
        controlId="single-keys"
      >
        <Switch
          id="single-keys"
          checked={settings.singleKeys}
          onChange={(event) => change({ singleKeys: event.currentTarget.checked })}
        />
      </SettingRow>
      <SettingRow
        label="Enter sends"
        note={
          <>
            <KeyHint keys="Enter" /> sends a reply and <KeyHint keys="mod+Enter" /> starts a new line, instead
            of the reverse.
          </>
        }
        controlId="enter-sends"
      >
        <Switch
          id="enter-sends"
          checked={settings.enterSends}
          onChange={(event) => change({ enterSends: event.currentTarget.checked })}
        />
      </SettingRow>
      <SettingRow label="Screen reader announcements" note="A digest of what arrived, every 5 s at most.">
        <SegmentedControl
          aria-label="Screen reader announcements"
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
