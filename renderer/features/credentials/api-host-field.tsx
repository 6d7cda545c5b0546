// Where a workspace talks to: one of Vonage's hosts, its sandbox, or a host of the person's own.
import { NativeSelect, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { API_HOSTS } from "../../../preload/contract/workspace.ts";
import { NOT_BLANK, useFieldProblem } from "../../components/use-field-problem.ts";
import classes from "./keys-page.module.css";
import { OTHER_CHOICE, SANDBOX_CHOICE } from "./workspace-fields.ts";

const CHOICES = [
  ...API_HOSTS.map(({ host, name }) => ({ value: host, label: `${name}: ${new URL(host).host}` })),
  { value: SANDBOX_CHOICE, label: "Messages API sandbox" },
  { value: OTHER_CHOICE, label: "Another host" },
];

interface ApiHostFieldProps {
  /** What stands in the field for another one at first. */
  readonly otherHost: string;
  readonly choice: string;
  readonly onChoose: (choice: string) => void;
}

/** Choice of the host, and the field for another one. */
export function ApiHostField({ otherHost, choice, onChoose }: ApiHostFieldProps) {
  return (
    <>
      <NativeSelect
        name="hostChoice"
        label="API host"
        description="Where replies, JWTs and the account’s key go"
        data={CHOICES}
        value={choice}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
      {choice === OTHER_CHOICE && <OtherHostField otherHost={otherHost} />}
    </>
  );
}

/** What is wrong with it goes with it when another host is chosen. */
function OtherHostField({ otherHost }: Pick<ApiHostFieldProps, "otherHost">) {
  const problem = useFieldProblem("Type the address of the host.");
  return (
    <TextInput
      name="apiHost"
      label="Other API host"
      description="https, or on this computer"
      placeholder="https://api.example.com"
      required
      pattern={NOT_BLANK}
      maxLength={300}
      defaultValue={otherHost}
      {...problem}
      classNames={{ input: "mono" }}
    />
  );
}

/** What is different in the sandbox. */
export function SandboxNote() {
  return (
    <p className={classes.info}>
      <IconInfoCircle size={16} stroke={1.75} aria-hidden="true" />
      <span>
        The sandbox has one Page for everybody and needs no application: replies go with the API key and API
        secret. It takes one message a second, so Hookline waits its turn. It reaches only people who sent it
        the passphrase of your dashboard’s sandbox page.
      </span>
    </p>
  );
}
