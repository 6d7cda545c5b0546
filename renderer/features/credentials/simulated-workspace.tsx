// The keys of the simulated workspace: to be seen, not to be changed.
import { isRestingSimulator, type Workspace } from "../../../preload/contract/workspace.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { SaveKeyFile } from "../../components/save-key-file.tsx";
import { SimulatorOff } from "../../components/simulator-off.tsx";
import { KeyFacts } from "./key-facts.tsx";
import { SignatureSecretState } from "./signature-secret-state.tsx";
import classes from "./keys-page.module.css";

interface SimulatedWorkspaceProps {
  readonly workspace: Workspace;
}

/** Facts of the simulator's application, and why they cannot be changed. */
export function SimulatedWorkspace({ workspace }: SimulatedWorkspaceProps) {
  if (isRestingSimulator(workspace)) {
    return (
      <p className={classes.note} data-tone="sim">
        <SimulatorOff />
      </p>
    );
  }
  const facts = [
    ["Application ID", workspace.applicationId],
    ["Page ID", workspace.pageId],
    ["API key", workspace.apiKey],
    ["API host", workspace.apiHost],
  ] as const;
  return (
    <>
      <p className={classes.note} data-tone="sim">
        The simulator made these keys. They work on this computer only and cannot be changed; Vonage knows
        nothing of them.
      </p>
      <dl className={classes.facts}>
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label} className={classes.fact}>
              <dt>{label}</dt>
              <dd>
                <span className={classes.long}>{value}</span>
                <CopyButton value={value} label={label} />
              </dd>
            </div>
          ),
        )}
      </dl>
      {workspace.hasSignatureSecret && (
        <section className={classes.key} aria-label="Signature secret of the simulator">
          <h3 className={classes.subtitle}>Signature secret</h3>
          <SignatureSecretState workspace={workspace} />
        </section>
      )}
      {workspace.key !== null && (
        <section className={classes.key} aria-label="Private key of the simulator">
          <KeyFacts title="Private key" summary={workspace.key} />
          <div className={classes.buttons}>
            <SaveKeyFile workspace={workspace.id} />
          </div>
        </section>
      )}
    </>
  );
}
