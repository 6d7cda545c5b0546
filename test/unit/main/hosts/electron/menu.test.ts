import type { MenuItemConstructorOptions } from "electron";
import { expect, it } from "vitest";
import { menuTemplate } from "../../../../../main/hosts/electron/menu.ts";

function items(menu: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

it.each(["darwin", "linux", "win32"] as const)("has on %s no item that does nothing", (platform) => {
  const dead = items(menuTemplate(platform)).filter(
    ({ role, type, submenu, click }) =>
      role === undefined && type !== "separator" && submenu === undefined && click === undefined,
  );

  expect(dead).toEqual([]);
});

function menuWithQuit(platform: NodeJS.Platform): string | undefined {
  return menuTemplate(platform).find(
    ({ submenu }) => Array.isArray(submenu) && submenu.some(({ role }) => role === "quit"),
  )?.label;
}

it("puts Quit where each system has it", () => {
  expect([menuWithQuit("darwin"), menuWithQuit("linux"), menuWithQuit("win32")]).toEqual([
    "Hookline",
    "File",
    "File",
  ]);
});
