// One of a few, or yes and no, as plain fields of a form.
import type { ReactNode } from "react";
import classes from "./panel.module.css";

interface ChoiceFieldProps<V extends string> {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly {
    readonly value: V;
    readonly label: string;
    readonly hint?: string;
  }[];
  readonly defaultValue: V;
  readonly onChange?: (value: V) => void;
}

/** Radio buttons under a legend: one tab stop, arrows choose. */
export function ChoiceField<V extends string>(props: ChoiceFieldProps<V>): ReactNode {
  const { name, legend, choices, defaultValue, onChange } = props;
  return (
    <fieldset className={classes.group}>
      <legend>{legend}</legend>
      {choices.map(({ value, label, hint }) => (
        <label key={value} className={classes.option}>
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === defaultValue}
            onChange={() => onChange?.(value)}
          />
          <span>
            {label}
            {hint !== undefined && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface TickFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Needed before the form can be sent. */
  readonly required?: boolean;
}

/** A checkbox with its explanation. */
export function TickField({ name, label, hint, required = false }: TickFieldProps): ReactNode {
  return (
    <label className={classes.option}>
      <input type="checkbox" name={name} value="yes" required={required} />
      <span>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  );
}
