// Toasts: some go by themselves after a while, others stay until they are closed, or until what they tell is over.
import { randomId } from "@mantine/hooks";
import { notifications, notificationsStore, type NotificationData } from "@mantine/notifications";

type StayingToast = Omit<NotificationData, "autoClose" | "priority" | "color"> & {
  /** Whether something failed, or is only to be known. */
  readonly tone: keyof typeof COLORS;
};

const COLORS = { bad: "var(--badsig)", warning: "var(--unsigned)" } as const;

/** Says what was just done; it goes by itself. */
export function showPassing(message: string, id = randomId("passing-")): void {
  showFirst({ id, message });
}

/** Shows what must not be missed. Where all places are taken by later ones, it waits, and comes back. */
export function showStaying({ tone, ...toast }: StayingToast): void {
  showFirst({ ...toast, color: COLORS[tone], autoClose: false });
}

/** Does what Esc is for at this place. Where that leaves the focus as it was, Esc closes a toast. */
export function escapeBy(act: () => void): void {
  const before = document.activeElement;
  act();
  if (document.activeElement === before) closeNewest();
}

/**
 * The newest stands before all others, of whatever kind: low, narrow windows show the first alone, and what was told last is seen
 * there at once, as it is where all places are taken.
 */
function showFirst(toast: NotificationData): void {
  const { notifications: shown, queue } = notificationsStore.getState();
  const priority = 1 + Math.max(0, ...[...shown, ...queue].map((other) => other.priority ?? 0));
  notifications.show({ ...toast, priority });
  // One that goes by itself would come back with all its time, as if it told something new.
  for (const { id, autoClose } of notificationsStore.getState().queue)
    if (autoClose !== false && id !== undefined) notifications.hide(id);
}

/** Those that stay come first, the others go anyhow; none that is behind another, which may not have been seen yet. */
function closeNewest(): void {
  const seen = notificationsStore.getState().notifications.filter(({ id }) => isSeen(id));
  const newest = seen.find(({ autoClose }) => autoClose === false) ?? seen[0];
  if (newest?.id !== undefined) notifications.hide(newest.id);
}

function isSeen(id: string | undefined): boolean {
  return id !== undefined && document.getElementById(id)?.checkVisibility() === true;
}
