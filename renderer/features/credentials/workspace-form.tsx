// The fields of one workspace: who it is, where it is, and its secrets.
//
// The secrets stand in uncontrolled fields and are read once, when the form is sent: they are never in React state.
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { NOT_BLANK, useFieldProblem } from "../../components/use-field-problem.ts";
import { ApplicationIdField } from "./application-id-field.tsx";
import { ApiHostField, SandboxNote } from "./api-host-field.tsx";
import { KeyDrop } from "./key-drop.tsx";
import { PageIdField } from "./page-id-field.tsx";
import { SignatureSecretState } from "./signature-secret-state.tsx";
import { SaveProblem } from "./save-problem.tsx";
import { useTypedForms } from "./typed-forms.tsx";
import { useStoredTexts } from "./use-stored-texts.ts";
import {
  SANDBOX_CHOICE,
  SECRET_FIELDS,
  changedFields,
  readWorkspaceFields,
  storedTexts,
  typedTexts,
  type ReadField,
  type WorkspaceChange,
} from "./workspace-fields.ts";
import classes from "./keys-page.module.css";

interface WorkspaceFormProps {
  /** null = a new one. */
  readonly workspace: Workspace | null;
  readonly error: AppErrorValue | null;
  readonly isSaving: boolean;
  readonly onSave: (change: WorkspaceChange) => void;
  /** What can be done besides saving, e.g. removing a stored secret. */
  readonly keyAction?: ReactNode;
  readonly apiSecretAction?: ReactNode;
  readonly signatureSecretAction?: ReactNode;
  readonly children?: ReactNode;
}

