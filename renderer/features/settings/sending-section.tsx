// What happens before a reply leaves.
import { Switch } from "@mantine/core";
import { useSettings } from "../../components/use-settings.ts";
import { SettingRow, SettingSection } from "./setting-row.tsx";

/** The section "Sending". */
export function SendingSection() {
  const [settings, change] = useSettings();
  return (
    <SettingSection id="sending" label="Sending">
      <SettingRow
        label="Ask twice before a real person is written to"
        note="Applies in every workspace that talks to Vonage itself, whose Page is a real one: there Send is pressed a second time. The simulator, the sandbox and a host on this computer never ask."
        controlId="confirm-real-sends"
      >
        <Switch
          id="confirm-real-sends"
          checked={settings.confirmRealSends}
          onChange={(event) => change({ confirmRealSends: event.currentTarget.checked })}
        />
      </SettingRow>
    </SettingSection>
  );
}
