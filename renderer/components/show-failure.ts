// A failed act that has no place of its own on the screen: a toast that stays.
import { notifications } from "@mantine/notifications";
import { describeError, type AppErrorValue } from "../../preload/contract/errors.ts";

/** Shows what happened, why, and what to do, until it is closed. */
export function showFailure(error: AppErrorValue): void {
  const { what, why, todo } = describeError(error);
  notifications.show({ color: "red", autoClose: false, title: what, message: `${why} ${todo}` });
}
