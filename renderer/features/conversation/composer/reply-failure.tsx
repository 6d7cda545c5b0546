// Why a reply was not taken, with the button that mends it where one can.
import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { formatCount, formatSpan } from "../../../components/format.ts";
import { useNow } from "../../../components/use-now.tsx";
import { hrefOf } from "../../../router/router.ts";
import type { FailedReply, SetAside } from "../use-send-reply.ts";

interface ReplyFailureProps {
  readonly failed: FailedReply;
  /** Sends what stands in the composer. */
  readonly onRetry: () => void;
  readonly onEdit: () => void;
  readonly onPutBack: (aside: SetAside) => void;
  readonly onDismiss: () => void;
}

/** The error of a reply, beside Send. */
export function ReplyFailure(props: ReplyFailureProps) {
  const { failed, onPutBack, onDismiss } = props;
  const { error, setAside } = failed;
  const [first] = setAside;
  return (
    <ErrorNotice
      key={error.code}
      error={error}
      action={
        first === undefined ? (
          actionFor(props)
        ) : (
          <Group gap="sm">
            <Button onClick={() => onPutBack(first)}>{putBackWord(failed, first)}</Button>
            <Button variant="subtle" color="gray" onClick={onDismiss}>
              Dismiss
            </Button>
          </Group>
        )
      }
      aside={asideOf(failed, first)}
    />
  );
}

function countSent({ setAside }: FailedReply): number {
  return setAside.filter(({ was }) => was === "sent").length;
}

function putBackWord(failed: FailedReply, first: SetAside): string {
  if (first.was === "typed") return "Put the other message back";
  if (countSent(failed) > 1) return "Put a message back";
  return failed.error.code === "REPLY_LEFT_BEHIND" ? "Put the message back" : "Put the failed message back";
}

function asideOf(failed: FailedReply, first: SetAside | undefined): string {
  if (first === undefined) return "The draft is kept.";
  if (first.was === "typed") return "What stood in its place can be put back.";
  const count = countSent(failed);
  if (count > 1) return `What each of the ${formatCount(count)} messages said can be put back.`;
  return failed.error.code === "REPLY_LEFT_BEHIND"
    ? "What it said can be put back."
    : "What you wrote since was left where it is.";
}

function actionFor({ failed: { error, at }, onRetry, onEdit }: ReplyFailureProps): ReactNode {
  switch (error.code) {
    case "REPLY_JWT_EXPIRED":
      return <Button onClick={onRetry}>Mint new and send</Button>;
    case "VONAGE_JWT_CLOCK":
    case "REPLY_OFFLINE":
    case "CONTRACT_HOST_LOST":
      return <Button onClick={onRetry}>Retry</Button>;
    // Where no time was named, that is none to wait.
    case "REPLY_SERVER_ERROR":
    case "REPLY_THROTTLED":
      return <RetryLater from={at} seconds={Number(error.details["seconds"] ?? 0)} onRetry={onRetry} />;
    case "REPLY_INVALID":
      return <Button onClick={onEdit}>Edit message</Button>;
    case "REPLY_PAGE_NOT_LINKED":
    case "REPLY_PAGE_OF_ANOTHER_ACCOUNT":
      return (
        <Button component="a" href={hrefOf({ page: "linking" })}>
          Open Part {error.code === "REPLY_PAGE_NOT_LINKED" ? "2" : "1"}
        </Button>
      );
    case "VONAGE_JWT_UNPAIRED":
    case "VONAGE_JWT_KEY_MENDED":
    case "VONAGE_JWT_APPLICATION":
    case "REPLY_UNAUTHORIZED":
    case "REPLY_SECRET_REFUSED":
    case "REPLY_SANDBOX_PAGE":
    case "REPLY_PAGE_MISSING":
    case "CREDENTIALS_KEY_MISSING":
    case "CREDENTIALS_APPLICATION_MISSING":
      return (
        <Button component="a" href={hrefOf({ page: "keys" })}>
          Check keys
        </Button>
      );
    default:
      // A proxy or a certificate that may be mended meanwhile; nothing was sent.
      return error.code.startsWith("NETWORK_") ? <Button onClick={onRetry}>Retry</Button> : undefined;
  }
}

interface RetryLaterProps {
  /** When Vonage asked to wait, epoch ms. */
  readonly from: number;
  readonly seconds: number;
  readonly onRetry: () => void;
}

/** Counts down what Vonage asked to wait; pressing it earlier is allowed. */
function RetryLater({ from, seconds, onRetry }: RetryLaterProps) {
  // The time is that of the last tick, which may lie before the error.
  const left = Math.min(seconds, Math.ceil((from + seconds * 1_000 - useNow(1_000)) / 1_000));
  return <Button onClick={onRetry}>{left > 0 ? `Retry in ${formatSpan(left * 1_000)}` : "Retry"}</Button>;
}
