// What this is, and where it keeps things.
import type { AppState } from "../../../preload/contract/app-state.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { SettingRow, SettingSection } from "./setting-row.tsx";
import classes from "./settings.module.css";

/** The section "About". */
export function AboutSection() {
  const app = useAppState();
  if (app === undefined) return null;
  const { version, host, dataFolder, vault, listener } = app;
  return (
    <SettingSection id="about" label="About">
      <SettingRow label="Version">
        <span className={classes.fact}>
          Hookline {version}, {host === "electron" ? "desktop" : "in the browser"}
        </span>
      </SettingRow>
      <SettingRow label="Data folder" note="Events and settings are kept here, and nowhere else.">
        <span className={classes.fact}>
          <span className="mono">{dataFolder}</span>
          <CopyButton value={dataFolder} label="data folder" />
        </span>
      </SettingRow>
      <SettingRow label="Keys" note={vault.warning ?? undefined}>
        <span className={classes.fact}>{vaultWords(vault.kind)}</span>
      </SettingRow>
      <SettingRow label="Webhook listener">
        <span className={classes.fact}>
          <span className="mono">{listener.url}</span>
          <CopyButton value={listener.url} label="listener address" />
        </span>
      </SettingRow>
    </SettingSection>
  );
}

function vaultWords(kind: AppState["vault"]["kind"]): string {
  switch (kind) {
    case "os-keychain":
      return "Encrypted by the keychain of the system";
    case "obfuscated":
      return "Encrypted with a fixed key: there is no keychain here";
    case "file":
      return "In a file only you can read";
    case "memory":
      return "In memory, until Hookline ends";
  }
}
