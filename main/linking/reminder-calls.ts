// The call that makes a calendar file of the day on which to link again.
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { Clock } from "../ports.ts";
import type { SettingsService } from "../settings/settings.ts";
import type { Workspaces } from "../workspaces/workspaces.ts";
import type { Linking } from "./linking.ts";
import { chosenDaysBefore } from "./reminder-days.ts";
import { reminderIcs } from "./reminder-ics.ts";

interface ReminderParts {
  readonly linking: Linking;
  readonly workspaces: Pick<Workspaces, "get">;
  readonly settings: Pick<SettingsService, "get">;
  readonly clock: Pick<Clock, "now">;
}

/** Handlers of this call. */
export function createReminderCalls({
  linking,
  workspaces,
  settings,
  clock,
}: ReminderParts): Pick<Handlers, "linking.reminder"> {
  return {
    "linking.reminder": async ({ workspace: id }) => {
      const { pageName, pageId, name } = workspaces.get(id);
      const { link } = await linking.calls["linking.state"]({ workspace: id });
      if (link.linkedOn === null) throw new AppError("LINKING_DATE_MISSING", { name });
      return {
        // The ID was typed, and no system allows everything in a file name.
        fileName: `relink-${(pageId ?? "page").replaceAll(/[^\w-]+/g, "-")}.ics`,
        text: reminderIcs({
          uid: `relink-${id}@hookline`,
          page: pageName ?? pageId ?? `of ${name}`,
          linkedOn: link.linkedOn,
          daysBefore: chosenDaysBefore(settings.get()),
          now: clock.now(),
        }),
      };
    },
  };
}
