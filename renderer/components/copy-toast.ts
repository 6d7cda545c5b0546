// The one toast of all copies: the newest takes the place of the last, so that none is stale or waits in a queue.
import { randomId } from "@mantine/hooks";
import { notifications, notificationsStore } from "@mantine/notifications";
import { showPassing, showStaying } from "./toast.ts";

const KIND = "copy-";

/** Says what is on the clipboard now; `more` follows it, e.g. how long it is good. */
export function showCopied(label: string, more = ""): void {
  showPassing(`${beginSentence(label)} copied${more}`, takePlace());
}

/** What the last toast says is over, and the new is told elsewhere. */
export function hideCopied(): void {
  for (const id of copyToasts()) notifications.hide(id);
}

/** Says that the clipboard is as it was, and why; stays until it is dismissed or something is copied. */
export function showNotCopied(failure: { readonly title: string; readonly message: string }): void {
  showStaying({ id: takePlace(), tone: "bad", ...failure });
}

/** A sentence begins with a capital letter; names of fields and commands stay as they are written. */
export function beginSentence(label: string): string {
  if (label.includes("_") || label.startsWith("curl")) return label;
  return `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`;
}

/** Hides the last one. Each has an id of its own: under the same id its time to close would be the last one's. */
function takePlace(): string {
  hideCopied();
  return randomId(KIND);
}

function copyToasts(): readonly string[] {
  const { notifications: shown, queue } = notificationsStore.getState();
  return [...shown, ...queue].flatMap(({ id }) => (id?.startsWith(KIND) === true ? [id] : []));
}
