// The sections of Settings, once, for the page and the palette.

/** One section. */
export interface SettingsSection {
  readonly id: string;
  readonly label: string;
  /** Words by which the palette finds it. */
  readonly keywords: string;
}

/** All sections, in order. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  { id: "appearance", label: "Appearance", keywords: "theme dark light rows time format motion width" },
  { id: "shortcuts", label: "Shortcuts", keywords: "keyboard single keys enter sends" },
  { id: "sending", label: "Sending", keywords: "send real page production ask twice confirm" },
  { id: "screen-reader", label: "Screen reader", keywords: "announcements digest accessibility" },
  { id: "webhooks", label: "Webhooks", keywords: "body limit bad signature unsigned answer" },
  { id: "clipboard", label: "Clipboard", keywords: "clear copied jwt token secret" },
  { id: "linking", label: "Linking", keywords: "reminder days calendar ics re-link" },
  { id: "about", label: "About", keywords: "version data folder keys kept" },
];
