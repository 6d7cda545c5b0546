// The text in which a number is typed. It stays as typed, whatever it is; others judge it.
import { TextInput } from "@mantine/core";
import type { ChangeEvent, KeyboardEvent, SyntheticEvent } from "react";
import { formatCount } from "./format.ts";
import { stepped, ungrouped, type NumberBounds } from "./number-words.ts";
import classes from "./number-field.module.css";

/** How a field for a number looks. */
export interface NumberLook extends NumberBounds {
  readonly label?: string;
  readonly description?: string;
  /** For a label that stands elsewhere. */
  readonly id?: string;
  /** Written in the field, too. */
  readonly showsUnit?: boolean;
  readonly isShort?: boolean;
  readonly step?: number;
}

interface NumberTextFieldProps {
  readonly look: NumberLook;
  readonly shown: string;
  readonly isDisabled: boolean;
  readonly isWrong: boolean;
  readonly remark: string | null;
  readonly onType: (typed: string) => void;
  readonly onLeave?: () => void;
  readonly onEnter?: () => void;
  readonly onEscape?: () => void;
}

/** A number in force as its field shows it; empty when there is none. */
export function shownNumber(value: number | null, { unit = "", showsUnit = false }: NumberLook): string {
  return value === null ? "" : `${formatCount(value)}${showsUnit ? unit : ""}`;
}

/** The remark stands in the description, so that it can stay where the number shown is right again. */
export function NumberTextField(props: NumberTextFieldProps) {
  const { look, shown, isDisabled, isWrong, remark, onType, onLeave, onEnter, onEscape } = props;
  const { label, description, id, unit = "", showsUnit = false, isShort = false, step = 1 } = look;

  function type({ currentTarget: input, nativeEvent }: ChangeEvent<HTMLInputElement>): void {
    if (isEditOfDigits(nativeEvent)) replaceText(input, ungrouped(input.value, shown, look));
    onType(input.value);
  }

  function press(event: KeyboardEvent): void {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === "Enter") onEnter?.();
    if (event.key === "Escape") onEscape?.();
    if (direction === undefined) return;
    event.preventDefault();
    onType(shownNumber(stepped(shown, look, direction * step), look));
  }

  /** What is typed at the end belongs to the number, not behind its unit. */
  function keepBeforeUnit({ currentTarget: input }: SyntheticEvent<HTMLInputElement>): void {
    if (!showsUnit || !input.value.endsWith(unit)) return;
    const end = input.value.length - unit.length;
    const { selectionStart: start } = input;
    if (start !== null && start > end && start === input.selectionEnd) input.setSelectionRange(end, end);
  }

  return (
    <TextInput
      {...(id === undefined ? {} : { id })}
      label={label}
      description={
        remark === null ? (
          description
        ) : (
          <>
            {description}
            <span className={classes.refused} role="alert">
              {remark}
            </span>
          </>
        )
      }
      classNames={isShort ? { wrapper: classes.short ?? "", description: classes.words ?? "" } : {}}
      error={isWrong}
      value={shown}
      inputMode="numeric"
      autoComplete="off"
      disabled={isDisabled}
      onChange={type}
      onSelect={keepBeforeUnit}
      onBlur={onLeave}
      onKeyDown={press}
    />
  );
}

/** Of what is pasted, and of other characters, nothing is taken away: that could make another number of it. */
function isEditOfDigits(event: Event): boolean {
  if (!(event instanceof InputEvent)) return false;
  return event.inputType.startsWith("delete") || /^\d+$/.test(event.data ?? "");
}

/** The caret stays where it is among what remains. */
function replaceText(input: HTMLInputElement, text: string): void {
  if (text === input.value) return;
  const behind = input.value.slice(input.selectionEnd ?? input.value.length).replaceAll(",", "").length;
  input.value = text;
  input.setSelectionRange(text.length - behind, text.length - behind);
}
