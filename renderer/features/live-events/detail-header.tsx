// Title, tags, and what can be done with the event.
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import {
  IconArrowLeft,
  IconChevronDown,
  IconChevronUp,
  IconCornerUpLeft,
  IconRepeat,
  IconX,
} from "@tabler/icons-react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { SignatureTag } from "../../components/signature-tag.tsx";
import { Verbatim } from "../../components/verbatim.tsx";
import { Tag } from "../../components/tag.tsx";
import { KeyHint, useShortcuts } from "../../keyboard/shortcuts.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { CopyMenu } from "./copy-menu.tsx";
import { detailTitle } from "./event-words.ts";
import classes from "./event-detail.module.css";

interface DetailHeaderProps {
  readonly event: LoggedEvent;
  /** null where there is nobody to reply to. */
  readonly onReply: (() => void) | null;
  readonly onStep: ((by: number) => void) | null;
  readonly onBack: (() => void) | null;
  readonly onClose: (() => void) | null;
}

/** The top of the detail. */
export function DetailHeader({ event, onReply, onStep, onBack, onClose }: DetailHeaderProps) {
  // There the whole window says so; beside real events each one must.
  const isInSimulator = useActiveWorkspace().kind === "simulated";
  useShortcuts(
    "Selected event",
    onReply === null ? [] : [{ id: "reply", keys: "r", label: "Reply", run: onReply }],
  );
  return (
    <header className={classes.head}>
      <div className={classes.headLine}>
        {onBack !== null && (
          <ActionIcon size={40} aria-label="Back to the list" onClick={onBack}>
            <IconArrowLeft size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        )}
        <h1>
          <Verbatim text={detailTitle(event)} />
        </h1>
        <div className={classes.tags}>
          <SignatureTag outcome={event.signature} />
          {event.payloadVersion !== null && <Tag>{event.payloadVersion}</Tag>}
          {event.attempt > 1 && (
            <Tag>
              <IconRepeat size={13} stroke={2} aria-hidden="true" />
              Attempt {event.attempt}
            </Tag>
          )}
          {event.simulated && !isInSimulator && <Tag tone="sim">Simulated</Tag>}
        </div>
        {onStep !== null && <Steps onStep={onStep} />}
        {onClose !== null && (
          <Tooltip label="Close the event">
            <ActionIcon className={classes.close} aria-label="Close the event" onClick={onClose}>
              <IconX size={16} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes.actions}>
        {onReply !== null && (
          <Button
            leftSection={<IconCornerUpLeft size={16} stroke={1.75} aria-hidden="true" />}
            rightSection={<KeyHint keys="r" />}
            onClick={onReply}
          >
            Reply
          </Button>
        )}
        <CopyMenu event={event} />
      </div>
    </header>
  );
}

function Steps({ onStep }: { readonly onStep: (by: number) => void }) {
  return (
    <div className={classes.steps}>
      <Tooltip label="Newer event (k)">
        <ActionIcon size={24} aria-label="Newer event" onClick={() => onStep(-1)}>
          <IconChevronUp size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Older event (j)">
        <ActionIcon size={24} aria-label="Older event" onClick={() => onStep(1)}>
          <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
