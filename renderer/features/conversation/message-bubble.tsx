// One message of the thread, from either side, with what is known of it below.
import { memo } from "react";
import type { ThreadMessage } from "../../../preload/contract/conversation.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { MediaFacts } from "../../components/media-facts.tsx";
import { MediaActions } from "../../components/media-actions.tsx";
import type { ReplyContent } from "../../../preload/contract/reply.ts";
import { formatCount } from "../../components/format.ts";
import { SignatureTag } from "../../components/signature-tag.tsx";
import { Verbatim } from "../../components/verbatim.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { signatureAppearance } from "../../theme/status-colors.ts";
import { MediaTile, OpenMediaLink } from "./media-tile.tsx";
import { ReplyProgress } from "./reply-progress.tsx";
import { TemplateTile } from "../../components/template-tile.tsx";
import classes from "./message-bubble.module.css";

interface MessageBubbleProps {
  readonly message: ThreadMessage;
  readonly isSelected: boolean;
  readonly hasOpenTimeline: boolean;
  readonly onSelectEvent: (id: EventId) => void;
}

/** A bubble; pressing it selects its event. Drawn again only when something of it is another. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { message, isSelected, hasOpenTimeline, onSelectEvent } = props;
  const { event } = message;
  const isReply = event.kind === "reply";
  return (
    <div className={classes.message} data-side={isReply ? "page" : "person"}>
      <button
        type="button"
        className={classes.bubble}
        aria-pressed={isSelected}
        onClick={() => onSelectEvent(event.id)}
      >
        <span className="visually-hidden">{isReply ? "Reply: " : "Message from the person: "}</span>
        <Content message={message} />
      </button>
      {event.mediaUrl !== null && <MediaActions event={{ ...event, mediaUrl: event.mediaUrl }} />}
      {isReply ? (
        <ReplyProgress message={message} isOpen={hasOpenTimeline} onSelectEvent={onSelectEvent} />
      ) : (
        <InboundFacts message={message} />
      )}
    </div>
  );
});

function Content({ message: { event } }: { readonly message: ThreadMessage }) {
  const type = event.messageType ?? "text";
  if (event.kind === "reply" && type === "custom") return <TemplateTile />;
  if (event.mediaUrl !== null || (event.text === null && type !== "text")) {
    return (
      <>
        <MediaTile event={event} type={type} />
        {event.text !== null && (
          <span className={classes.caption}>
            <Verbatim text={event.text} />
          </span>
        )}
      </>
    );
  }
  if (event.text === null || event.text === "") return <span className={classes.none}>No text</span>;
  return <Verbatim text={event.text} />;
}

function InboundFacts({ message: { event, copies } }: { readonly message: ThreadMessage }) {
  const word = signatureWord(event);
  return (
    <div className={classes.facts}>
      <SignatureTag outcome={event.signature} compact />
      <TimeText at={event.receivedAt} day="told" />
      {word !== null && <span>{word}</span>}
      {copies > 1 && <span>{copies === 2 ? "Received twice" : `Received ${formatCount(copies)} times`}</span>}
      {event.mediaUrl !== null && <OpenMediaLink url={event.mediaUrl} />}
    </div>
  );
}

/** What a signature means for the window. A simulated person did write, whatever the delivery looks like. */
function signatureWord({ signature, simulated }: ThreadMessage["event"]): string | null {
  if (signature === null || signature.state === "verified") return null;
  const { word } = signatureAppearance(signature.state);
  return signature.state === "bad" && !simulated ? `${word}, opens no window` : word;
}

interface PendingBubbleProps {
  readonly content: ReplyContent;
}

/** A reply that Vonage has not answered yet. */
export function PendingBubble({ content }: PendingBubbleProps) {
  return (
    <div className={classes.message} data-side="page">
      <div className={classes.bubble} data-pending="true">
        <PendingContent content={content} />
      </div>
      <div className={classes.facts}>Sending</div>
    </div>
  );
}

function PendingContent({ content }: PendingBubbleProps) {
  switch (content.type) {
    case "text":
      return content.text;
    case "custom":
      return <TemplateTile />;
    case "image":
    case "audio":
    case "video":
    case "file":
      return <MediaFacts type={content.type} url={content.url} />;
  }
}
