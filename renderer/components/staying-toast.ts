// A toast that stays until it is closed, or until what it tells is over.
import { notifications, notificationsStore, type NotificationData } from "@mantine/notifications";

type StayingToast = Omit<NotificationData, "autoClose" | "priority" | "color"> & {
  /** Whether something failed, or is only to be known. */
  readonly tone: keyof typeof COLORS;
};

const COLORS = { bad: "var(--badsig)", warning: "var(--unsigned)" } as const;

/**
 * Shows it. Where all places are taken, what comes later is seen at once: the oldest toast that stays waits meanwhile, and those
 * that go by themselves come before any of them.
 */
export function showStaying({ tone, ...toast }: StayingToast): void {
  const priority = Date.now() - Number.MAX_SAFE_INTEGER;
  notifications.show({ ...toast, color: COLORS[tone], autoClose: false, priority });
}

/** Does what Esc is for at this place. Where that leaves the focus as it was, Esc closes the newest toast that stays. */
export function escapeBy(act: () => void): void {
  const before = document.activeElement;
  act();
  if (document.activeElement === before) closeNewestStaying();
}

/** Closes one; the newest stands before the others. */
export function closeNewestStaying(): void {
  const newest = notificationsStore.getState().notifications.find(({ autoClose }) => autoClose === false);
  if (newest?.id !== undefined) notifications.hide(newest.id);
}
