// A field for a number: what it shows is what is in force, and what was not taken is said beside it.
import { useState } from "react";
import { NumberTextField, shownNumber, type NumberLook } from "./number-text-field.tsx";
import { numberWithin, refusalWords, withUnit } from "./number-words.ts";

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
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ readonly typed: string; readonly for: number } | null>(null);
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
    <NumberTextField
      look={look}
      shown={typed ?? shownNumber(value, look)}
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
  const [typed, setTyped] = useState(shownNumber(value, look));
  // It may have been chosen elsewhere meanwhile.
  const shown = value === null || numberWithin(typed, look) === value ? typed : shownNumber(value, look);
  return (
    <NumberTextField
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
