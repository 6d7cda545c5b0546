// Nothing has arrived yet: where webhooks go, how to make one, and after a while what may be wrong.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconPlus } from "@tabler/icons-react";
import type { AppState } from "../../../preload/contract/app-state.ts";
import type { TunnelState } from "../../../preload/contract/tunnel.ts";
import { isRestingSimulator, type Workspace } from "../../../preload/contract/workspace.ts";
import { useAct } from "../../bridge/use-call.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { SimulatorOff } from "../../components/simulator-off.tsx";
import { OpenTunnel } from "../../components/open-tunnel.tsx";
import { publicUrls, useAppState } from "../../components/use-app-state.ts";
import { useNow } from "../../components/use-now.tsx";
import { hrefOf } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { likelyCauses, type CauseState } from "./likely-causes.ts";
import classes from "./list-states.module.css";

const PATIENCE_MS = 60_000;

interface WaitingForWebhookProps {
  /** Epoch ms; null = not known. */
  readonly since: number | null;
}

/** The empty log of a workspace. */
export function WaitingForWebhook({ since }: WaitingForWebhookProps) {
  const app = useAppState();
  const workspace = useActiveWorkspace();
  if (app === undefined) return null;
  const urls = publicUrls(app);
  const reach = urls === app.listener ? ", for this computer only" : "";
  return (
    <div className={classes.waiting}>
      <h2>Waiting for the first webhook</h2>
      <NextStep app={app} workspace={workspace} />
      <dl className={classes.urls}>
        <Url name="Inbound URL" reach={reach} value={urls.inbound} />
        <Url name="Status URL" reach={reach} value={urls.status} />
      </dl>
      {since !== null && <Causes since={since} />}
    </div>
  );
}

/** What makes the first one come. */
function NextStep({ app, workspace }: { readonly app: AppState; readonly workspace: Workspace }) {
  if (isRestingSimulator(workspace)) {
    return (
      <p>
        <SimulatorOff /> For a Page of your own,{" "}
        <a href={hrefOf({ page: "keys", place: "add" })}>add a workspace</a>.
      </p>
    );
  }
  return workspace.kind === "simulated" ? <SimulatedMessage /> : <RealMessage tunnel={app.tunnel} />;
}

function SimulatedMessage() {
  const receive = useAct("simulator.receive");
  return (
    <>
      <p>The simulator plays a Facebook user who writes to the Page.</p>
      <div>
        <Button
          variant="filled"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          loading={receive.isRunning}
          onClick={() => void receive.run({ type: "text" })}
        >
          Receive a test message
        </Button>
      </div>
      {receive.error !== null && <ErrorNotice error={receive.error} />}
    </>
  );
}

/** First what Vonage needs to reach this computer, then what the person does. */
function RealMessage({ tunnel }: { readonly tunnel: TunnelState }) {
  switch (tunnel.state) {
    case "open":
      return <p>Send yourself a message on Messenger: open the Page and write to it.</p>;
    case "reconnecting":
      return <p>The tunnel is reconnecting. Until then Vonage cannot reach this computer.</p>;
    default:
      return (
        <>
          <p>Vonage cannot reach this computer yet. A tunnel gives it a public address.</p>
          <OpenTunnel tunnel={tunnel} variant="filled" />
        </>
      );
  }
}

interface UrlProps {
  readonly name: string;
  /** Who can call it, where not everybody can. */
  readonly reach: string;
  readonly value: string;
}

function Url({ name, reach, value }: UrlProps) {
  return (
    <div className={classes.url}>
      <dt>
        {name}
        {reach}
      </dt>
      <dd>
        <span className={`mono ${classes.address ?? ""}`}>{value}</span>
        <CopyButton value={value} label={name} />
      </dd>
    </div>
  );
}

/** Appears after a minute without any event. */
function Causes({ since }: { readonly since: number }) {
  const now = useNow(1_000);
  const app = useAppState();
  const workspace = useActiveWorkspace();
  if (app === undefined || now - since < PATIENCE_MS) return null;
  return (
    <section className={classes.causes} aria-label="What could be wrong">
      <h2>Nothing for a minute. What could be wrong</h2>
      <ul>
        {likelyCauses(app, workspace).map(({ id, state, text }) => (
          <li key={id}>
            <CauseIcon state={state} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {workspace.kind !== "simulated" && <a href={hrefOf({ page: "linking" })}>Open Linking</a>}
    </section>
  );
}

function CauseIcon({ state }: { readonly state: CauseState }) {
  const shape = { size: 16, stroke: 1.75, role: "img" };
  switch (state) {
    case "fine":
      return <IconCircleCheck {...shape} color="var(--verified)" aria-label="Fine" />;
    case "wrong":
      return <IconAlertTriangle {...shape} color="var(--badsig)" aria-label="Wrong" />;
    case "unknown":
      return <IconCircleDashed {...shape} color="var(--text-3)" aria-label="To be checked" />;
  }
}
