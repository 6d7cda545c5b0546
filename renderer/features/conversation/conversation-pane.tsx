// The thread of one person and the composer under it.
import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import type { EventId, PageId, Psid } from "../../../preload/contract/ids.ts";
import { draftOfRequest } from "../../../preload/contract/sent-draft.ts";
import { isRunningSimulator } from "../../../preload/contract/workspace.ts";
import { useBridge, useIsConnected } from "../../bridge/bridge.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { HostAway } from "../../components/host-away.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { fieldsOf, type ComposerDraft } from "./composer/composer-draft.ts";
import { Composer } from "./composer/composer.tsx";
import { FileServing, type DrawFileServing } from "./composer/file-serving.tsx";
import { ConversationHead } from "./conversation-head.tsx";
import { SimulatedComposer } from "../../components/simulated-composer.tsx";
import { NoConversation } from "./no-conversation.tsx";
import { Thread } from "./thread.tsx";
import { notStored } from "./failed-replies.ts";
import { useSelection } from "./use-selection.ts";
import { useSendReply } from "./use-send-reply.ts";
import { useThread } from "./use-thread.ts";
import classes from "./conversation-pane.module.css";

/** What the pane is about, and what it tells the screen around it. */
export interface ConversationPaneProps {
  readonly psid: Psid;
  readonly pageId: PageId;
  readonly selectedEventId: EventId | null;
  readonly onSelectEvent: (id: EventId) => void;
  readonly drawFileServing: DrawFileServing;
  /** Closes the pane; left out where it cannot be closed. */
  readonly onClose?: (() => void) | undefined;
  /** Goes back to the people, on a narrow screen. */
  readonly onBack?: (() => void) | undefined;
  /** What the composer holds for a person nothing was ever typed to. */
  readonly initialDraft?: string | undefined;
  /** A number that changes whenever the composer shall take the focus; 0 or left out = not yet. */
  readonly focusRequest?: number | undefined;
}

/** Head, thread and composer of one person. */
export function ConversationPane(props: ConversationPaneProps) {
  const lastTaken = useRef(0);
  const takeFocus = useCallback((request: number) => {
    const isNew = request !== lastTaken.current;
    lastTaken.current = request;
    return isNew;
  }, []);
  // One instance a person: the scroll position and what is being sent belong to the person.
  return <PersonPane key={`${props.pageId} ${props.psid}`} {...props} takeFocus={takeFocus} />;
}

type Side = "page" | "person";

interface PersonPaneProps extends ConversationPaneProps {
  /** Whether a request for the focus is new: choosing another person is none. */
  readonly takeFocus: (request: number) => boolean;
}

function PersonPane(props: PersonPaneProps) {
  const { psid, pageId, selectedEventId, onSelectEvent, onClose, onBack } = props;
  const bridge = useBridge();
  const isConnected = useIsConnected();
  const workspace = useActiveWorkspace();
  const target = useMemo(() => ({ workspace: workspace.id, psid, pageId }), [workspace.id, psid, pageId]);
  const live = useThread(target);
  const conversation = `${workspace.id} ${pageId} ${psid}`;
  const { thread } = live;
  const events = useMemo(() => thread?.messages.map(({ event }) => event) ?? [], [thread]);
  const sending = useSendReply(conversation, {
    newestId: Math.max(0, ...events.map(({ id }) => id)),
    onStored: live.showReply,
  });
  const pending = useMemo(() => notStored(sending.pending, events), [sending.pending, events]);
  const selection = useSelection(selectedEventId);
  const [side, setSide] = useState<Side>("page");
  const { focusRequest = 0 } = props;
  const [lastRequest, setLastRequest] = useState(focusRequest);
  // Whoever asks to reply writes as the Page.
  if (focusRequest !== lastRequest) {
    setLastRequest(focusRequest);
    setSide("page");
  }
  const isSimulated = workspace.kind === "simulated";
  // Nobody can be played where the simulator does not run.
  const canBePlayed = isRunningSimulator(workspace);
  const isEmpty = events.length === 0 && thread !== undefined && pending.length === 0;
  const lastInboundAt = thread === undefined ? undefined : (thread.person?.lastInboundAt ?? null);

  async function readLastReply(): Promise<ComposerDraft | null> {
    const last = thread?.messages.findLast(({ event }) => event.kind === "reply")?.event;
    const whole = last === undefined ? null : await bridge.call("events.get", { id: last.id });
    if (whole?.ok !== true || whole.value.request === null || whole.value.raw === null) return null;
    const { request, raw } = whole.value;
    const draft = draftOfRequest({ path: request.path, body: raw }, workspace.id);
    return draft === null ? null : fieldsOf(draft);
  }

  return (
    <section className={classes.pane} aria-label="Conversation">
      <div className={classes.parts}>
        <ConversationHead
          psid={psid}
          isSimulated={isSimulated}
          lastInboundAt={lastInboundAt}
          onClose={onClose}
          onBack={onBack}
        />
        {live.error !== null && (
          <div className={classes.error}>
            <ErrorNotice error={live.error} action={<Button onClick={live.retry}>Retry</Button>} />
          </div>
        )}
        {thread === undefined && live.error === null && (isConnected ? <ThreadSkeleton /> : <HostAway />)}
        {isEmpty && <NoConversation psid={psid} pageId={pageId} />}
        {thread !== undefined && !isEmpty && (
          <Thread
            thread={thread}
            pending={pending}
            selection={selection}
            isLoadingOlder={live.isLoadingOlder}
            onLoadOlder={live.loadOlder}
            onSelectEvent={onSelectEvent}
          />
        )}
        {canBePlayed && (
          <div className={classes.side}>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label="Write as"
              value={side}
              onChange={(value) => setSide(value === "person" ? "person" : "page")}
              data={[
                { value: "page", label: "As the Page" },
                { value: "person", label: "As the person" },
              ]}
            />
          </div>
        )}
        {canBePlayed && side === "person" ? (
          <SimulatedComposer psid={psid} pageId={pageId} />
        ) : (
          <FileServing draw={props.drawFileServing}>
            <Composer
              draftKey={conversation}
              target={target}
              initialText={props.initialDraft ?? ""}
              lastInboundAt={lastInboundAt}
              replies={sending}
              readLastReply={readLastReply}
              focusRequest={focusRequest}
              takeFocus={props.takeFocus}
            />
          </FileServing>
        )}
      </div>
    </section>
  );
}

/** Shown late, by CSS: an answer within 150 ms never flashes a skeleton. */
function ThreadSkeleton() {
  return (
    <div className={classes.skeleton} aria-hidden="true">
      <Skeleton height={34} width="60%" radius={14} />
      <Skeleton height={34} width="45%" radius={14} />
      <Skeleton height={52} width="70%" radius={14} />
    </div>
  );
}
