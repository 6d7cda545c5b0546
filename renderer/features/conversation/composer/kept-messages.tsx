// The notices of a conversation's messages that failed, and of what was put aside for them: one each, with its own words.
import { offerOf, type KeptMessage } from "../failed-replies.ts";
import { excerptOf, type ComposerDraft } from "./composer-draft.ts";
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

/** That of the message in the field first, as it stands above; then the newest of the others. */
export function KeptMessages({ kept, fields, onRetry, onEdit, onPutBack, onDismiss }: KeptMessagesProps) {
  const shown = kept
    .map((message) => ({ message, offer: offerOf(message, fields) }))
    .filter(({ offer }) => offer !== "over")
    .toReversed();
  const isAbove = ({ offer }: (typeof shown)[number]): boolean => offer !== "put-back";
  const inOrder = [...shown.filter(isAbove), ...shown.filter((one) => !isAbove(one))];

  return inOrder.map(({ message, offer }) => {
    const { key, error, at } = message;
    const excerpt = excerptOf(message.fields);
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
