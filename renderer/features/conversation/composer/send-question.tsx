// The question before a real person is written to: who gets the message, and whether it will reach them.
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Psid } from "../../../../preload/contract/ids.ts";
import { shortenId } from "../../../components/format.ts";
import classes from "./send-question.module.css";

interface SendQuestionProps {
  readonly psid: Psid;
  /** Name of the Page. */
  readonly sender: string;
  /** A refusal is to be expected. */
  readonly isRefused: boolean;
}

/** One line in place of all notes, which would say the half of it in other words. */
export function SendQuestion({ psid, sender, isRefused }: SendQuestionProps) {
  return (
    <span className={classes.question}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
      <span>
        {isRefused
          ? `This goes to PSID ${shortenId(psid)} from ${sender}, for real. It will most likely be refused. `
          : `A real person gets this from ${sender}. `}
        Press once more to send it.
      </span>
    </span>
  );
}
