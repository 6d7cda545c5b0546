// What was answered: by Hookline to Vonage, or by Vonage to a reply.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { formatDuration } from "../../components/format.ts";
import { Verbatim } from "../../components/verbatim.tsx";
import { formatJson } from "../../../preload/contract/format-json.ts";
import { HeadersTable } from "./headers-table.tsx";
import { missingWords } from "./no-answer.ts";
import classes from "./detail-tabs.module.css";

interface ResponseTabProps {
  readonly event: LoggedEvent;
}

/** Status, headers and body of the answer. */
export function ResponseTab({ event }: ResponseTabProps) {
  const { response, kind } = event;
  if (response === null) {
    return (
      <p className={classes.nothing}>
        <Verbatim text={missingWords(event)} />
      </p>
    );
  }
  const { status, durationMs, headers, body, sent } = response;
  const isEmpty = body === null || body === "";
  return (
    <>
      <div className={classes.bar}>
        <span>
          {kind === "reply" ? "Vonage answered" : "Hookline answered"} <span className="mono">{status}</span>{" "}
          in {formatDuration(durationMs)}
          {sent ? "." : ". The caller hung up before the answer had left."}
        </span>
      </div>
      <HeadersTable headers={headers} label="Headers of the response" />
      <section className={classes.section}>
        <h2>Body</h2>
        {isEmpty && <p className={classes.note}>No body</p>}
      </section>
      {!isEmpty && (
        <pre className={classes.plain}>
          <Verbatim text={layOut(body)} />
        </pre>
      )}
    </>
  );
}

function layOut(body: string): string {
  const formatted = formatJson(body);
  return formatted.isJson ? formatted.text : body;
}
