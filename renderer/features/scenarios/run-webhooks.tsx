// The webhooks of a run with every attempt to deliver them.
import type { RunWebhook, ScenarioRun } from "../../../preload/contract/scenario-run.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { ShortId } from "../../components/short-id.tsx";
import { WEBHOOK_FAULTS } from "../../components/simulator-faults.ts";
import { StatusIcon } from "../../components/status-icon.tsx";
import { Tag } from "../../components/tag.tsx";
import { FirstRows } from "./first-rows.tsx";
import { attemptWords, countWords, hasFailed, offsetWords } from "./run-words.ts";
import classes from "./run.module.css";

interface RunWebhooksProps {
  readonly run: Pick<ScenarioRun, "state" | "webhooks" | "webhookCount">;
}

/** Oldest first. */
export function RunWebhooks({ run: { state, webhooks, webhookCount } }: RunWebhooksProps) {
  const isOver = state !== "running";
  return (
    <section aria-label="Deliveries">
      <h3 className={classes.heading}>
        Deliveries <span className={classes.count}>{countWords(webhooks.length, webhookCount)}</span>
      </h3>
      {webhooks.length === 0 ? (
        <p className={classes.none}>{isOver ? "None." : "None so far."}</p>
      ) : (
        <FirstRows label="Deliveries" rows={webhooks} draw={drawWebhook} />
      )}
    </section>
  );
}

// A message may have several webhooks, and none is ever moved.
const drawWebhook = (webhook: RunWebhook, index: number) => <Webhook key={index} webhook={webhook} />;

function Webhook({ webhook }: { readonly webhook: RunWebhook }) {
  const { atMs, kind, messageUuid, person, status, faults, attempts } = webhook;
  const about = kind === "inbound" ? "Message" : `Status ${status ?? "unknown"}`;
  return (
    <li className={classes.row}>
      <StatusIcon kind={kind} status={status} isDecorative />
      <div className={classes.rowWords}>
        <p className={classes.rowHead}>
          <b>{about}</b>
          {person !== null && (
            <span>{kind === "inbound" ? `from ${person}` : `of a reply to ${person}`}</span>
          )}
          {faults.map((fault) => (
            <Tag key={fault} tone="unsigned">
              {WEBHOOK_FAULTS[fault].label}
            </Tag>
          ))}
        </p>
        {attempts.length === 0 ? (
          <p className={classes.seen}>Not sent yet.</p>
        ) : (
          <ol className={classes.attempts} aria-label="Attempts">
            {attempts.map((attempt, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- an attempt is its place in the story
              <li key={index} data-failed={hasFailed(attempt, faults)}>
                {attempts.length > 1 && `Attempt ${index + 1}: `}
                {attemptWords(attempt)} <span className={classes.attemptAt}>{offsetWords(attempt.at)}</span>
              </li>
            ))}
          </ol>
        )}
        <p className={classes.id}>
          <ShortId prefix="message_uuid" value={messageUuid} />
          <CopyButton value={messageUuid} label="message_uuid" />
        </p>
      </div>
      <span className={classes.times}>{offsetWords(atMs)}</span>
    </li>
  );
}
