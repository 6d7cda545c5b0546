// What the listener answers.
import { SegmentedControl } from "@mantine/core";
import { NumberField } from "../../components/number-field.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { SettingRow, SettingSection } from "./setting-row.tsx";

const KIB = 1_024;
const MAX_KIB = 16 * 1_024;

/** The section "Webhooks". */
export function WebhooksSection() {
  const [{ webhooks }, change] = useSettings();
  return (
    <SettingSection id="webhooks" label="Webhooks">
      <SettingRow
        label="Largest body"
        note={"1 to 16,384\u00a0KiB. A larger webhook is answered 413, and its first 64\u00a0KiB are kept."}
        controlId="body-limit"
      >
        <NumberField
          id="body-limit"
          isShort
          value={Math.round(webhooks.bodyLimit / KIB)}
          min={1}
          max={MAX_KIB}
          unit=" KiB"
          showsUnit
          onChange={(next) => change({ webhooks: { bodyLimit: next * KIB } })}
        />
      </SettingRow>
      <SettingRow
        label="Answer to a bad signature"
        note="Applies while a signature secret is stored. The event is kept either way."
      >
        <SegmentedControl
          aria-label="Answer to a bad signature"
          value={String(webhooks.badSignatureAnswer)}
          onChange={(value) => change({ webhooks: { badSignatureAnswer: value === "200" ? 200 : 401 } })}
          data={[
            { value: "401", label: "401 refuse" },
            { value: "200", label: "200 accept" },
          ]}
        />
      </SettingRow>
      <SettingRow
        label="Answer to an unsigned webhook"
        note="Applies while a signature secret is stored. 503 makes Vonage send it again, signed."
      >
        <SegmentedControl
          aria-label="Answer to an unsigned webhook"
          value={String(webhooks.unsignedAnswer)}
          onChange={(value) => change({ webhooks: { unsignedAnswer: value === "503" ? 503 : 200 } })}
          data={[
            { value: "200", label: "200 accept" },
            { value: "503", label: "503 send again" },
          ]}
        />
      </SettingRow>
    </SettingSection>
  );
}
