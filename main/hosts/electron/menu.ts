// The application menu: the standard items of each system, no item without an effect.
import type { MenuItemConstructorOptions } from "electron";

/** The menu's template for a system, as `process.platform` names it. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  return [
    ...(isMac ? [APP_MENU] : []),
    { label: "File", submenu: [{ role: isMac ? "close" : "quit" }] },
    {
      label: "Edit",
      submenu: [
        { role: "undo" },
        { role: "redo" },
        { type: "separator" },
        { role: "cut" },
        { role: "copy" },
        { role: "paste" },
        { role: "selectAll" },
      ],
    },
    {
      label: "View",
      submenu: [
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
        { type: "separator" },
        { role: "reload" },
        { role: "toggleDevTools" },
      ],
    },
    { label: "Window", submenu: [{ role: "minimize" }, ...(isMac ? MAC_WINDOW_ITEMS : [])] },
  ];
}

const APP_MENU: MenuItemConstructorOptions = {
  label: "Hookline",
  submenu: [
    { role: "about" },
    { type: "separator" },
    { role: "services" },
    { type: "separator" },
    { role: "hide" },
    { role: "hideOthers" },
    { role: "unhide" },
    { type: "separator" },
    { role: "quit" },
  ],
};

const MAC_WINDOW_ITEMS: MenuItemConstructorOptions[] = [
  { role: "zoom" },
  { type: "separator" },
  { role: "front" },
];
