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
import type { ReactNode } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { SignatureTag } from "../../components/signature-tag.tsx";
import { Verbatim } from "../../components/verbatim.tsx";
import { Tag } from "../../components/tag.tsx";
import { KeyHint } from "../../keyboard/shortcuts.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { CopyMenu } from "./copy-menu.tsx";
import type { CopyPart } from "./copy-values.ts";
import { detailTitle } from "./event-words.ts";
import classes from "./event-detail.module.css";

interface Ways {
  readonly onStep: ((by: number) => void) | null;
  readonly onBack: (() => void) | null;
  readonly onClose: (() => void) | null;
}

interface DetailHeaderProps extends Ways {
  readonly event: LoggedEvent;
  /** What it has to be copied, and how. */
  readonly copies: { readonly parts: readonly CopyPart[]; readonly copyPart: (part: CopyPart) => void };
  /** null where there is nobody to reply to. */
  readonly onReply: (() => void) | null;
}

/** The top of the detail. */
export function DetailHeader({ event, copies, onReply, ...ways }: DetailHeaderProps) {
  // There the whole window says so; beside real events each one must.
  const isInSimulator = useActiveWorkspace().kind === "simulated";
  return (
    <header className={classes.head}>
      <HeadLine title={detailTitle(event)} {...ways}>
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
      </HeadLine>
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
        <CopyMenu parts={copies.parts} onCopy={copies.copyPart} />
      </div>
    </header>
  );
}

interface AwaitedHeaderProps extends Ways {
  readonly id: EventId;
}

/** The top of the detail of an event of which nothing is here yet. */
export function AwaitedHeader({ id, ...ways }: AwaitedHeaderProps) {
  return (
    <header className={classes.head}>
      <HeadLine title={`Event #${id}`} {...ways} />
    </header>
  );
}

interface HeadLineProps extends Ways {
  readonly title: string;
  readonly children?: ReactNode;
}

function HeadLine({ title, children, onStep, onBack, onClose }: HeadLineProps) {
  return (
    <div className={classes.headLine}>
      {onBack !== null && (
        <ActionIcon size={40} aria-label="Back to the list" onClick={onBack}>
          <IconArrowLeft size={20} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      )}
      <h1>
        <Verbatim text={title} />
      </h1>
      {children}
      {onStep !== null && <Steps onStep={onStep} />}
      {onClose !== null && (
        <Tooltip label="Close the event">
          <ActionIcon className={classes.close} aria-label="Close the event" onClick={onClose}>
            <IconX size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
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
