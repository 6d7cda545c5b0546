// One choice out of a few, as a row of chips.
import type { Icon } from "@tabler/icons-react";
import { useId } from "react";
import classes from "./choice-chips.module.css";

interface ChoiceChipsProps<V extends string> {
  /** Mark of the chosen one, so that colour does not stand alone. */
  readonly icon: Icon;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** Name of the group: by the id of a heading, or in words. */
  readonly labelledBy?: string;
  readonly label?: string;
}

/** A radio group that looks like chips: one tab stop, arrows choose. */
export function ChoiceChips<V extends string>(props: ChoiceChipsProps<V>) {
  const { icon: Mark, choices, value, onChange, labelledBy, label } = props;
  const name = useId();
  return (
    <div className={classes.chips} role="radiogroup" aria-labelledby={labelledBy} aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.chip}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.value === value && <Mark size={13} stroke={2} aria-hidden="true" />}
          {choice.label}
        </label>
      ))}
    </div>
  );
}
