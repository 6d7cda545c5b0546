// What the app asked the API for in a run, and what it was answered.
import { IconArrowUpRight } from "@tabler/icons-react";
import type { AppSend, ScenarioRun } from "../../../preload/contract/scenario-run.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { ShortId } from "../../components/short-id.tsx";
import { Tag } from "../../components/tag.tsx";
import { FirstRows } from "./first-rows.tsx";
import { countWords, offsetWords, personWords } from "./run-words.ts";
import classes from "./run.module.css";

interface RunSendsProps {
  readonly run: Pick<ScenarioRun, "state" | "sends" | "sendCount">;
}

/** Oldest first. */
export function RunSends({ run: { state, sends, sendCount } }: RunSendsProps) {
  const isOver = state !== "running";
  return (
    <section aria-label="What the app sent">
      <h3 className={classes.heading}>
        What the app sent <span className={classes.count}>{countWords(sends.length, sendCount)}</span>
      </h3>
      {sends.length === 0 ? (
        <p className={classes.none}>{isOver ? "Nothing." : "Nothing so far."}</p>
      ) : (
        <FirstRows label="What the app sent" rows={sends} draw={drawSend} />
      )}
    </section>
  );
}

// A send has no id of its own, and none is ever moved.
const drawSend = (send: AppSend, index: number) => <Send key={index} send={send} />;

function Send({ send }: { readonly send: AppSend }) {
  const { atMs, messageUuid, type, text, answer, problem } = send;
  return (
    <li className={classes.row}>
      <IconArrowUpRight size={16} stroke={1.75} color="var(--text-2)" aria-hidden="true" />
      <div className={classes.rowWords}>
        <p className={classes.rowHead}>
          <b>To {personWords(send)}</b>
          {type !== null && <span>{type}</span>}
          <Tag tone={answer === 202 ? "verified" : "badsig"}>
            {answer === null ? "No answer" : `Answered ${answer}`}
          </Tag>
        </p>
        {text !== null && <p className={classes.text}>{text}</p>}
        {problem !== null && <p className={classes.todo}>{problem}</p>}
        {messageUuid !== null && (
          <p className={classes.id}>
            <ShortId prefix="message_uuid" value={messageUuid} />
            <CopyButton value={messageUuid} label="message_uuid" />
          </p>
        )}
      </div>
      <span className={classes.times}>{offsetWords(atMs)}</span>
    </li>
  );
}
