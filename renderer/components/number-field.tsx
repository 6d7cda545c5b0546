// A field for a number: what it shows is what is in force, and what was not taken is said beside it.
import { NumberInput } from "@mantine/core";
import { useState } from "react";
import classes from "./number-field.module.css";
import { numberWithin, refusalWords, withUnit, type NumberBounds } from "./number-words.ts";

interface NumberLook extends NumberBounds {
  readonly label?: string;
  readonly description?: string;
  /** For a label that stands elsewhere. */
  readonly id?: string;
  /** Written in the field, too. */
  readonly showsUnit?: boolean;
  readonly isShort?: boolean;
  readonly step?: number;
}

interface NumberFieldProps extends NumberLook {
  /** In force; null = there is none to change. */
  readonly value: number | null;
  readonly onChange: (value: number) => void;
}

/**
 * A number that is typed in peace, and told when the field is left or Enter is pressed in it. One out of bounds is not told:
 * the former one stays, and is shown again once the field is left.
 */
export function NumberField({ value, onChange, ...look }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | number | null>(null);
  const [refused, setRefused] = useState<{ readonly typed: string | number; readonly for: number } | null>(
    null,
  );
  // Another value since then, as by a reset, ends what was said of the former.
  const isRefused = refused !== null && refused.for === value;

  function settle(): "taken" | "refused" {
    if (typed === null || value === null) return "taken";
    const number = numberWithin(typed, look);
    if (number === null) {
      setRefused({ typed, for: value });
      return "refused";
    }
    if (number !== value) onChange(number);
    setTyped(null);
    return "taken";
  }

  return (
    <Field
      look={look}
      shown={typed ?? value ?? ""}
      isDisabled={value === null}
      isWrong={isRefused && typed !== null}
      remark={
        isRefused
          ? refusalWords(refused.typed, look, `so it stays ${withUnit(refused.for, look.unit)}`)
          : null
      }
      onType={(next) => {
        setTyped(next);
        setRefused(null);
      }}
      onLeave={() => {
        settle();
        setTyped(null);
      }}
      onEnter={settle}
      onEscape={() => {
        setTyped(null);
        setRefused(null);
      }}
    />
  );
}

interface LiveNumberFieldProps extends NumberLook {
  /** null = what is typed is out of bounds. */
  readonly value: number | null;
  /** What comes of such a number, e.g. "so no JWT is minted". */
  readonly outcome: string;
  readonly onChange: (value: number | null) => void;
}

/** A number that counts with each key. While it is out of bounds there is none, and the field says so. */
export function LiveNumberField({ value, outcome, onChange, ...look }: LiveNumberFieldProps) {
  const [typed, setTyped] = useState<string | number>(value ?? "");
  // It may have been chosen elsewhere meanwhile.
  const shown = value === null || numberWithin(typed, look) === value ? typed : value;
  return (
    <Field
      look={look}
      shown={shown}
      isDisabled={false}
      isWrong={value === null}
      remark={value === null ? refusalWords(typed, look, outcome) : null}
      onType={(next) => {
        setTyped(next);
        onChange(numberWithin(next, look));
      }}
    />
  );
}

interface FieldProps {
  readonly look: NumberLook;
  readonly shown: string | number;
  readonly isDisabled: boolean;
  readonly isWrong: boolean;
  readonly remark: string | null;
  readonly onType: (typed: string | number) => void;
  readonly onLeave?: () => void;
  readonly onEnter?: () => void;
  readonly onEscape?: () => void;
}

/** The remark stands in the description, so that it can stay where the number shown is right again. */
function Field({ look, shown, isDisabled, isWrong, remark, ...on }: FieldProps) {
  const { label, description, id, min, max, unit = "", showsUnit = false, isShort = false, step = 1 } = look;
  return (
    <NumberInput
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
      min={min}
      max={max}
      step={step}
      suffix={showsUnit ? unit : ""}
      hideControls
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      disabled={isDisabled}
      onChange={on.onType}
      onBlur={on.onLeave}
      onKeyDown={(event) => {
        if (event.key === "Enter") on.onEnter?.();
        if (event.key === "Escape") on.onEscape?.();
      }}
    />
  );
}
