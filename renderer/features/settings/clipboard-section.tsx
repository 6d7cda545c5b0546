// How long a copied secret may lie on the clipboard.
import { SegmentedControl } from "@mantine/core";
import { formatSpan } from "../../components/format.ts";
import { useAppState } from "../../components/use-app-state.ts";
import { useSettings } from "../../components/use-settings.ts";
import { SettingRow, SettingSection } from "./setting-row.tsx";
import classes from "./settings.module.css";

const USUAL_SECONDS: readonly number[] = [0, 30, 60, 300];

/** The section "Clipboard". In a browser there is nothing to choose, and it says why. */
export function ClipboardSection() {
  const [{ clipboardSeconds }, change] = useSettings();
  const app = useAppState();
  if (app === undefined) return null;
  if (app.host === "browser") {
    return (
      <SettingSection id="clipboard" label="Clipboard">
        <SettingRow
          label="Clear copied JWTs and secrets"
          note="A page in the browser may not look at the clipboard later, so Hookline cannot clear it here; the desktop app can. Copy something else when you are done."
        >
          <span className={classes.fact}>Not in the browser</span>
        </SettingRow>
      </SettingSection>
    );
  }
  const seconds = USUAL_SECONDS.includes(clipboardSeconds)
    ? USUAL_SECONDS
    : [...USUAL_SECONDS, clipboardSeconds].toSorted((one, other) => one - other);
  return (
    <SettingSection id="clipboard" label="Clipboard">
      <SettingRow
        label="Clear copied JWTs and secrets"
        note="Only while the clipboard still holds what was copied here. It is cleared when Hookline quits, too."
      >
        <SegmentedControl
          aria-label="Clear copied JWTs and secrets"
          value={String(clipboardSeconds)}
          onChange={(value) => change({ clipboardSeconds: Number(value) })}
          data={seconds.map((after) => ({
            value: String(after),
            label:
              after === 0 ? "Never" : `After ${after < 120 ? `${after}\u00a0s` : formatSpan(after * 1_000)}`,
          }))}
        />
      </SettingRow>
    </SettingSection>
  );
}
