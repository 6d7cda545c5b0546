// A new person to play.
import { Button, TextInput } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { Psid, type PageId } from "../../../../preload/contract/ids.ts";
import type { SimulatedPerson } from "../../../../preload/contract/simulator-state.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import classes from "./people-panel.module.css";

interface AddPersonFormProps {
  /** The Page they will write to; undefined = the simulator's own. */
  readonly pageId: PageId | undefined;
  /** Who is there already. One with a name is not given another by a PSID that is typed again. */
  readonly others: readonly SimulatedPerson[];
  readonly onAdded: (person: SimulatedPerson) => void;
  readonly onClose: () => void;
}

/** Name and PSID; without a PSID one is invented. */
export function AddPersonForm({ pageId, others, onAdded, onClose }: AddPersonFormProps) {
  const save = useAct("simulator.savePerson");
  const [name, setName] = useState("");
  const [psid, setPsid] = useState("");
  const wanted = psid.trim() === "" ? undefined : Psid.safeParse(psid.trim());

  const namesake = others.find((person) => person.psid === psid.trim())?.name ?? null;
  const problem =
    wanted?.success === false
      ? "At most 50 characters."
      : namesake === null
        ? null
        : `${namesake} has this PSID.`;
  const canAdd = name.trim() !== "" && problem === null;

  async function add(): Promise<void> {
    if (!canAdd || save.isRunning) return;
    const saved = await save.run({
      name,
      ...(wanted?.data === undefined ? {} : { psid: wanted.data }),
      ...(pageId === undefined ? {} : { pageId }),
    });
    if (saved.ok) onAdded(saved.value);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  }

  return (
    <form
      className={classes.form}
      aria-label="Add a person"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {save.error !== null && <ErrorNotice error={save.error} />}
      <TextInput
        label="Name"
        description="For you; Messenger tells a bot no names"
        required
        ref={focusOnMount}
        onKeyDown={onKeyDown}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="PSID"
        onKeyDown={onKeyDown}
        description="Left empty, one is made up"
        autoComplete="off"
        spellCheck={false}
        value={psid}
        error={problem}
        onChange={(event) => setPsid(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit" disabled={!canAdd} loading={save.isRunning}>
          Add person
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
