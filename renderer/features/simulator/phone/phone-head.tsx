// Whose phone it is: name, PSID, the 24-hour window, and what can be done with the person.
import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconChecks, IconChevronLeft, IconDeviceMobile, IconPencil, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { SimulatedPerson, SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import { nameSteering } from "../../../../preload/contract/steering-characters.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import { formatCount } from "../../../components/format.ts";
import { Verbatim } from "../../../components/verbatim.tsx";
import { WindowMeter } from "../../../components/window-meter.tsx";
import { useShortcuts } from "../../../keyboard/shortcuts.tsx";
import { personName } from "../people/person-words.ts";
import classes from "./phone-head.module.css";

interface PhoneHeadProps {
  readonly person: SimulatedPerson;
  readonly clock: SimulatorState["clock"];
  readonly sandbox: SimulatorState["sandbox"];
  readonly onRemoved: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** The head of the person's column. */
export function PhoneHead({ person, clock, sandbox, onRemoved, onBack }: PhoneHeadProps) {
  const { psid, pageId, unread, lastInboundAt } = person;
  const [isRenaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const [isRemoving, setRemoving] = useState(false);
  const read = useAct("simulator.read");
  const remove = useAct("simulator.removePerson");
  const isTester = sandbox.isOn && sandbox.testers.includes(psid);
  const markRead = (): void => void (unread > 0 && !read.isRunning && read.run({ psid, pageId }));
  useShortcuts("Simulator", [
    { id: "read", keys: "", label: `Mark as read: ${personName(person)}`, run: markRead },
    { id: "rename", keys: "", label: `Rename ${personName(person)}`, run: () => setRenaming(true) },
  ]);

  return (
    <header className={classes.head}>
      <div className={classes.person}>
        {onBack !== undefined && (
          <ActionIcon size={40} ml={-10} aria-label="Back to the people" onClick={onBack}>
            <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        )}
        <span className={classes.avatar} aria-hidden="true">
          <IconDeviceMobile size={16} stroke={1.75} />
        </span>
        <div className={classes.names}>
          <h2 className={classes.name}>
            You, as the Facebook user
            {isTester && <span className={classes.tester}>Tester</span>}
          </h2>
          <div className={classes.psid}>
            {person.name !== null && (
              <span className={classes.who} title={nameSteering(person.name)}>
                <Verbatim text={person.name} />
              </span>
            )}
            <span className={person.name === null ? classes.word : "visually-hidden"}>PSID</span>
            <span className={classes.value} title={nameSteering(psid)}>
              <Verbatim text={psid} />
            </span>
            <CopyButton value={psid} label="PSID" />
          </div>
        </div>
        <Tooltip label="Rename">
          <ActionIcon
            ref={pencil}
            aria-label={`Rename ${personName(person)}`}
            aria-expanded={isRenaming}
            onClick={() => setRenaming(!isRenaming)}
          >
            <IconPencil size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Remove">
          <ActionIcon aria-label={`Remove ${personName(person)}`} onClick={() => setRemoving(true)}>
            <IconTrash size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </div>
      {isRenaming && (
        <RenameForm
          person={person}
          onClose={() => {
            setRenaming(false);
            pencil.current?.focus();
          }}
        />
      )}
      <WindowMeter lastInboundAt={lastInboundAt} clock={clock} />
      {read.error !== null && <ErrorNotice error={read.error} />}
      <div className={classes.acts}>
        <Button
          size="xs"
          disabled={unread === 0}
          loading={read.isRunning}
          leftSection={<IconChecks size={14} stroke={1.75} aria-hidden="true" />}
          onClick={markRead}
        >
          Mark as read
        </Button>
        <span className={classes.unread}>
          {unread === 0 ? "Nothing unread" : `${formatCount(unread)} delivered and not read`}
        </span>
      </div>
      <ConfirmDialog
        isOpen={isRemoving}
        title={`Remove ${personName(person)}`}
        confirmLabel="Remove"
        error={remove.error}
        isRunning={remove.isRunning}
        onClose={() => setRemoving(false)}
        onConfirm={async () => {
          const removed = await remove.run({ psid, pageId });
          if (removed.ok) onRemoved();
          return removed.ok;
        }}
      >
        The person, the conversation on their phone, and that they ever wrote are forgotten. Events stay.
      </ConfirmDialog>
    </header>
  );
}

interface RenameFormProps {
  readonly person: SimulatedPerson;
  readonly onClose: () => void;
}

function RenameForm({ person: { psid, pageId, name: former }, onClose }: RenameFormProps) {
  const save = useAct("simulator.savePerson");
  const [name, setName] = useState(former ?? "");

  async function rename(): Promise<void> {
    if (name.trim() === "" || save.isRunning) return;
    const saved = await save.run({ psid, pageId, name });
    if (saved.ok) onClose();
  }

  return (
    <form
      className={classes.rename}
      aria-label="Rename the person"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      {save.error !== null && <ErrorNotice error={save.error} />}
      <TextInput
        aria-label="Name"
        placeholder="Name"
        ref={focusOnMount}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onClose();
        }}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="md" disabled={name.trim() === ""} loading={save.isRunning}>
        Rename
      </Button>
    </form>
  );
}
