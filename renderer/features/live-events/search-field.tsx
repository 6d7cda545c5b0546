// The search field: free text and terms, with the problem of a term under it.
import { ActionIcon } from "@mantine/core";
import { IconAlertTriangle, IconSearch, IconX } from "@tabler/icons-react";
import { useId, type KeyboardEvent, type RefObject } from "react";
import { parseEventQuery, queryProblem } from "../../../preload/contract/event-query.ts";
import { misspeltTerm } from "../../../preload/contract/misspelt-term.ts";
import { KeyHint } from "../../keyboard/shortcuts.tsx";
import classes from "./list-toolbar.module.css";

interface SearchFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Esc in an empty field. */
  readonly onLeave: () => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** The cross and Esc clear; Esc again returns to the list, and so does Enter. */
export function SearchField({ text, onText, onLeave, inputRef }: SearchFieldProps) {
  const hintId = useId();
  const problem = queryProblem(parseEventQuery(text));
  const hint = problem === null ? misspeltTerm(text) : `${problem} This term is ignored.`;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    if (event.key === "Escape" && text !== "") onText("");
    else onLeave();
  }

  return (
    <>
      <IconSearch size={16} stroke={1.75} aria-hidden="true" className={classes.lens} />
      <input
        ref={inputRef}
        type="search"
        className={classes.input}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder="Search or filter events"
        aria-label="Search or filter events"
        aria-invalid={problem !== null}
        aria-describedby={hint === null ? undefined : hintId}
        autoComplete="off"
        spellCheck={false}
      />
      {text === "" ? (
        <span className={classes.key}>
          <KeyHint keys="/" />
        </span>
      ) : (
        <ActionIcon
          className={classes.clear}
          size={24}
          aria-label="Clear the search"
          onClick={() => {
            onText("");
            inputRef.current?.focus();
          }}
        >
          <IconX size={14} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      )}
      {hint !== null && (
        <p id={hintId} className={classes.problem}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          <span>{hint}</span>
        </p>
      )}
    </>
  );
}
