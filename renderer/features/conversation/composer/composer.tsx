// Where a reply is written: its type and content, as what it is sent, its options, and the request it will be.
import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import { TYPE_LOOKS } from "../../../components/type-choice.tsx";
import { useSettings } from "../../../components/use-settings.ts";
import { useShortcuts } from "../../../keyboard/shortcuts.tsx";
import { useActiveWorkspace } from "../../../workspace/active-workspace.tsx";
import { readComposerKey } from "../../../components/composer-keys.ts";
import { TagSelect } from "./category-select.tsx";
import {
  contentOf,
  countOptions,
  type ComposerDraft,
  type DraftTarget,
  type MessageType,
  withCopyOf,
} from "./composer-draft.ts";
import { ComposerFoot } from "./composer-foot.tsx";
import classes from "./composer.module.css";
import { BelowContent, ContentField, type ContentElement } from "./content-field.tsx";
import { DraftNotes } from "./draft-notes.tsx";
import type { SendReply } from "../use-send-reply.ts";
import { KeptMessages } from "./kept-messages.tsx";
import { RequestPreview } from "./request-preview.tsx";
import { SendOptions } from "./send-options.tsx";
import { SendQuestion } from "./send-question.tsx";
import { TypeControl, typesOf } from "./type-control.tsx";
import { useComposer } from "./use-composer.ts";

interface ComposerProps {
  /** Drafts are kept under this key. */
  readonly draftKey: string;
  readonly target: DraftTarget;
  readonly initialText: string;
  /** When the person last wrote; undefined until it is known. */
  readonly lastInboundAt: number | null | undefined;
  /** What was sent of this conversation, and what failed in it. */
  readonly replies: SendReply;
  /** A copy of the last reply, for the arrow-up key; null when there is none. */
  readonly readLastReply: () => Promise<ComposerDraft | null>;
  /** A number that changes whenever the field shall take the focus; 0 = not yet. */
  readonly focusRequest: number;
  /** Takes such a number once: false when it was met before. */
  readonly takeFocus: (request: number) => boolean;
}

