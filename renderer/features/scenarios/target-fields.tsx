// The addresses of the developer's app, and what that app has to know.
import { TextInput } from "@mantine/core";
import { CopyButton } from "../../components/copy-button.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { hrefOf } from "../../router/router.ts";
import type { PlayForm } from "./play-form.ts";
import classes from "./play.module.css";

interface TargetFieldsProps {
  readonly form: PlayForm;
  readonly onChange: (change: Partial<PlayForm>) => void;
  /** What is wrong with the inbound URL, once that matters. */
  readonly problem: string | null;
}

/** Inbound and status URL, and where the app sends its replies. */
export function TargetFields({ form, onChange, problem }: TargetFieldsProps) {
  return (
    <>
      <div className={classes.fields}>
        <TextInput
          label="Inbound URL"
          description="Where your app takes messages; on this computer"
          required
          maxLength={2_000}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={form.inbound}
          error={problem}
          onChange={(event) => onChange({ inbound: event.currentTarget.value })}
          classNames={{ input: "mono" }}
        />
        <TextInput
          label="Status URL"
          description="Where it takes statuses. Leave empty to send none."
          maxLength={2_000}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={form.status}
          onChange={(event) => onChange({ status: event.currentTarget.value })}
          classNames={{ input: "mono" }}
        />
      </div>
      <AppNeeds />
    </>
  );
}

/** Vonage's address is the simulator's here. */
function AppNeeds() {
  const url = useAppState()?.simulator.url ?? null;
  if (url === null) return null;
  const api = `${url}/v1/messages`;
  return (
    <p className={classes.needs}>
      Your app has to send its replies to{" "}
      <span className={classes.address}>
        <span className="mono">{api}</span>
        <CopyButton value={api} label="address of the API" />
      </span>
      Use the simulated application’s keys. They are in <a href={hrefOf({ page: "keys" })}>Keys and JWT</a>{" "}
      while it is chosen.
    </p>
  );
}
