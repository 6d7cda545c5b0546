// Whose account it is, and whether Vonage takes its key and secret.
import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { AccountCheck } from "../../../../preload/contract/applications.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { formatCount, formatSpan } from "../../../components/format.ts";
import { AccountError } from "../account-error.tsx";
import { useReadAnew } from "../use-read-anew.ts";
import classes from "../panel.module.css";

/** From here on a clock counts as off: JWTs are dated by it. */
const CLOCK_OFF_SECONDS = 5;

/** The API key and the button that tries it. */
export function AccountLine({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const check = useAct("account.check");
  const readAnew = useReadAnew(workspace.id);
  const [found, setFound] = useState<AccountCheck | null>(null);

  async function run(): Promise<void> {
    const checked = await check.run({ workspace: workspace.id });
    setFound(checked.ok ? checked.value : null);
    // A refusal from before is no longer true.
    if (checked.ok) readAnew("applications.get", "applications.list", "externalAccounts.list");
  }

  return (
    <>
      <div className={classes.buttons}>
        <span>
          API key <span className={classes.mono}>{workspace.apiKey}</span>
        </span>
        <Button size="xs" disabled={check.isRunning} onClick={() => void run()}>
          Check key and secret
        </Button>
        <span className={classes.checked} role="status">
          {found === null ? "" : foundWords(found)}
        </span>
      </div>
      <AccountError error={check.error} />
    </>
  );
}

function foundWords({ applications, clockOffSeconds }: AccountCheck): string {
  const taken = `Both taken; ${formatCount(applications)} ${applications === 1 ? "application" : "applications"}`;
  if (clockOffSeconds === null) return `${taken}.`;
  if (Math.abs(clockOffSeconds) < CLOCK_OFF_SECONDS) return `${taken}; this clock is right.`;
  const by = formatSpan(Math.abs(clockOffSeconds) * 1_000);
  return `${taken}. This computer’s clock is ${by} ${clockOffSeconds > 0 ? "ahead" : "behind"}.`;
}
