// A toast that stays until it is closed, or until what it tells is over.
import { notifications, type NotificationData } from "@mantine/notifications";

type StayingToast = Omit<NotificationData, "autoClose" | "priority">;

/**
 * Shows it. Where all places are taken, what comes later is seen at once: the oldest toast that stays waits meanwhile, and those
 * that go by themselves come before any of them.
 */
export function showStaying(toast: StayingToast): void {
  const priority = Date.now() - Number.MAX_SAFE_INTEGER;
  notifications.show({ ...toast, autoClose: false, priority });
}
