// The notices of a conversation's messages that failed, and of what was put aside for them: one each, with its own words.
import { offerOf, type KeptMessage, type Offer } from "../failed-replies.ts";
import { mayHaveBeenSent } from "../may-have-been-sent.ts";
import { excerptOf, standingAt, type ComposerDraft } from "./composer-draft.ts";
import { ReplyFailure } from "./reply-failure.tsx";
import { WrittenBefore } from "./written-before.tsx";

interface KeptMessagesProps {
  /** The oldest first. */
  readonly kept: readonly KeptMessage[];
  /** What stands in the fields. */
  readonly fields: ComposerDraft;
  /** Sends what stands in the field. */
  readonly onRetry: () => void;
  readonly onEdit: () => void;
  readonly onPutBack: (key: string) => void;
  readonly onDismiss: (key: string) => void;
}

/** That of the message in the field first, as it stands above; then warnings; the newest of each first. */
export function KeptMessages({ kept, fields, onRetry, onEdit, onPutBack, onDismiss }: KeptMessagesProps) {
  const inOrder = kept
    .map((message) => ({ message, offer: offerOf(message, fields) }))
    .filter(({ offer }) => offer !== "over")
    .toReversed()
    .toSorted((one, other) => rankOf(one) - rankOf(other));

  return inOrder.map(({ message, offer }) => {
    const { key, error, at } = message;
    // Perhaps edited where it stands.
    const excerpt = excerptOf(message.isInField ? standingAt(fields, message.fields) : message.fields);
    const buttons = { onPutBack: () => onPutBack(key), onDismiss: () => onDismiss(key) };
    return error === null ? (
      <WrittenBefore key={key} excerpt={excerpt} {...buttons} />
    ) : (
      <ReplyFailure
        key={key}
        error={error}
        at={at}
        offer={offer}
        excerpt={offer === "put-back" ? excerpt : null}
        onRetry={onRetry}
        onEdit={onEdit}
        {...buttons}
      />
    );
  });
}

interface Shown {
  readonly message: KeptMessage;
  readonly offer: Offer;
}

/** What would be sent twice unseen comes before what merely waits. */
function rankOf({ message: { error }, offer }: Shown): number {
  if (offer !== "put-back") return 0;
  if (error === null) return 3;
  return mayHaveBeenSent(error) ? 1 : 2;
}
