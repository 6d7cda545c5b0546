// The webhooks that were sent, and what became of them.
import { Button, SegmentedControl } from "@mantine/core";
import { IconSend, IconWebhook } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { SimulatedPerson, SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { formatCount } from "../../../components/format.ts";
import { DeliveryRow } from "./delivery-row.tsx";
import { StatusForm } from "./status-form.tsx";
import classes from "./deliveries.module.css";

interface DeliveriesPanelProps {
  readonly state: SimulatorState;
  /** Who is played; a status is about their conversation. */
  readonly person: SimulatedPerson | null;
}

type Shown = "newest" | "waiting";

/** The newest ones, or those that wait to be sent again; and a status by hand. */
export function DeliveriesPanel({ state, person }: DeliveriesPanelProps) {
  const { deliveries, retries, waitingRetries, people } = state;
  const [shown, setShown] = useState<Shown>("newest");
  const [opened, setOpened] = useState<number | null>(null);
  const [isSending, setSending] = useState(false);
  const formId = useId();
  const list = shown === "newest" ? deliveries : retries;
  return (
    <div className={classes.panel}>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label="Which deliveries"
          value={shown}
          onChange={(value) => setShown(value === "waiting" ? "waiting" : "newest")}
          data={[
            { value: "newest", label: "Newest" },
            { value: "waiting", label: `To be sent again ${formatCount(waitingRetries)}` },
          ]}
        />
        {person !== null && (
          <Button
            size="xs"
            leftSection={<IconSend size={14} stroke={1.75} aria-hidden="true" />}
            aria-expanded={isSending}
            aria-controls={formId}
            onClick={() => setSending(!isSending)}
          >
            Send a status
          </Button>
        )}
      </div>
      {isSending && person !== null && (
        <div id={formId}>
          {/* One instance a person: the message it is about is theirs. */}
          <StatusForm key={`${person.pageId} ${person.psid}`} person={person} />
        </div>
      )}
      {list.length === 0 && (
        <EmptyState
          icon={IconWebhook}
          title={shown === "newest" ? "No webhooks yet" : "Nothing to send again"}
        >
          {shown === "newest"
            ? "Each message and each status is sent to the webhook, and stands here with its answer."
            : "A webhook that is not taken waits here to be sent again."}
        </EmptyState>
      )}
      {list.length > 0 && (
        <ul
          className={classes.list}
          aria-label={shown === "newest" ? "Newest webhooks" : "Webhooks that wait"}
        >
          {list.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              name={nameOf(people, delivery)}
              clock={state.clock}
              isOpen={opened === delivery.id}
              onToggle={() => setOpened(opened === delivery.id ? null : delivery.id)}
            />
          ))}
        </ul>
      )}
      {shown === "waiting" && waitingRetries > retries.length && (
        <p className={classes.more}>
          The first {formatCount(retries.length)} of {formatCount(waitingRetries)}, by when they are due.
        </p>
      )}
    </div>
  );
}

function nameOf(
  people: readonly SimulatedPerson[],
  { psid, pageId }: Pick<SimulatedPerson, "psid" | "pageId">,
): string | null {
  return people.find((person) => person.psid === psid && person.pageId === pageId)?.name ?? null;
}
