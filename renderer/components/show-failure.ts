// A failed act that has no place of its own on the screen: a toast that stays.
import { describeError, type AppErrorValue } from "../../preload/contract/errors.ts";
import { showStaying } from "./toast.ts";

/** Shows what happened, why, and what to do, until it is closed. A lost host has its banner, and no toast beside it. */
export function showFailure(error: AppErrorValue): void {
  if (error.code === "CONTRACT_HOST_LOST") return;
  const { what, why, todo } = describeError(error);
  showStaying({ tone: "bad", title: what, message: `${why} ${todo}` });
}
