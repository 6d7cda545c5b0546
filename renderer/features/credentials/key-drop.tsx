// Takes a private key: dropped, chosen or pasted; looked at by the host, never shown back.
import { Button, FileButton, Textarea } from "@mantine/core";
import { IconFileUpload, IconKey } from "@tabler/icons-react";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { utf16Text } from "../../../preload/contract/utf16-text.ts";
import type { KeySummary } from "../../../preload/contract/workspace.ts";
import { useAct } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { KeyFacts } from "./key-facts.tsx";
import { useNewest } from "./use-newest.ts";
import classes from "./keys-page.module.css";

interface KeyDropProps {
  /** The key that is stored already. */
  readonly stored: KeySummary | null;
  readonly action: ReactNode;
  /** Gets the text of a key once it was looked at: null when it is not a good one, or was put away again. */
  readonly onKey: (pem: Promise<string | null>) => void;
}

/** The contract's limit; what is longer is not one key, and its beginning says what it is. */
const LONGEST = 16_384;
/** Of a file no more is read: three bytes a character in UTF-8, and its byte order mark. */
const LONGEST_BYTES = 3 * LONGEST + 3;

const NO_KEY = Promise.resolve(null);

/** Drop area, file button and paste field; then the facts of the key. */
export function KeyDrop({ stored, action, onKey }: KeyDropProps) {
  const inspect = useAct("credentials.inspectKey");
  const begin = useNewest();
  const [chosen, setChosen] = useState<KeySummary | null>(null);
  const [isOver, setOver] = useState(false);
  const [isReplacing, setReplacing] = useState(false);
  const [unreadable, setUnreadable] = useState<AppErrorValue | null>(null);
  const error = unreadable ?? inspect.error;
  const paste = useRef<HTMLTextAreaElement>(null);
  const resetFile = useRef<() => void>(null);

  async function look(text: string): Promise<string | null> {
    const isNewest = begin();
    setUnreadable(null);
    const pem = text.slice(0, LONGEST);
    const found = await inspect.run({ pem });
    // It was cleared meanwhile, or another one has the word.
    if (!isNewest()) return null;
    setChosen(found.ok ? found.value : null);
    // A good key has done its part here; a bad one stays for a look at it.
    if (found.ok && paste.current !== null) paste.current.value = "";
    return found.ok ? pem : null;
  }

  async function lookAtFile(file: File): Promise<string | null> {
    const isNewest = begin();
    // Else the same file, mended on disk, could not be chosen again.
    resetFile.current?.();
    try {
      const bytes = new Uint8Array(await file.slice(0, LONGEST_BYTES).arrayBuffer());
      const text = utf16Text(bytes) ?? new TextDecoder().decode(bytes);
      return isNewest() ? await look(text) : null;
    } catch {
      // Browsers give no cause; they let a folder be dropped as if it were a file, and a file be gone by now.
      const reason = "It is a folder, or it was moved or changed meanwhile.";
      if (isNewest())
        setUnreadable({ code: "CREDENTIALS_FILE_UNREADABLE", details: { file: file.name, reason } });
      return null;
    }
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    onKey(file === undefined ? look(event.dataTransfer.getData("text/plain")) : lookAtFile(file));
  }

  function putAway(): void {
    begin();
    setChosen(null);
    onKey(NO_KEY);
    setUnreadable(null);
    inspect.reset();
    resetFile.current?.();
  }

  function keepStored(): void {
    putAway();
    setReplacing(false);
  }

  if (chosen !== null) {
    return (
      <section className={classes.key} aria-label="Private key">
        <KeyFacts title="Private key, not saved yet" summary={chosen} />
        <Button onClick={putAway}>Choose another</Button>
      </section>
    );
  }
  if (stored !== null && !isReplacing) {
    return (
      <section className={classes.key} aria-label="Private key">
        <KeyFacts title="Private key" summary={stored} />
        <div className={classes.buttons}>
          <Button onClick={() => setReplacing(true)}>Replace the key</Button>
          {action}
        </div>
      </section>
    );
  }
  return (
    // Dropping is the short way; the button and the field below do the same without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.key}
      aria-label="Private key"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={classes.drop}>
        <IconKey size={20} stroke={1.75} aria-hidden="true" />
        <p>
          Drop the <span className="mono">private.key</span> file of the application here, or
        </p>
        <FileButton resetRef={resetFile} onChange={(file) => file && onKey(lookAtFile(file))}>
          {(props) => (
            <Button {...props} leftSection={<IconFileUpload size={16} stroke={1.75} aria-hidden="true" />}>
              Choose a file
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        ref={paste}
        label="Or paste it"
        placeholder="-----BEGIN PRIVATE KEY-----"
        rows={3}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: "mono" }}
        onChange={(event) => {
          const text = event.currentTarget.value;
          // Typing a key by hand is nobody's way; each paste or edit that has a whole one is looked at.
          if (text.trim() === "") putAway();
          else onKey(look(text));
        }}
      />
      {error !== null && <ErrorNotice error={error} />}
      {stored !== null && (
        <Button variant="subtle" onClick={keepStored}>
          Keep the stored key
        </Button>
      )}
    </section>
  );
}
