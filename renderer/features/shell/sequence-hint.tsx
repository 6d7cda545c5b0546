// After the first key of a sequence: which keys may follow.
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { usePendingSequence } from "../../keyboard/shortcuts.tsx";
import classes from "./sequence-hint.module.css";

/** Shows the choices while the second key is waited for. */
export function SequenceHint() {
  const pending = usePendingSequence();
  if (pending === null) return null;
  return (
    <div className={classes.hint}>
      <ul>
        {pending.choices.map(({ key, label }) => (
          <li key={key}>
            <KeyHint keys={key} />
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
