// The notices of a conversation's messages that failed, and of what was put aside for them: one each, with its own words.
import { Button } from "@mantine/core";
import { Excerpt } from "../../../components/excerpt.tsx";
import { offerOf, type KeptMessage } from "../failed-replies.ts";
import { excerptOf, type ComposerDraft } from "./composer-draft.ts";
import classes from "./kept-messages.module.css";
import { ReplyFailure } from "./reply-failure.tsx";

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
    const excerpt = offer === "put-back" ? excerptOf(message.fields) : null;
    const buttons = (
      <>
        {offer === "put-back" && <Button onClick={() => onPutBack(key)}>Put the message back</Button>}
        <Button variant="subtle" color="gray" onClick={() => onDismiss(key)}>
          Dismiss
        </Button>
      </>
    );
    return error === null ? (
      <div key={key} className={classes.written} role="group" aria-label="What you wrote">
        <strong>What you wrote</strong>
        <Excerpt>{excerptOf(message.fields)}</Excerpt>
        <div className={classes.buttons}>{buttons}</div>
      </div>
    ) : (
      <ReplyFailure
        key={key}
        error={error}
        at={at}
        offer={offer}
        excerpt={excerpt}
        onRetry={onRetry}
        onEdit={onEdit}
        buttons={buttons}
      />
    );
  });
}
