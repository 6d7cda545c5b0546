// The sandbox: on or off, the text to join, and who may be written to.
import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Psid } from "../../../../preload/contract/ids.ts";
import type { SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { CopyButton } from "../../../components/copy-button.tsx";
import { VerbatimLine } from "../../../components/verbatim.tsx";
import { SwitchSection } from "./switch-section.tsx";
import classes from "./switches.module.css";

interface SandboxFormProps {
  readonly sandbox: SimulatorState["sandbox"];
  readonly people: SimulatorState["people"];
}

/** The switch, and while it is on the testers. */
export function SandboxForm({ sandbox, people }: SandboxFormProps) {
  const set = useAct("simulator.setSandbox");
  const [typed, setTyped] = useState("");
  const { isOn, testers, joinText, pageId } = sandbox;
  const psid = Psid.safeParse(typed.trim());
  const nameOf = (tester: Psid): string | null =>
    people.find((person) => person.psid === tester)?.name ?? null;

  async function addTester(): Promise<void> {
    if (!psid.success || set.isRunning) return;
    const done = await set.run({
      isOn,
      testers: [...testers.filter((each) => each !== psid.data), psid.data],
    });
    if (done.ok) setTyped("");
  }

  return (
    <SwitchSection
      title="Sandbox"
      lede="One shared Page, one message a second, and only testers may be written to."
      error={set.error}
    >
      <Switch
        label="Play the sandbox of the Messages API"
        checked={isOn}
        onChange={(event) => void set.run({ isOn: event.currentTarget.checked })}
      />
      {isOn && (
        <>
          <dl className={classes.facts}>
            <div>
              <dt>Shared Page</dt>
              <dd>
                <span className="mono">{pageId}</span>
                <CopyButton value={pageId} label="Page ID of the sandbox" />
              </dd>
            </div>
            <div>
              <dt>Text to join</dt>
              <dd>
                <span className="mono">{joinText}</span>
                <CopyButton value={joinText} label="text to join" />
              </dd>
            </div>
          </dl>
          <form
            className={classes.tester}
            aria-label="Add a tester"
            onSubmit={(event) => {
              event.preventDefault();
              void addTester();
            }}
          >
            <TextInput
              aria-label="PSID of a tester"
              placeholder="PSID"
              autoComplete="off"
              spellCheck={false}
              list="simulated-psids"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <datalist id="simulated-psids">
              {people.map((person) => (
                <option key={`${person.pageId} ${person.psid}`} value={person.psid}>
                  {person.name ?? ""}
                </option>
              ))}
            </datalist>
            <Button type="submit" size="md" disabled={!psid.success} loading={set.isRunning}>
              Add tester
            </Button>
          </form>
          {testers.length === 0 ? (
            <p className={classes.lede}>
              Nobody is a tester yet. Whoever writes the text to join becomes one.
            </p>
          ) : (
            <ul className={classes.testers} aria-label="Testers">
              {testers.map((tester) => (
                <li key={tester}>
                  <span className="mono">{tester}</span> <VerbatimLine text={nameOf(tester) ?? ""} />
                  <ActionIcon
                    size={24}
                    aria-label={`Remove tester ${nameOf(tester) ?? tester}`}
                    onClick={() => void set.run({ isOn, testers: testers.filter((each) => each !== tester) })}
                  >
                    <IconX size={14} stroke={1.75} aria-hidden="true" />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </SwitchSection>
  );
}
