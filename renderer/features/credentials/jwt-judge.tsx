// Judging a token: paste it, and see check by check whether Vonage would take it.
//
// The token stands in an uncontrolled field and goes straight to the host: it is neither in React state nor in the cache of
// questions, and is gone with the page.
import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { JwtVerdict } from "../../../preload/contract/jwt.ts";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { JsonText } from "../../components/json-text.tsx";
import { useNewest } from "./use-newest.ts";
import { describeFinding, summarise, type FindingLook } from "./verdict-words.ts";
import classes from "./jwt-judge.module.css";

type Answer =
  { readonly ok: true; readonly value: JwtVerdict } | { readonly ok: false; readonly error: AppErrorValue };

/** Long enough for a paste to land, short enough not to be felt. */
const SETTLE_MS = 150;

/** The field, and the verdict for the active workspace. */
export function JwtJudge() {
  const bridge = useBridge();
  const { id, name } = useActiveWorkspace();
  const field = useRef<HTMLTextAreaElement>(null);
  const begin = useNewest();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useShortcuts("Keys and JWT", [
    { id: "jwt.judge", keys: "", label: "Judge a token", run: () => field.current?.focus() },
  ]);

  async function judge(workspace: WorkspaceId): Promise<void> {
    const isNewest = begin();
    const token = field.current?.value ?? "";
    const found = token.trim() === "" ? null : await bridge.call("jwt.judge", { workspace, token });
    // A token that was pasted meanwhile has the word.
    if (isNewest()) setAnswer(found);
  }

  function settle(): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void judge(id), SETTLE_MS);
  }

  function clear(): void {
    if (field.current === null) return;
    field.current.value = "";
    field.current.focus();
    void judge(id);
  }

  useEffect(() => {
    // Another workspace has another key and application; the token that stands there is judged anew.
    void judge(id);
    return () => clearTimeout(timer.current);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only another workspace is a reason
  }, [id]);

  return (
    <section className={classes.judge} aria-label="Judge a token">
      <h2 className={classes.title}>Judge a token</h2>
      <Textarea
        ref={field}
        label="Token"
        description={`Alone, in a header or in a command. It is judged by what ${name} stores, and kept nowhere.`}
        placeholder="eyJhbGciOiJSUzI1NiIs…"
        rows={4}
        spellCheck={false}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        classNames={{ input: "mono" }}
        onChange={settle}
      />
      {answer !== null && (
        <div className={classes.buttons}>
          <Button onClick={() => void judge(id)}>Judge again</Button>
          <Button onClick={clear}>Clear</Button>
        </div>
      )}
      {answer?.ok === false && <ErrorNotice error={answer.error} />}
      <div role="status">{answer?.ok === true && <Summary verdict={answer.value} />}</div>
      {answer?.ok === true && <Findings verdict={answer.value} />}
    </section>
  );
}

function Summary({ verdict }: { readonly verdict: JwtVerdict }) {
  const { look, text } = summarise(verdict);
  return (
    <p className={classes.summary} data-verdict={look.verdict}>
      <Mark look={look} />
      {text}
    </p>
  );
}

function Findings({ verdict: { header, claims, findings } }: { readonly verdict: JwtVerdict }) {
  return (
    <>
      <ul className={classes.findings} aria-label="Checks">
        {findings.map((finding) => {
          const { label, look } = describeFinding(finding);
          return (
            <li key={finding.check} className={classes.finding}>
              <Mark look={look} />
              <div>
                <p>
                  <span className={classes.check}>{label}</span>{" "}
                  <span className={classes.word} data-verdict={look.verdict}>
                    {look.word}
                  </span>
                </p>
                <p className={classes.text}>{finding.text}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {header !== null && <JsonText label="Header of the token" value={header} />}
      {claims !== null && <JsonText label="Claims of the token" value={claims} />}
    </>
  );
}

function Mark({ look: { icon: IconOf, color } }: { readonly look: FindingLook }) {
  return <IconOf className={classes.mark} size={16} stroke={1.75} color={color} aria-hidden="true" />;
}
