// A message that was never sent, and was put out of the way of one that failed.
import { DismissButton } from "../../../components/dismiss-button.tsx";
import { Excerpt } from "../../../components/excerpt.tsx";
import { PutBackButton } from "./put-back-button.tsx";
import classes from "./written-before.module.css";

interface WrittenBeforeProps {
  readonly excerpt: string;
  readonly onPutBack: () => void;
  readonly onDismiss: () => void;
}

/** What it says, and the way back. */
export function WrittenBefore({ excerpt, onPutBack, onDismiss }: WrittenBeforeProps) {
  return (
    <div className={classes.written} role="group" aria-label="What you wrote">
      <div className={classes.text}>
        <strong>What you wrote</strong>
        <Excerpt>{excerpt}</Excerpt>
        <div className={classes.action}>
          <PutBackButton onPutBack={onPutBack} />
        </div>
      </div>
      <DismissButton onDismiss={onDismiss} />
    </div>
  );
}
