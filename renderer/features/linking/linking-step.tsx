// One step of the checklist: checkbox, sentence, evidence; open with its buttons when it is the current one.
import { Button } from "@mantine/core";
import { IconBolt, IconCheck, IconMinus, IconWand } from "@tabler/icons-react";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import type { LinkingStep as Step } from "../../../preload/contract/linking.ts";
import { withoutMarks } from "../../../preload/contract/marked-text.ts";
import { TimeText } from "../../components/time-text.tsx";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { hrefOf } from "../../router/router.ts";
import { AddReminder } from "./add-reminder.tsx";
import classes from "./linking-step.module.css";
import { MarkedText } from "./marked-text.tsx";
import { StepActionButton } from "./step-action-button.tsx";
import type { StepOffer } from "./step-offers.ts";

interface LinkingStepProps {
  readonly step: Step;
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  /** What Hookline can do of this step by itself. */
  readonly offer: StepOffer | null;
  onOffer(offer: StepOffer): void;
  onOpen(): void;
  onTick(done: boolean): void;
}

/** The step that a calendar file does. */
const REMINDER_STEP = "proof.reminder";

/** The whole row opens the step; the checkbox ticks it. Unticking is allowed. */
export function LinkingStep({
  step,
  isCurrent,
  isOpen,
  offer,
  onOffer,
  onOpen,
  onTick,
}: LinkingStepProps): ReactNode {
  const row = useRef<HTMLLIElement>(null);
  const isDone = step.evidence !== null;
  const isNeeded = step.evidence?.by !== "simulator";
  useLayoutEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  return (
    <li
      ref={row}
      className={classes.step}
      data-done={isDone}
      data-open={isOpen}
      aria-current={isCurrent ? "step" : undefined}
    >
      {isNeeded ? (
        <label className={classes.box}>
          <input
            type="checkbox"
            checked={isDone}
            aria-label={withoutMarks(step.title)}
            onChange={() => onTick(!isDone)}
          />
          <span>{isDone && <IconCheck size={13} stroke={3} aria-hidden="true" />}</span>
        </label>
      ) : (
        <span className={classes.unneeded}>
          <IconMinus size={13} stroke={2} aria-hidden="true" />
        </span>
      )}
      <button type="button" className={classes.stepTitle} aria-expanded={isOpen} onClick={onOpen}>
        <MarkedText text={step.title} />
      </button>
      <Evidence step={step} />
      {isOpen && (
        <div className={classes.stepDetail}>
          <p>
            <MarkedText text={step.mistake} />
          </p>
          {step.notes.map((note) => (
            <p key={note}>
              <MarkedText text={note} />
            </p>
          ))}
          <div className={classes.actions}>
            {offer !== null && (
              <Button
                size="xs"
                variant="filled"
                leftSection={<IconWand size={16} stroke={1.75} aria-hidden="true" />}
                rightSection={<KeyHint keys="h" />}
                onClick={() => onOffer(offer)}
              >
                {offer.label}
              </Button>
            )}
            {isNeeded && step.id === REMINDER_STEP && <AddReminder />}
            {step.actions.map((action, index) => (
              <StepActionButton key={action.label} action={action} isFirst={index === 0 && offer === null} />
            ))}
            {isNeeded && (
              <Button
                variant="subtle"
                color="gray"
                size="xs"
                onClick={() => onTick(!isDone)}
                rightSection={<KeyHint keys="x" />}
              >
                {isDone ? "Mark as not done" : "Mark as done"}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

function Evidence({ step }: { readonly step: Step }): ReactNode {
  if (step.evidence === null) {
    if (step.waitsFor === null) return null;
    return (
      <span className={classes.evidence}>
        <IconBolt size={13} stroke={1.75} aria-hidden="true" />
        {step.waitsFor}
      </span>
    );
  }
  if (step.evidence.by === "simulator") {
    return <span className={classes.evidence}>{step.evidence.text}</span>;
  }
  if (step.evidence.by === "person") {
    return (
      <span className={classes.evidence}>
        You ticked this <TimeText at={step.evidence.at} />
      </span>
    );
  }
  const text = (
    <>
      <span>
        <MarkedText text={step.evidence.text} />
      </span>
      {step.evidence.at !== null && <TimeText at={step.evidence.at} />}
    </>
  );
  if (step.evidence.eventId === null) return <span className={classes.evidence}>{text}</span>;
  return (
    <a className={classes.evidence} href={hrefOf({ page: "events", id: step.evidence.eventId })}>
      {text}
    </a>
  );
}
