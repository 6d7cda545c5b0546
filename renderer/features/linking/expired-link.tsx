// What ended the link, and what to do about it.
import { IconLinkOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { LinkState } from "../../../preload/contract/linking.ts";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { followLink, hrefOf, MESSENGER_SWITCH, type Route } from "../../router/router.ts";
import { Note } from "./note.tsx";

interface ExpiredLinkProps {
  readonly expiredBy: NonNullable<LinkState["expiredBy"]>;
  readonly kind: Workspace["kind"];
}

const RELINK: Route = { page: "linking", place: "relink" };

/** Only what can be linked again is to be; the simulator has a switch instead, and the sandbox nothing. */
export function ExpiredLink({ expiredBy, kind }: ExpiredLinkProps): ReactNode {
  return (
    <Note
      tone="bad"
      icon={IconLinkOff}
      what="The Page link has expired."
      actions={
        <>
          {kind === "simulated" && <a href={hrefOf(MESSENGER_SWITCH)}>Open the Messenger switch</a>}
          {kind === "real" && (
            <a href={hrefOf(RELINK)} onClick={(event) => followLink(event, RELINK)}>
              Re-link the Page
            </a>
          )}
          <a href={hrefOf({ page: "events", id: expiredBy.eventId })}>Show the status</a>
        </>
      }
    >
      Vonage rejected a reply with code 1370, which is what an expired link gives.
      {kind === "simulated" &&
        " The simulator gives it while its Messenger switch says “Link to the Page expired”."}
    </Note>
  );
}
