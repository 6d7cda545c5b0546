// Why a reply was not taken, with the button that mends it where one can.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { formatSpan } from "../../../components/format.ts";
import { useNow } from "../../../components/use-now.tsx";
import { hrefOf } from "../../../router/router.ts";
import type { Offer } from "../failed-replies.ts";
import { PutBackButton } from "./put-back-button.tsx";

interface ReplyFailureProps {
  readonly error: AppErrorValue;
  /** When it failed, epoch ms. */
  readonly at: number;
  readonly offer: Offer;
  /** What the message said, where it does not stand in the field. */
  readonly excerpt: string | null;
  /** Sends what stands in the composer. */
  readonly onRetry: () => void;
  readonly onEdit: () => void;
  readonly onPutBack: () => void;
  readonly onDismiss: () => void;
}

/** The error of one reply, with what mends it where that one stands in the field. */
export function ReplyFailure(props: ReplyFailureProps) {
  const { error, offer, excerpt, onDismiss } = props;
  const aside = asideOf(error, offer);
  const action = actionOf(props);
  return (
    <ErrorNotice
      error={error}
      {...(aside === null ? {} : { aside })}
      {...(excerpt === null ? {} : { excerpt })}
      {...(action === undefined ? {} : { action })}
      onDismiss={onDismiss}
    />
  );
}

function actionOf(props: ReplyFailureProps): ReactNode {
  if (props.offer === "act") return actionFor(props);
  return props.offer === "put-back" ? <PutBackButton onPutBack={props.onPutBack} /> : undefined;
}

function asideOf({ code }: AppErrorValue, offer: Offer): string | null {
  if (offer === "act") return "The draft is kept.";
  // Its own words are of anything that goes wrong, not of a message that may be out.
  return code === "UNEXPECTED"
    ? "The reply may have been sent: look for it above before you send it again."
    : null;
}

function actionFor({ error, at, onRetry, onEdit }: ReplyFailureProps): ReactNode {
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
