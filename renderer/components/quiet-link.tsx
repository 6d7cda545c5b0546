// One line over a list that stays empty because the Page link is over.
import { IconLinkOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { QuietLink as Quiet } from "../../preload/contract/linking.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { useCall } from "../bridge/use-call.ts";
import { hrefOf, MESSENGER_SWITCH } from "../router/router.ts";
import { dayName } from "./day-name.ts";
import classes from "./quiet-link.module.css";

interface QuietLinkProps {
  readonly workspace: Pick<Workspace, "id" | "kind">;
}

/**
 * Says since when nothing came and what is known of the end, and leads to linking again, or to the
 * simulator's switch for it. Nothing while the link goes on.
 */
export function QuietLink({ workspace }: QuietLinkProps): ReactNode {
  const quiet = useCall("linking.state", { workspace: workspace.id }).data?.quiet ?? null;
  if (quiet === null) return null;
  const { text, act } = wordsOf(quiet);
  return (
    <div className={classes.line} role="note" data-by={quiet.by}>
      <IconLinkOff size={16} stroke={1.75} aria-hidden="true" />
      <span>
        {text}{" "}
        {workspace.kind === "simulated" ? (
          <a href={hrefOf(MESSENGER_SWITCH)}>Open the Messenger switch</a>
        ) : (
          <a href={hrefOf({ page: "linking", place: "relink" })}>{act}</a>
        )}
      </span>
    </div>
  );
}

/** Only a status with code 1370 proves that the link expired; the 90 days are what the guides say. */
function wordsOf({ day, by }: Quiet): { readonly text: string; readonly act: string } {
  const since = dayName(day);
  switch (by) {
    case "status":
      return { text: `No inbound since the link expired on ${since}.`, act: "Re-link the Page" };
    case "term":
      return {
        text: `No inbound since the link’s 90 days ended on ${since}, so it may have expired.`,
        act: "Re-link the Page",
      };
    case "ended":
      return {
        text: `No inbound since the Page is off the Vonage account, known on ${since}.`,
        act: "Link the Page",
      };
  }
}