/** Form of a workspace. What is stored in the vault is never shown back, only that it is there. */
export function WorkspaceForm(props: WorkspaceFormProps) {
  const { workspace, error, isSaving, onSave } = props;
  // Not state: the text of a private key must not be kept where the page renders from.
  const privateKey = useRef<Promise<string | null> | null>(null);
  const isWaiting = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const agreedHost = useRef<string | null>(null);
  const hasKey = useRef(false);
  const typedForms = useTypedForms();
  const formOf = workspace?.id ?? "new";
  const [typed] = useState(() => typedForms.read(formOf));
  const stored = storedTexts(workspace);
  const texts = { ...stored, ...typed?.texts };
  const [choice, setChoice] = useState(texts.hostChoice);
  const shown = useStoredTexts({
    form,
    stored,
    onHostChoice: (former, now) => setChoice((chosen) => (chosen === former ? now : chosen)),
  });
  const isSandbox = choice === SANDBOX_CHOICE;
  const nameProblem = useFieldProblem("The workspace needs a name.");
  const [isSentHere, setSentHere] = useState(false);
  const hasLostSecret = typed?.hadSecret === true;
  // What was refused before this form was come back to would go out without them.
  const canSendAgain = isSentHere || !hasLostSecret;
  const isRefused = error?.code === "VONAGE_SECRET_REFUSED";

  /** A key that is still being looked at is waited for, and so is one that takes its place meanwhile. */
  async function settledKey(): Promise<string | null> {
    const looking = privateKey.current;
    const pem = await looking;
    return looking === privateKey.current ? pem : settledKey();
  }

  /** Notes what stands in the fields: they may be gone with the screen at any moment. */
  function note(): void {
    if (form.current === null) return;
    const read = fieldReader(form.current);
    const hasSecret = hasKey.current || SECRET_FIELDS.some((name) => (read(name) ?? "") !== "");
    typedForms.note(formOf, {
      texts: typedTexts(read, stored),
      hadSecret: hasSecret || hasLostSecret,
    });
  }

  async function takeKey(looking: Promise<string | null>): Promise<void> {
    privateKey.current = looking;
    const pem = await looking;
    if (looking !== privateKey.current) return;
    hasKey.current = pem !== null;
    note();
  }

  async function save(how: "checked" | "unchecked"): Promise<void> {
    // Only the form's own button has the browser look at the fields.
    if (isWaiting.current || form.current?.reportValidity() !== true) return;
    isWaiting.current = true;
    const pem = await settledKey();
    isWaiting.current = false;
    if (form.current === null) return;
    setSentHere(true);
    const read = fieldReader(form.current);
    onSave({
      ...(workspace === null ? readWorkspaceFields(read, pem) : changedFields(read, shown.current, pem)),
      ...(agreedHost.current === null ? {} : { agreedHost: agreedHost.current }),
      ...(how === "unchecked" ? { unchecked: true } : {}),
    });
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void save("checked");
  }

  function agree(apiHost: string): void {
    agreedHost.current = apiHost;
    void save("checked");
  }

  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={submit}
      onChange={note}
      autoComplete="off"
      tabIndex={-1}
    >
      <div className={classes.fields}>
        <TextInput
          name="name"
          label="Workspace name"
          placeholder="Bike bot"
          required
          pattern={NOT_BLANK}
          maxLength={80}
          defaultValue={texts.name}
          {...nameProblem}
        />
        <ApplicationIdField
          stored={texts.applicationId}
          description={
            isSandbox
              ? "Not needed in the sandbox"
              : "Of the Vonage application, from its page in the dashboard"
          }
        />
        <PageIdField stored={texts.pageId} isSandbox={isSandbox} />
        <TextInput
          name="pageName"
          label="Page name"
          description="A nickname of your choice, shown instead of the ID"
          maxLength={80}
          defaultValue={texts.pageName}
        />
        <ApiHostField otherHost={texts.apiHost} choice={choice} onChoose={setChoice} />
      </div>
      {isSandbox && <SandboxNote />}
      {hasLostSecret && (isSentHere || !isSaving) && (
        <p className={classes.note}>
          A private key or secret that was typed is not kept on another screen: give it again.
        </p>
      )}
      <div hidden={isSandbox}>
        <KeyDrop
          stored={workspace?.key ?? null}
          action={props.keyAction}
          onKey={(looking) => void takeKey(looking)}
        />
      </div>
      <div className={classes.fields}>
        <TextInput
          name="apiKey"
          label="API key"
          description="Of the account; webhooks name it"
          maxLength={64}
          defaultValue={texts.apiKey}
          error={isRefused}
          aria-invalid={isRefused}
          classNames={{ input: "mono" }}
        />
        <SecretField
          name="apiSecret"
          label="API secret"
          description="Of the account; tried with the key before it is stored"
          isStored={workspace?.hasApiSecret === true}
          isRefused={isRefused}
          action={props.apiSecretAction}
        />
        <SecretField
          name="signatureSecret"
          label="Signature secret"
          description="Proves that a webhook comes from Vonage; without it signatures are not checked"
          isStored={workspace?.hasSignatureSecret === true}
          action={props.signatureSecretAction}
          state={workspace !== null && <SignatureSecretState workspace={workspace} />}
        />
      </div>
      {error !== null && (
        <SaveProblem
          error={error}
          isSaving={isSaving}
          onAgree={canSendAgain ? agree : null}
          onSaveUnchecked={canSendAgain ? () => void save("unchecked") : null}
        />
      )}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={isSaving}>
          {workspace === null ? "Add workspace" : "Save"}
        </Button>
        {props.children}
      </div>
    </form>
  );
}

function fieldReader(form: HTMLFormElement): ReadField {
  const fields = new FormData(form);
  return (name) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : null;
  };
}

function VisibilityIcon({ reveal }: { readonly reveal: boolean }) {
  return reveal ? <IconEyeOff size={16} stroke={1.75} /> : <IconEye size={16} stroke={1.75} />;
}

interface SecretFieldProps {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly isStored: boolean;
  /** Vonage does not take what is typed. */
  readonly isRefused?: boolean;
  readonly action: ReactNode;
  /** What is known of the stored one. */
  readonly state?: ReactNode;
}

function SecretField(props: SecretFieldProps) {
  const { name, label, description, isStored, isRefused = false, action, state } = props;
  return (
    <div className={classes.secret}>
      <PasswordInput
        name={name}
        label={label}
        description={description}
        placeholder={isStored ? "Stored. Type another to replace it" : ""}
        autoComplete="new-password"
        maxLength={16_384}
        error={isRefused}
        aria-invalid={isRefused}
        visibilityToggleIcon={VisibilityIcon}
        visibilityToggleButtonProps={{ "aria-label": `Show the ${label} being typed`, tabIndex: 0 }}
      />
      {isStored && state}
      {isStored && action}
    </div>
  );
}
