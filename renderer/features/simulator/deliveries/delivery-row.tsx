// One webhook of the list; opened, the story of its attempts below it.
import { IconChevronRight } from "@tabler/icons-react";
import { useId } from "react";
import type { SimulatorState, WebhookDelivery } from "../../../../preload/contract/simulator-state.ts";
import { ShortId } from "../../../components/short-id.tsx";
import { WEBHOOK_FAULTS } from "../../../components/simulator-faults.ts";
import { StatusIcon } from "../../../components/status-icon.tsx";
import { Tag } from "../../../components/tag.tsx";
import { useSimulatorNow } from "../../../components/use-simulator.ts";
import { VerbatimLine } from "../../../components/verbatim.tsx";
import { SimulatorTime } from "../simulator-time.tsx";
import { DeliveryDetails } from "./delivery-details.tsx";
import { againWords, answerWords, attemptWords, deliveryTitle, STATE_LOOKS } from "./delivery-words.ts";
import classes from "./deliveries.module.css";

interface DeliveryRowProps {
  readonly delivery: WebhookDelivery;
  /** Of the person; null = they have none. */
  readonly name: string | null;
  readonly clock: SimulatorState["clock"];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Kind, person, state, attempts, answer, and when it comes again. */
export function DeliveryRow({ delivery, name, clock, isOpen, onToggle }: DeliveryRowProps) {
  const { kind, status, psid, state, attempts, answer, faults, startedAt, nextAttemptAt } = delivery;
  const storyId = useId();
  const { word, tone } = STATE_LOOKS[state];
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.row}
        aria-expanded={isOpen}
        aria-controls={isOpen ? storyId : undefined}
        onClick={onToggle}
      >
        <IconChevronRight className={classes.chevron} size={14} stroke={1.75} aria-hidden="true" />
        <StatusIcon kind={kind} status={status} isDecorative />
        <span className={classes.lines}>
          <span className={classes.line}>
            <span className={classes.title}>{deliveryTitle(delivery)}</span>
            <span className={classes.who}>
              <span className="visually-hidden">{kind === "inbound" ? "of " : "to "}</span>
              {name === null ? <ShortId value={psid} prefix="PSID" /> : <VerbatimLine text={name} />}
            </span>
            <SimulatorTime at={startedAt} aheadMs={clock.aheadMs} />
          </span>
          <span className={classes.line}>
            <Tag tone={tone}>{word}</Tag>
            <span className={classes.answer} data-bad={isBad(delivery)}>
              {answerWords(answer)}
            </span>
            {attempts > 1 && <span className={classes.attempts}>{attemptWords(attempts)}</span>}
            {nextAttemptAt !== null && <Again delivery={delivery} clock={clock} />}
            {faults.length > 0 && (
              <span className={classes.faults}>
                {faults.map((fault) => WEBHOOK_FAULTS[fault].label).join(", ")}
              </span>
            )}
          </span>
        </span>
      </button>
      {isOpen && (
        <div id={storyId}>
          <DeliveryDetails delivery={delivery} aheadMs={clock.aheadMs} />
        </div>
      )}
    </li>
  );
}

/** Its own component, so that only it renders every second. */
function Again({ delivery, clock }: Pick<DeliveryRowProps, "delivery" | "clock">) {
  return <span className={classes.again}>{againWords(delivery, useSimulatorNow({ clock }, 1_000))}</span>;
}

function isBad({ answer }: WebhookDelivery): boolean {
  return answer !== null && (answer.status === null || answer.status >= 400);
}
