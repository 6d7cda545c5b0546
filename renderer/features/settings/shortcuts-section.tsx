// What keys do.
import { Switch } from "@mantine/core";
import { useSettings } from "../../components/use-settings.ts";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { SettingRow, SettingSection } from "./setting-row.tsx";

/** The section "Shortcuts". */
export function ShortcutsSection() {
  const [settings, change] = useSettings();
  return (
    <SettingSection id="shortcuts" label="Shortcuts">
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
    </SettingSection>
  );
}
