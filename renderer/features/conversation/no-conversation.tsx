// What stands in place of a thread without messages: whose they are not, and which workspace has them.
import { Button } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { HostAway } from "../../components/host-away.tsx";
import { ShortId } from "../../components/short-id.tsx";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { SwitchToIt } from "../../workspace/switch-to-it.tsx";
import { usePlacesOf, type PersonWanted } from "./use-places-of.ts";
import classes from "./no-conversation.module.css";

/** Says it of the active workspace. With a Page that nobody wrote to, there is nothing yet, anywhere. */
export function NoConversation(wanted: PersonWanted) {
  const { workspaces } = useWorkspaces();
  const active = useActiveWorkspace();
  const isConnected = useIsConnected();
  const { places, error, retry } = usePlacesOf(wanted);
  if (places === undefined) {
    if (error === null) return isConnected ? null : <HostAway />;
    return (
      <div className={classes.error}>
        <ErrorNotice error={error} action={<Button onClick={retry}>Retry</Button>} />
      </div>
    );
  }
  const other = places
    .map((place) => workspaces.find(({ id }) => id === place.workspace && id !== active.id))
    .find((workspace) => workspace !== undefined);
  if (other === undefined && wanted.pageId !== null) {
    return (
      <EmptyState icon={IconMessages} title="No messages yet">
        A Facebook user must write first.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconMessages} title="No conversation here">
      <p>
        {active.name} has no conversation with{" "}
        <span className={classes.person}>
          <ShortId prefix="PSID" value={wanted.psid} />
        </span>
        {other === undefined ? ", nor has another workspace." : `; it belongs to ${other.name}.`}
      </p>
      {other !== undefined && (
        <div className={classes.switch}>
          <SwitchToIt id={other.id} />
        </div>
      )}
    </EmptyState>
  );
}
