// Webhook URLs: where the application points now by what is stored, and one press to point it here or back.
import { Button } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { WebhookUrlsState } from "../../../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { Tag } from "../../../components/tag.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { publicUrls, useAppState } from "../../../components/use-app-state.ts";
import { AccountError } from "../account-error.tsx";
import { ACCESS_WORDS, accountAccess, NoAccess, type AccountAccess } from "../account-access.tsx";
import { Panel } from "../panel.tsx";
import { ForgetUrls } from "./forget-urls.tsx";
import { UrlPlan, Webhook } from "./url-plan.tsx";
import type { WebhookUrls } from "./use-webhook-urls.ts";
import classes from "../panel.module.css";

interface WebhookUrlsPanelProps {
  readonly id: string;
  readonly workspace: Workspace;
  readonly urls: WebhookUrls;
  readonly isOpen: boolean;
  onToggle(): void;
}

/** The panel. It paints from the journal; the application itself is read when a change is planned. */
export function WebhookUrlsPanel({
  id,
  workspace,
  urls,
  isOpen,
  onToggle,
}: WebhookUrlsPanelProps): ReactNode {
  const { state } = urls;
  const access = accountAccess(workspace);
  return (
    <Panel
      id={id}
      icon={IconWebhook}
      title="Webhook URLs"
      summary={state === null ? "" : <Summary state={state} access={access} />}
      isOpen={isOpen}
      onToggle={onToggle}
    >
      {access !== "ready" && <NoAccess access={access} does="set both webhook URLs for you" />}
      {access === "ready" && state !== null && <Work workspace={workspace} urls={urls} state={state} />}
      <AccountError error={urls.error} />
    </Panel>
  );
}

interface WorkProps {
  readonly workspace: Workspace;
  readonly urls: WebhookUrls;
  readonly state: WebhookUrlsState;
}

function Work({ workspace, urls, state }: WorkProps): ReactNode {
  const app = useAppState();
  const [isForgetting, setForgetting] = useState(false);
  const hasOld = state.phase !== "untouched";
  const isTunnelOpen = app?.tunnel.state === "open";
  const isReachable = isTunnelOpen || workspace.kind === "simulated";
  return (
    <>
      <p className={classes.text}>{state.outdated ? OUTDATED_WORDS : PHASE_WORDS[state.phase]}</p>
      {state.damaged !== null && (
        <p className={classes.text}>
          The journal of old URLs cannot be read, so nothing is changed: look at the note above.
        </p>
      )}
      {hasOld && <Kept state={state} />}
      {!hasOld && isReachable && app !== undefined && <Ours urls={publicUrls(app)} />}
      {urls.draft === null && (
        <div className={classes.buttons}>
          <Button
            size="xs"
            variant={state.phase === "untouched" || state.outdated ? "filled" : "default"}
            disabled={
              urls.isBusy || !isReachable || workspace.applicationId === null || state.damaged !== null
            }
            onClick={() => void urls.look("set")}
          >
            {workspace.kind === "simulated" && !isTunnelOpen
              ? "Set to the listener’s"
              : "Set to the tunnel’s"}
          </Button>
          {hasOld && (
            <Button
              size="xs"
              variant={state.phase === "left-over" || state.phase === "unconfirmed" ? "filled" : "default"}
              disabled={urls.isBusy || state.damaged !== null}
              onClick={() => void urls.look("restore")}
            >
              Put the old ones back
            </Button>
          )}
          {hasOld && !isForgetting && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setForgetting(true)}>
              Forget the old ones
            </Button>
          )}
          {urls.isBusy && <span className={classes.checked}>Asking the account</span>}
        </div>
      )}
      {!isReachable && (
        <p className={classes.text}>
          The tunnel is not open, and Vonage cannot reach this computer without it. Open it in the title bar
          first.
        </p>
      )}
      {workspace.applicationId === null && (
        <p className={classes.text}>No application is chosen: choose or create one above.</p>
      )}
      {isForgetting && hasOld && <ForgetUrls urls={urls} onClose={() => setForgetting(false)} />}
      <UrlPlan urls={urls} />
      <details className={classes.more}>
        <summary>An account that is in production already</summary>
        <p className={classes.text}>
          Only the application’s own URLs are set. An account also has webhook settings of its own, for SMS
          and for Messages sent without an application; they are left alone, and so is everything that relies
          on them. If live traffic uses this application, make another one for development, or a sub-account
          with an API key of its own: a Page has one application at a time, and its messages go where that one
          points.
        </p>
      </details>
    </>
  );
}

