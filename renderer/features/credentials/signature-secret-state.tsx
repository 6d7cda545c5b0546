// What is known of a stored signature secret: whether a webhook proved it right, and the previous one.
import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useAct } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { formatSpan } from "../../components/format.ts";
import { useNow } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { ShieldCheck, ShieldDashed } from "../../theme/shield-icons.ts";
import { formatMoment } from "./format-moment.ts";
import classes from "./signature-secret-state.module.css";

interface SignatureSecretStateProps {
  readonly workspace: Workspace;
}

/** Nothing where no signature secret is stored. */
export function SignatureSecretState({ workspace }: SignatureSecretStateProps) {
  if (!workspace.hasSignatureSecret) return null;
  return (
    <div className={classes.state}>
      <Proof provedAt={workspace.signatureProvedAt} />
      {workspace.previousSignatureUntil !== null && (
        <Previous workspace={workspace} until={workspace.previousSignatureUntil} />
      )}
    </div>
  );
}

function Proof({ provedAt }: { readonly provedAt: number | null }) {
  const [{ timeFormat }] = useSettings();
  if (provedAt === null) {
    return (
      <p className={classes.line} data-tone="unsigned">
        <ShieldDashed size={16} stroke={1.75} aria-hidden="true" />
        <span>
          <strong>Not proved.</strong> No webhook that it signed has come yet.
        </span>
      </p>
    );
  }
  return (
    <p className={classes.line} data-tone="verified">
      <ShieldCheck size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>Proved</strong> by a webhook on {formatMoment(provedAt, timeFormat)}.
      </span>
    </p>
  );
}

interface PreviousProps {
  readonly workspace: Workspace;
  readonly until: number;
}

/** During a rotation both secrets are accepted. */
function Previous({ workspace, until }: PreviousProps) {
  const drop = useAct("workspaces.change");
  const [{ timeFormat }] = useSettings();
  const leftMs = until - useNow(60_000);
  if (leftMs <= 0) return null;
  return (
    <>
      <p className={classes.line}>
        <IconHistory size={16} stroke={1.75} aria-hidden="true" />
        <span>
          <strong>The previous secret is accepted too,</strong> until {formatMoment(until, timeFormat)} (
          {formatSpan(leftMs)} more): Vonage may still retry webhooks signed with it.
        </span>
      </p>
      {drop.error !== null && <ErrorNotice error={drop.error} />}
      <Button
        disabled={drop.isRunning}
        onClick={() => void drop.run({ id: workspace.id, change: { previousSignatureSecret: null } })}
      >
        Drop the previous secret now
      </Button>
    </>
  );
}
