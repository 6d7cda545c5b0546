// Opens a page of Vonage's after something was copied for it.
import type { AppState } from "../../../preload/contract/app-state.ts";

/**
 * Opens a page outside of Hookline. Has to follow the person's press within a few seconds: browsers block a page that nobody
 * asked for.
 */
export function openPage(url: string, host: AppState["host"]): "opened" | "blocked" {
  const opened = window.open(url, "_blank");
  // The desktop hands the address to the system's browser and never opens a window of its own.
  if (host === "electron") return "opened";
  if (opened === null) return "blocked";
  // Asked for as `noopener`, it could not be told from a blocked one.
  opened.opener = null;
  return "opened";
}