const PHASE_WORDS: Readonly<Record<WebhookUrlsState["phase"], string>> = {
  untouched:
    "Sets the inbound and the status URL of the application to Hookline’s, both with POST, and nothing else. The old ones are written down first and put back when Hookline ends.",
  set: "Both URLs lead to Hookline. The old ones are written down, and put back when Hookline ends.",
  unconfirmed:
    "A change was begun, and no answer told whether it got through. Look at what the application has now: set the URLs again, or put the old ones back.",
  "left-over":
    "An earlier run set the URLs and ended without putting the old ones back. The application may still point there.",
  "older-kept":
    "Somebody else had changed the URLs meanwhile, and theirs were put back. Those from before that are still written down: put them back, or forget them.",
};

const OUTDATED_WORDS =
  "Hookline set both URLs, and they lead here no more. The old ones are written down, and put back when Hookline ends.";

interface SummaryProps {
  readonly state: WebhookUrlsState;
  readonly access: AccountAccess;
}

function Summary({ state, access }: SummaryProps): ReactNode {
  if (state.damaged !== null) return <Tag tone="badsig">Journal damaged</Tag>;
  switch (state.phase) {
    case "untouched":
      return access === "ready" ? "Not changed by Hookline" : ACCESS_WORDS[access];
    case "set":
      return state.outdated ? <Tag tone="unsigned">Lead elsewhere</Tag> : <Tag tone="verified">Set</Tag>;
    case "unconfirmed":
      return <Tag tone="unsigned">Not confirmed</Tag>;
    case "left-over":
      return <Tag tone="unsigned">Left over</Tag>;
    case "older-kept":
      return <Tag tone="unsigned">Older ones kept</Tag>;
  }
}

const OURS = { inbound: "Inbound URL, ours", status: "Status URL, ours" };
const OURS_WORDS: Readonly<Record<WebhookUrlsState["phase"], typeof OURS>> = {
  untouched: OURS,
  set: { inbound: "Inbound URL", status: "Status URL" },
  unconfirmed: OURS,
  "left-over": OURS,
  "older-kept": { inbound: "Inbound URL, ours then", status: "Status URL, ours then" },
};

/** What was set, and what is to be put back one day. */
function Kept({ state }: { readonly state: WebhookUrlsState }): ReactNode {
  return (
    <dl className={classes.facts}>
      <dt>{OURS_WORDS[state.phase].inbound}</dt>
      <dd className={classes.mono}>
        <Webhook webhook={state.ours?.inbound ?? null} />
      </dd>
      <dt>before</dt>
      <dd className={classes.mono}>
        <Webhook webhook={state.old?.inbound ?? null} />
      </dd>
      <dt>{OURS_WORDS[state.phase].status}</dt>
      <dd className={classes.mono}>
        <Webhook webhook={state.ours?.status ?? null} />
      </dd>
      <dt>before</dt>
      <dd className={classes.mono}>
        <Webhook webhook={state.old?.status ?? null} />
      </dd>
      {state.setAt !== null && (
        <>
          <dt>{state.phase === "unconfirmed" ? "Begun" : "Set"}</dt>
          <dd>
            <TimeText at={state.setAt} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** What the URLs would become. */
function Ours({ urls }: { readonly urls: { readonly inbound: string; readonly status: string } }): ReactNode {
  return (
    <dl className={classes.facts}>
      <dt>Inbound URL</dt>
      <dd className={classes.mono}>{urls.inbound}</dd>
      <dt>Status URL</dt>
      <dd className={classes.mono}>{urls.status}</dd>
    </dl>
  );
}
