// The exact bytes that came: as text or in hexadecimal, and as a file.
import { Button, SegmentedControl } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { formatBytes, formatCount } from "../../components/format.ts";
import { Verbatim } from "../../components/verbatim.tsx";
import type { JsonProblem } from "../../../preload/contract/format-json.ts";
import { bodyBytes, bodyText, byteAt, formatBody, hexLines, SHOWN_AT_ONCE_BYTES } from "./raw-body.ts";
import classes from "./detail-tabs.module.css";

interface RawTabProps {
  readonly event: LoggedEvent;
}

/** More bytes than this are not written out in hexadecimal: the file is there for that. */
const MOST_HEX_BYTES = 64 * 1024;

/** Nothing is laid out or mended here. */
export function RawTab({ event }: RawTabProps) {
  // Bytes that are no text are shown as bytes, unless asked otherwise.
  const [wanted, setWanted] = useState<"text" | "hex" | null>(null);
  const form = wanted ?? (event.raw === null ? "hex" : "text");
  const text = useMemo(() => bodyText(event), [event]);
  // A body that was cut, or is no text, is no JSON for that reason alone.
  const isWhole = event.raw !== null && event.truncated !== true;
  const problem = useMemo(() => (isWhole ? problemOf(text) : null), [isWhole, text]);
  if (event.request === null) return <p className={classes.nothing}>This event has no request.</p>;
  const bytes = bodyBytes(event);
  const canHex = bytes.length > 0 && bytes.length <= MOST_HEX_BYTES;
  const isHex = canHex && form === "hex";
  return (
    <>
      <div className={classes.bar}>
        <span className="num">{formatCount(event.request.bodyBytes)} bytes</span>
        {problem === null ? (
          <span className={classes.grow}>{keptWords(event, bytes.length)}</span>
        ) : (
          <span className={classes.problem}>
            Not JSON: {problem.message} at byte {formatCount(byteAt(text, problem.at))}
          </span>
        )}
        {canHex && (
          <SegmentedControl
            size="xs"
            aria-label="Show the bytes as"
            value={form}
            onChange={(value) => setWanted(value === "hex" ? "hex" : "text")}
            data={[
              { value: "text", label: "Text" },
              { value: "hex", label: "Hex" },
            ]}
          />
        )}
        <Button
          size="xs"
          leftSection={<IconDownload size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => download(bytes, `event-${event.id}.${isWhole && problem === null ? "json" : "bin"}`)}
        >
          Download
        </Button>
      </div>
      {isHex ? (
        <pre className={classes.plain} data-kind="hex">
          {hexLines(bytes).join("\n")}
        </pre>
      ) : (
        <RawText text={text} problem={problem} />
      )}
    </>
  );
}

function RawText({ text, problem }: { readonly text: string; readonly problem: JsonProblem | null }) {
  const shown = text.slice(0, SHOWN_AT_ONCE_BYTES);
  if (problem === null || problem.at > shown.length)
    return (
      <pre className={classes.plain}>
        <Verbatim text={shown} />
      </pre>
    );
  const code = shown.codePointAt(problem.at);
  const bad = code === undefined ? "" : String.fromCodePoint(code);
  return (
    <pre className={classes.plain}>
      <Verbatim text={shown.slice(0, problem.at)} />
      <mark>
        <Verbatim text={bad === "" ? "␄" : bad === "\n" ? "↵\n" : bad} />
      </mark>
      <Verbatim text={shown.slice(problem.at + bad.length)} />
    </pre>
  );
}

/** Empty bodies are no fault, and long ones are not read only to find one. */
function problemOf(text: string): JsonProblem | null {
  if (text === "" || text.length > SHOWN_AT_ONCE_BYTES) return null;
  const formatted = formatBody(text);
  return formatted.isJson ? null : formatted.problem;
}

function keptWords(event: LoggedEvent, kept: number): string {
  if (event.truncated === true && kept === 0) return "over the limit, refused before it was sent";
  if (event.truncated === true) return `over the limit, the first ${formatBytes(kept)} were kept`;
  if (kept > SHOWN_AT_ONCE_BYTES) return `the first ${formatBytes(SHOWN_AT_ONCE_BYTES)} are shown`;
  return event.raw === null ? "not UTF-8 text" : "";
}

function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
