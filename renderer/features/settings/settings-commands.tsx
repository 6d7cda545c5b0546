// Every section of Settings is a command of the palette.
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { navigate } from "../../router/router.ts";
import { SETTINGS_SECTIONS } from "./sections.ts";

/** Registers them; renders nothing. */
export function SettingsCommands() {
  useShortcuts(
    "Settings",
    SETTINGS_SECTIONS.map(({ id, label }) => ({
      id: `section-${id}`,
      keys: "",
      label: `Settings: ${label}`,
      run: () => navigate({ page: "settings", section: id }),
    })),
  );
  return null;
}
