// The body, laid out, with notes beside the values that matter.
import { Button } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { formatBytes, formatKibibytes } from "../../components/format.ts";
import { Verbatim } from "../../components/verbatim.tsx";
import { jsonHints, type JsonHint } from "./json-hints.ts";
import type { FormattedBody } from "./use-formatted-body.ts";
import classes from "./detail-tabs.module.css";

interface BodyTabProps {
  readonly event: LoggedEvent;
  readonly body: FormattedBody;
}

/** Fetched when the first body is shown, so that the window itself need not wait for the editor. */
const JsonView = lazy(async () => {
  try {
    const module = await import("./json-view.tsx");
    return { default: module.JsonView };
  } catch {
    // Once the program has ended it cannot be fetched any more; the text is shown all the same.
    return { default: PlainText };
  }
});

function PlainText({ text }: { readonly text: string }) {
  return (
    <pre className={classes.plain}>
      <Verbatim text={text} />
    </pre>
  );
}

const NO_HINTS: readonly JsonHint[] = [];

/** JSON in a read-only editor with search and folding; anything else as text. */
export function BodyTab({ event, body }: BodyTabProps) {
  const hints = useMemo(
    () => (body.state === "json" ? jsonHints(body.values, event) : NO_HINTS),
    [body, event],
  );
  switch (body.state) {
    case "none":
      return <p className={classes.nothing}>{noBodyWords(event)}</p>;
    case "not-json":
      return <PlainText text={body.source} />;
    case "cut":
      return (
        <>
          <div className={classes.bar}>
            <span className={classes.grow}>The first {formatKibibytes(body.text.length)} of the body.</span>
            <Button size="xs" onClick={body.loadAll}>
              Load all {formatBytes(event.request?.bodyBytes ?? body.text.length)}
            </Button>
          </div>
          <PlainText text={body.text} />
        </>
      );
    case "json":
      return (
        <Suspense fallback={<PlainText text={body.text} />}>
          <JsonView text={body.text} hints={hints} />
        </Suspense>
      );
  }
}

function noBodyWords({ request, truncated }: LoggedEvent): string {
  if (request === null) return "This event has no body.";
  if (truncated !== true) return "The body is empty.";
  return `The body was never sent: ${formatBytes(request.bodyBytes)} were announced, and Hookline refused them.`;
}
