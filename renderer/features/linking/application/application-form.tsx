// The form of a new application: what the guides create by command line or in the dashboard.
import { Button, Textarea, TextInput } from "@mantine/core";
import { useState, type FormEvent, type ReactNode } from "react";
import type { Application } from "../../../../preload/contract/applications.ts";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import { ApplicationId, type WorkspaceId } from "../../../../preload/contract/ids.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct, useRefresh } from "../../../bridge/use-call.ts";
import { SaveKeyFile } from "../../../components/save-key-file.tsx";
import { publicUrls, useAppState } from "../../../components/use-app-state.ts";
import { NOT_BLANK, useFieldProblem, WEB_ADDRESS } from "../../../components/use-field-problem.ts";
import { AccountError } from "../account-error.tsx";
import { ChoiceField, TickField } from "../choice-field.tsx";
import { fieldLook } from "../field-look.ts";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import { showPassing } from "../../../components/toast.ts";
import { ApplicationPicker } from "./application-picker.tsx";
import { readNewApplication, type KeyOrigin } from "./new-application-fields.ts";
import classes from "../panel.module.css";

/** What came of the form. */
export interface CreatedApplication {
  readonly application: Application;
  /** The workspace took it as its own. */
  readonly isUsed: boolean;
  /** Hookline holds its private key. */
  readonly hasKey: boolean;
}

interface ApplicationFormProps {
  readonly workspace: Workspace;
  onCreated(created: CreatedApplication): void;
  onCancel(): void;
}

const KEY_CHOICES: readonly {
  value: KeyOrigin;
  label: string;
  hint: string;
}[] = [
  {
    value: "local",
    label: "Make the key pair here",
    hint: "Only the public key is sent to Vonage.",
  },
  {
    value: "vonage",
    label: "Let Vonage make it",
    hint: "Its private key is shown once by the API and goes straight to the stored keys.",
  },
  {
    value: "own",
    label: "Use a public key of my own",
    hint: "You keep the private key and store it later.",
  },
];

const WHOLE_ADDRESS = "Type a whole address, with https:// or http:// before it.";

/** After these the application may be there all the same: a second try would make another one. */
const MAY_BE_THERE: ReadonlySet<string> = new Set([
  "APPLICATION_NOT_TAKEN",
  "NETWORK_NO_ANSWER",
  "NETWORK_BROKEN",
]);

/** Everything typed stays until the application exists. */
export function ApplicationForm({ workspace, onCreated, onCancel }: ApplicationFormProps): ReactNode {
  const app = useAppState();
  const urls = app === undefined ? null : publicUrls(app);
  const create = useAct("applications.create");
  const refresh = useRefresh();
  const [key, setKey] = useState<KeyOrigin>("local");
  const [isLooking, setLooking] = useState(false);
  const problems = {
    name: useFieldProblem("The application needs a name."),
    inboundUrl: useFieldProblem(WHOLE_ADDRESS),
    statusUrl: useFieldProblem(WHOLE_ADDRESS),
  };

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const wanted = readNewApplication((name) => {
      const value = fields.get(name);
      return typeof value === "string" ? value : null;
    }, workspace.id);
    const created = await create.run(wanted);
    if (!created.ok) return;
    showPassing(`Application “${created.value.name}” created`);
    onCreated({ application: created.value, isUsed: wanted.use, hasKey: wanted.key.from !== "own" });
  }

  if (urls === null) return null;
  const lookButton = (
    <Button
      size="xs"
      onClick={() => {
        refresh("applications.list");
        setLooking(true);
      }}
    >
      Look at the list
    </Button>
  );
  const isLocal = app?.tunnel.state !== "open" && workspace.kind === "real";
  return (
    <>
      <form
        className={classes.form}
        aria-label="Create an application"
        autoComplete="off"
        onSubmit={(event) => void send(event)}
      >
        <h3>Create an application</h3>
        <div className={classes.fields}>
          <TextInput
            name="name"
            label="Application name"
            description="Names need not be unique"
            placeholder="Bike bot"
            required
            pattern={NOT_BLANK}
            maxLength={255}
            ref={focusOnMount}
            {...problems.name}
            {...fieldLook("plain")}
          />
          <ChoiceField
            name="version"
            legend="Version of the webhooks"
            choices={[
              { value: "v1", label: "v1" },
              { value: "v0.1", label: "v0.1" },
            ]}
            defaultValue="v1"
          />
          <TextInput
            name="inboundUrl"
            type="url"
            label="Inbound URL"
            description={
              isLocal ? "Vonage cannot reach this computer: open the tunnel, or set it later" : "POST"
            }
            required
            pattern={WEB_ADDRESS}
            maxLength={2_000}
            defaultValue={urls.inbound}
            {...problems.inboundUrl}
            {...fieldLook("mono")}
          />
          <TextInput
            name="statusUrl"
            type="url"
            label="Status URL"
            description={isLocal ? "As above" : "POST"}
            required
            pattern={WEB_ADDRESS}
            maxLength={2_000}
            defaultValue={urls.status}
            {...problems.statusUrl}
            {...fieldLook("mono")}
          />
        </div>
        <ChoiceField
          name="key"
          legend="Key pair"
          choices={KEY_CHOICES}
          defaultValue="local"
          onChange={(value) => setKey(value)}
        />
        {key === "own" && <PublicKeyField />}
        <fieldset className={classes.group}>
          <legend>Settings</legend>
          <TickField
            name="mediaAuthentication"
            label="Enhanced inbound media security"
            hint="Links to inbound media then ask for a JWT of this application."
          />
          <TickField
            name="improveAi"
            label="Let Vonage use the data to improve its AI"
            hint="privacy.improve_ai; off unless you tick it."
          />
          <TickField
            name="throwAway"
            label="Throw-away, only for linking"
            hint="The workspace keeps its own application; remove this one when the Page is linked."
          />
        </fieldset>
        {create.error !== null && (
          <AccountError
            error={create.error}
            {...(MAY_BE_THERE.has(create.error.code)
              ? { action: <Rescue error={create.error} workspace={workspace.id} look={lookButton} /> }
              : {})}
          />
        )}
        <div className={classes.buttons}>
          <Button type="submit" variant="filled" size="md" disabled={create.isRunning}>
            Create application
          </Button>
          <Button size="md" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
      {isLooking && (
        <ApplicationPicker workspace={workspace} onChosen={onCancel} onCancel={() => setLooking(false)} />
      )}
    </>
  );
}

/** What is wrong with it goes with it when another key pair is chosen. */
function PublicKeyField(): ReactNode {
  const problem = useFieldProblem("Paste the public key.");
  return (
    <Textarea
      name="publicKey"
      label="Public key"
      description="PEM; begins with -----BEGIN PUBLIC KEY-----"
      required
      rows={4}
      maxLength={16_384}
      spellCheck={false}
      {...problem}
      {...fieldLook("mono")}
    />
  );
}

interface RescueProps {
  readonly error: AppErrorValue;
  readonly workspace: WorkspaceId;
  readonly look: ReactNode;
}

/** The way to the application that was made; and to its key, which could not be stored but is still held. */
function Rescue({ error, workspace, look }: RescueProps): ReactNode {
  const made = ApplicationId.safeParse(error.details["applicationId"]);
  return (
    <div className={classes.buttons}>
      {look}
      {error.code === "APPLICATION_NOT_TAKEN" && made.success && (
        <SaveKeyFile size="xs" workspace={workspace} applicationId={made.data} />
      )}
    </div>
  );
}
