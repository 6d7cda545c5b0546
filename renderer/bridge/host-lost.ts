// The two errors of a connection to the host that is gone.
import type { AppErrorValue } from "../../preload/contract/errors.ts";

/** Whether it failed because the host could not be reached: before it was asked, or before it answered. */
export function isHostLost({ code }: Pick<AppErrorValue, "code">): boolean {
  return code === "CONTRACT_HOST_LOST" || code === "CONTRACT_ANSWER_LOST";
}
