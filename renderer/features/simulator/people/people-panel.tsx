// The people who can be played: chosen, added, found.
import { Button, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import { formatCount } from "../../../components/format.ts";
import { useSimulatorNow } from "../../../components/use-simulator.ts";
import { useShortcuts } from "../../../keyboard/shortcuts.tsx";
import { AddPersonForm } from "./add-person-form.tsx";
import { PersonRow } from "./person-row.tsx";
import { findPeople, isSamePerson, type PersonAt } from "./person-words.ts";
import classes from "./people-panel.module.css";

interface PeoplePanelProps {
  readonly state: SimulatorState;
  readonly chosen: PersonAt | null;
  /** The arrows choose at once; where a choice hides the list, only Enter does. */
  readonly choosesByArrows: boolean;
  /** The list takes the focus when it appears: what had it is gone. */
  readonly takesFocus: boolean;
  /** `opened` = go on to write as them. */
  readonly onChoose: (person: PersonAt, gesture: "chosen" | "opened") => void;
}

const MINUTE_MS = 60_000;
/** Fewer are found at a glance. */
const WORTH_FINDING = 9;

/** A list of one tab stop; in it the arrows go from person to person. */
export function PeoplePanel({ state, chosen, choosesByArrows, takesFocus, onChoose }: PeoplePanelProps) {
  const { people, peopleCount } = state;
  const now = useSimulatorNow(state, MINUTE_MS);
  const [isAdding, setAdding] = useState(false);
  const ownPageId = state.sandbox.isOn ? state.sandbox.pageId : state.pageId;
  const [words, setWords] = useState("");
  const [active, setActive] = useState<PersonAt | null>(chosen);
  const list = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    // Where the screen was shown before there was a list, the whole of it has the focus meanwhile.
    if (takesFocus || document.activeElement?.id === "main") list.current?.focus();
  }, [takesFocus]);
  const found = findPeople(people, words);
  const marked = choosesByArrows ? chosen : active;
  const at = found.findIndex((person) => isSamePerson(person, marked));
  const hasSeveralPages = new Set(people.map(({ pageId }) => pageId)).size > 1;
  const optionId = (index: number): string => `${id}-${index}`;

  function goTo(index: number): void {
    const person = found[Math.min(Math.max(index, 0), found.length - 1)];
    if (person === undefined) return;
    setActive(person);
    document.getElementById(optionId(found.indexOf(person)))?.scrollIntoView({ block: "nearest" });
    if (choosesByArrows) onChoose(person, "chosen");
  }

  // Heard where all keys are: there a letter that ends a sequence is not taken for one of these.
  useShortcuts("Simulator", [
    { id: "next-person", keys: "j", label: "Next person", run: () => goTo(at + 1), repeats: true },
    { id: "previous-person", keys: "k", label: "Previous person", run: () => goTo(at - 1), repeats: true },
  ]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = new Map([
      ["ArrowDown", at + 1],
      ["ArrowUp", at - 1],
      ["Home", 0],
      ["End", found.length - 1],
    ]).get(event.key);
    if (to !== undefined) {
      event.preventDefault();
      goTo(to);
    }
    const person = found[at];
    if (event.key === "Enter" && person !== undefined) {
      event.preventDefault();
      onChoose(person, "opened");
    }
  }

  return (
    <section className={classes.panel} aria-labelledby={`${id}-title`} data-region="People">
      <header className={classes.head}>
        <h2 id={`${id}-title`} className={classes.title}>
          People <span className={classes.count}>{formatCount(peopleCount)}</span>
        </h2>
        <Button
          ref={addButton}
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          aria-expanded={isAdding}
          onClick={() => setAdding(!isAdding)}
        >
          Add<span className="visually-hidden"> a person</span>
        </Button>
      </header>
      {isAdding && (
        <AddPersonForm
          pageId={state.sandbox.isOn ? state.sandbox.pageId : undefined}
          others={state.people.filter(({ pageId }) => pageId === ownPageId)}
          onClose={() => {
            setAdding(false);
            addButton.current?.focus();
          }}
          onAdded={(person) => {
            setAdding(false);
            list.current?.focus();
            onChoose(person, "chosen");
          }}
        />
      )}
      {people.length >= WORTH_FINDING && (
        <TextInput
          className={classes.find ?? ""}
          aria-label="Find a person by name or PSID"
          placeholder="Name or PSID"
          leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {found.length === 0 && (
        <p className={classes.none}>
          {people.length === 0 ? "Nobody is here. Add a person to play." : "Nobody is called that."}
        </p>
      )}
      <div
        ref={list}
        className={classes.list}
        role="listbox"
        aria-label="People to play"
        tabIndex={0}
        aria-activedescendant={at === -1 ? undefined : optionId(at)}
        onKeyDown={onKeyDown}
      >
        {found.map((person, index) => (
          <PersonRow
            key={`${person.pageId} ${person.psid}`}
            id={optionId(index)}
            person={person}
            now={now}
            isChosen={isSamePerson(person, marked)}
            showsPage={hasSeveralPages}
            onPress={() => {
              setActive(person);
              onChoose(person, choosesByArrows ? "chosen" : "opened");
            }}
          />
        ))}
      </div>
      {peopleCount > people.length && (
        <p className={classes.none}>
          {formatCount(people.length)} of {formatCount(peopleCount)} are shown: those added here, then those
          who wrote last.
        </p>
      )}
    </section>
  );
}
