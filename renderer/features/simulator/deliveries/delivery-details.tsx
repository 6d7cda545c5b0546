// The story of one webhook: where it went, every attempt, and the way to its event.
import { Button } from "@mantine/core";
import { IconActivity } from "@tabler/icons-react";
import type { WebhookDelivery } from "../../../../preload/contract/simulator-state.ts";
import { useCall } from "../../../bridge/use-call.ts";
import { CopyButton } from "../../../components/copy-button.tsx";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { formatDuration } from "../../../components/format.ts";
import { hrefOf } from "../../../router/router.ts";
import { SimulatorTime } from "../simulator-time.tsx";
import { eventQuery } from "./delivery-words.ts";
import classes from "./deliveries.module.css";

interface DeliveryDetailsProps {
  readonly delivery: WebhookDelivery;
  readonly aheadMs: number;
}

/** Facts and attempts; the newest of its events is a press away, if the webhook came to Hookline. */
export function DeliveryDetails({ delivery, aheadMs }: DeliveryDetailsProps) {
  const { id, messageUuid, url, payloadVersion } = delivery;
  const story = useCall("simulator.delivery", { id });
  const events = useCall("events.page", {
    workspace: null,
    query: eventQuery(delivery),
    upToId: null,
    offset: 0,
    limit: 1,
  });
  const kept = story.data?.story;
  const event = events.data?.rows[0];
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        <div>
          <dt>message_uuid</dt>
          <dd>
            <span className="mono">{messageUuid}</span>
            <CopyButton value={messageUuid} label="message_uuid" />
          </dd>
        </div>
        <div>
          <dt>Sent to</dt>
          <dd className="mono">{url ?? "no address is known"}</dd>
        </div>
        <div>
          <dt>Payload</dt>
          <dd>{payloadVersion}</dd>
        </div>
      </dl>
      {event !== undefined && (
        <Button
          size="xs"
          component="a"
          href={hrefOf({ page: "events", id: event.id })}
          leftSection={<IconActivity size={14} stroke={1.75} aria-hidden="true" />}
        >
          Show in Events
        </Button>
      )}
      {story.error !== null && <ErrorNotice error={story.error.value} />}
      {story.data === null && (
        <p className={classes.more}>
          Its attempts are no longer kept: the simulator was reset, or much was sent since.
        </p>
      )}
      {kept !== undefined && (
        <table className={classes.story}>
          <caption className="visually-hidden">Attempts, oldest first</caption>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">At</th>
              <th scope="col">Answer</th>
              <th scope="col">Took</th>
            </tr>
          </thead>
          <tbody>
            {kept.map((attempt, index) => (
              <tr key={attempt.at}>
                <td className="num">{index + 1}</td>
                <td>
                  <SimulatorTime at={attempt.at} aheadMs={aheadMs} />
                </td>
                <td data-bad={attempt.status === null || attempt.status >= 400}>
                  {attempt.status ?? `No answer: ${attempt.reason ?? "unknown"}`}
                </td>
                <td className="num">{formatDuration(attempt.durationMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