/** The form of a reply. It warns, and sends all the same. */
export function Composer(props: ComposerProps) {
  const { replies, readLastReply, focusRequest, takeFocus } = props;
  const [{ enterSends }] = useSettings();
  const { name, pageName } = useActiveWorkspace();
  const { fields, change, sendable, warnings, notes, isArmed, canAgree, disarm, send } = useComposer(props);
  const [isRequestOpen, setRequestOpen] = useState(false);
  const [areOptionsOpen, setOptionsOpen] = useState(false);
  const [focusWishes, setFocusWishes] = useState(0);
  const field = useRef<ContentElement>(null);
  const [notesId, optionsId, requestId] = [useId(), useId(), useId()];
  const { type, apiVersion } = fields;
  const sendKeys = enterSends && type !== "custom" ? "Enter" : "mod+Enter";
  const problem = sendable.state === "wrong" ? sendable : null;
  const problemOf = (name: "custom" | "failover"): string | null =>
    problem?.field === name ? `${capitalise(problem.problem)}.` : null;

  // The only case in which it cannot be sent at all, so Send must not be dead without a word.
  const tooLong =
    problem?.field === "other" ? { text: `${capitalise(problem.problem)}.`, isRefused: true } : null;

  // Another type has another field, which is there only after this.
  useEffect(() => {
    if (focusWishes > 0) field.current?.focus();
  }, [focusWishes]);

  useEffect(() => {
    if (takeFocus(focusRequest)) field.current?.focus();
  }, [focusRequest, takeFocus]);

  function submit(gesture: "first" | "again"): void {
    if (send(gesture)) field.current?.focus();
  }

  function putBack(key: string): void {
    replies.putBack(key, change);
    setFocusWishes((count) => count + 1);
  }

  // The same ones with every key: what they are handed to is not drawn again for each.
  const setType = useCallback(
    (next: MessageType) => change((current) => ({ ...current, type: next })),
    [change],
  );
  const toggleOptions = useCallback(() => setOptionsOpen((isOpen) => !isOpen), []);
  const toggleRequest = useCallback(() => setRequestOpen((isOpen) => !isOpen), []);

  async function editLast(): Promise<void> {
    const last = await readLastReply();
    if (last !== null) change((current) => withCopyOf(current, last));
  }

  function onKeyDown(event: KeyboardEvent<HTMLFormElement>): void {
    const { target } = event;
    if (event.key === "Escape" && isArmed) {
      event.preventDefault();
      disarm();
    }
    // A key that is held presses a button again and again, which is no second thought.
    if (event.key === "Enter" && event.repeat && target instanceof HTMLButtonElement) event.preventDefault();
    if (!isTextField(target)) return;
    const isContent = target === field.current;
    const act = readComposerKey(event, {
      // JSON has lines of its own.
      enterSends: enterSends && isContent && type !== "custom",
      isComposing: event.nativeEvent.isComposing,
      isEmpty: isContent && contentOf(fields) === "",
    });
    // Enter in a field of one line would send the form.
    if (act !== null || (event.key === "Enter" && target instanceof HTMLInputElement)) event.preventDefault();
    if (act === "send" && !event.repeat) submit("first");
    if (act === "edit-last") void editLast();
    if (act === "new-line" && target instanceof HTMLTextAreaElement) {
      target.setRangeText("\n", target.selectionStart, target.selectionEnd, "end");
      change((current) => ({ ...current, text: target.value }));
    }
  }

  function onBlur(event: FocusEvent<HTMLFormElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) disarm();
  }

  useShortcuts("Reply", [
    { id: "reply-send", keys: "", ownKeys: sendKeys, label: "Send the reply", run: () => submit("first") },
    {
      id: "reply-request",
      keys: "mod+shift+Enter",
      label: isRequestOpen ? "Hide the request of the reply" : "Show the request of the reply",
      run: toggleRequest,
    },
    {
      id: "reply-options",
      keys: "",
      label: areOptionsOpen ? "Close the options of the reply" : "Open the options of the reply",
      run: toggleOptions,
    },
    ...typesOf(apiVersion).map((each) => ({
      id: `reply-type-${each}`,
      keys: "",
      label: `Reply with: ${TYPE_LOOKS[each].word}`,
      run: () => {
        setType(each);
        setFocusWishes((count) => count + 1);
      },
    })),
  ]);

  const isRefused = notes.some((note) => note.isRefused);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its fields come together here
    <form
      className={classes.composer}
      aria-label="Reply"
      data-region="Reply"
      // What is doubtful is noted beside it, and sent all the same.
      noValidate
      onKeyDown={onKeyDown}
      onClickCapture={takeOneOfDoubleClick}
      onBlur={onBlur}
      onSubmit={(event) => {
        event.preventDefault();
        submit("first");
      }}
    >
      <TypeControl apiVersion={apiVersion} type={type} onChange={setType} />
      <ContentField
        fields={fields}
        onChange={change}
        problem={problemOf("custom")}
        fieldRef={field}
        describedBy={notesId}
      />
      <div className={classes.rest}>
        <BelowContent fields={fields} onChange={change} fieldRef={field} />
        <KeptMessages
          kept={replies.kept}
          fields={fields}
          onRetry={() => submit("again")}
          onEdit={() => field.current?.focus()}
          onPutBack={putBack}
          onDismiss={(key) => {
            replies.dismiss(key);
            field.current?.focus();
          }}
        />
        {fields.category === "message_tag" && (
          <TagSelect
            tag={fields.tag}
            onChange={(tag) => change((current) => ({ ...current, tag }))}
            describedBy={notesId}
          />
        )}
        <DraftNotes id={notesId} notes={isArmed ? [] : tooLong === null ? notes : [...notes, tooLong]} />
        {areOptionsOpen && (
          <SendOptions
            id={optionsId}
            fields={fields}
            onChange={change}
            warnings={warnings}
            failoverProblem={problemOf("failover")}
          />
        )}
        {isRequestOpen &&
          (sendable.state === "ready" ? (
            <RequestPreview id={requestId} draft={sendable.draft} />
          ) : (
            <p id={requestId} className={classes.nothing}>
              {sendable.state === "empty" ? "There is nothing to send yet." : "This cannot be sent as it is."}
            </p>
          ))}
      </div>
      <p className={classes.confirm} role="status">
        {isArmed && <SendQuestion psid={props.target.psid} sender={pageName ?? name} isRefused={isRefused} />}
      </p>
      <ComposerFoot
        category={fields.category}
        onChange={change}
        optionCount={countOptions(fields)}
        optionsId={optionsId}
        areOptionsOpen={areOptionsOpen}
        onToggleOptions={toggleOptions}
        requestId={requestId}
        isRequestOpen={isRequestOpen}
        onToggleRequest={toggleRequest}
        canSend={sendable.state === "ready"}
        isHeld={isArmed && !canAgree}
        sendWord={isArmed ? "Send for real" : isRefused ? "Send anyway" : "Send"}
        sendKeys={sendKeys}
      />
    </form>
  );
}

/** The second half of a double click is no second thought about a real person, nor meant for what moved there. */
function takeOneOfDoubleClick(event: MouseEvent<HTMLFormElement>): void {
  const isButton = event.target instanceof Element && event.target.closest("button") !== null;
  if (event.detail < 2 || !isButton) return;
  event.preventDefault();
  event.stopPropagation();
}

function isTextField(target: EventTarget): target is HTMLTextAreaElement | HTMLInputElement {
  if (target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement &&
    target.type !== "radio" &&
    target.getAttribute("role") !== "combobox"
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
