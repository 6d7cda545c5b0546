// Where a reply is written: a text, its length, a warning where Messenger would refuse it.
import { Button, Textarea } from "@mantine/core";
import { IconAlertTriangle, IconSend } from "@tabler/icons-react";
import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { REPLY_TEXT_LIMIT } from "../../../preload/contract/reply.ts";
import { useNow } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { readComposerKey } from "./composer-keys.ts";
import { describeWindow, windowWarning } from "./messaging-window.ts";
import { ReplyFailure } from "./reply-failure.tsx";
import { measureText } from "./text-length.ts";
import { useDraft } from "./use-draft.ts";
import classes from "./composer.module.css";

interface ComposerProps {
  /** Drafts are kept under this key. */
  readonly draftKey: string;
  readonly initialDraft: string;
  /** When the person last wrote; undefined until it is known. */
  readonly lastInboundAt: number | null | undefined;
  readonly error: AppErrorValue | null;
  /** Answers whether Vonage took the reply. */
  readonly onSend: (text: string) => Promise<boolean>;
  /** The text of the last reply, for the arrow-up key; null when there is none. */
  readonly readLastReply: () => Promise<string | null>;
  /** A number that changes whenever the field shall take the focus; 0 = not yet. */
  readonly focusRequest: number;
  /** Takes such a number once: false when it was met before. */
  readonly takeFocus: (request: number) => boolean;
}

const MINUTE_MS = 60_000;

/** Field and button of a reply. It warns, and sends all the same. */
export function Composer(props: ComposerProps) {
  const { draftKey, initialDraft, lastInboundAt, error, onSend, readLastReply, focusRequest, takeFocus } =
    props;
  const [{ enterSends }] = useSettings();
  const [text, setText] = useDraft(draftKey, initialDraft);
  const field = useRef<HTMLTextAreaElement>(null);
  const noteId = useId();
  const now = useNow(MINUTE_MS);
  const length = measureText(text);
  const warning = lastInboundAt === undefined ? null : windowWarning(describeWindow(lastInboundAt, now));

  useEffect(() => {
    if (takeFocus(focusRequest)) field.current?.focus();
  }, [focusRequest, takeFocus]);

  async function send(): Promise<void> {
    if (text.trim() === "") return;
    const sent = text;
    setText("");
    field.current?.focus();
    if (await onSend(sent)) return;
    // What was typed meanwhile stays; nothing of either text is lost.
    setText((current) => (current === "" ? sent : `${sent}\n${current}`));
  }

  async function editLast(): Promise<void> {
    const last = await readLastReply();
    if (last !== null) setText((current) => (current === "" ? last : current));
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const act = readComposerKey(event, {
      enterSends,
      isComposing: event.nativeEvent.isComposing,
      isEmpty: text === "",
    });
    if (act === null) return;
    event.preventDefault();
    if (act === "send") void send();
    if (act === "edit-last") void editLast();
    if (act === "new-line") {
      const { selectionStart, selectionEnd } = event.currentTarget;
      event.currentTarget.setRangeText("\n", selectionStart, selectionEnd, "end");
      setText(event.currentTarget.value);
    }
  }

  return (
    <form
      className={classes.composer}
      aria-label="Reply"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {error !== null && (
        <ReplyFailure error={error} onRetry={() => void send()} onEdit={() => field.current?.focus()} />
      )}
      <Textarea
        ref={field}
        aria-label="Reply text"
        aria-describedby={noteId}
        placeholder="Write a reply as the Page"
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        classNames={{ input: classes.field ?? "" }}
      />
      <div id={noteId} className={classes.notes}>
        {warning !== null && (
          <p className={classes.warning}>
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
            <span>{warning}</span>
          </p>
        )}
        {length.isOver && (
          <p className={classes.warning}>
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
            <span>Vonage takes {REPLY_TEXT_LIMIT}. Send anyway to see the refusal.</span>
          </p>
        )}
      </div>
      <div className={classes.foot}>
        <p className={classes.counter} data-over={length.isOver}>
          {length.counter}
        </p>
        <Button
          type="submit"
          variant="filled"
          disabled={text.trim() === ""}
          leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />}
          rightSection={<KeyHint keys={enterSends ? "Enter" : "mod+Enter"} />}
        >
          {warning === null && !length.isOver ? "Send" : "Send anyway"}
        </Button>
      </div>
    </form>
  );
}
