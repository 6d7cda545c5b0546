// The exact bytes that came: as text or in hexadecimal, and as a file.
import { Button, SegmentedControl } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { bringIntoView } from "../../components/bring-into-view.ts";
import { formatCount, formatKibibytes } from "../../components/format.ts";
import { Verbatim } from "../../components/verbatim.tsx";
import type { JsonProblem } from "../../../preload/contract/format-json.ts";
import {
  bodyBytes,
  bodyText,
  byteAt,
  hexLines,
  hexPlace,
  isRefusedAsJson,
  SHOWN_AT_ONCE_BYTES,
} from "./raw-body.ts";
import { useBodyProblem } from "./use-body-problem.ts";
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
  const problem = useBodyProblem(event, text);
  const isJson =
    event.raw !== null && event.truncated !== true && problem === null && !isRefusedAsJson(event);
  if (event.request === null) return <p className={classes.nothing}>This event has no request.</p>;
  const bytes = bodyBytes(event);
  const canHex = bytes.length > 0 && bytes.length <= MOST_HEX_BYTES;
  const isHex = canHex && form === "hex";
  const kept = keptWords(event, bytes.length);
  const badByte = problem === null ? null : byteAt(text, problem.at);
  return (
    <>
      <div className={classes.bar}>
        <span className="num">{formatCount(event.request.bodyBytes)} bytes</span>
        {problem === null || badByte === null ? (
          <span className={classes.grow}>{kept}</span>
        ) : (
          <span className={classes.problem}>
            Not JSON: {problem.message} at byte {formatCount(badByte)}
            {kept === "" ? "" : `; ${kept}`}
          </span>
        )}
        <div className={classes.tools}>
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
            onClick={() => download(bytes, `event-${event.id}.${isJson ? "json" : "bin"}`)}
          >
            Download
          </Button>
        </div>
      </div>
      {isHex ? <RawHex bytes={bytes} badByte={badByte} /> : <RawText text={text} problem={problem} />}
    </>
  );
}

function RawHex({ bytes, badByte }: { readonly bytes: Uint8Array; readonly badByte: number | null }) {
  const lines = hexLines(bytes);
  const text = lines.join("\n");
  // Where the text ends too early there is no byte to point at.
  const at = badByte === null || badByte >= bytes.length ? null : hexPlace(lines, badByte);
  return (
    <pre className={classes.plain} data-kind="hex">
      {at === null ? (
        text
      ) : (
        <>
          {text.slice(0, at)}
          <mark ref={bringIntoView}>{text.slice(at, at + 2)}</mark>
          {text.slice(at + 2)}
        </>
      )}
    </pre>
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
      <mark ref={bringIntoView}>
        <Verbatim text={bad === "" ? "␄" : bad === "\n" ? "↵\n" : bad} />
      </mark>
      <Verbatim text={shown.slice(problem.at + bad.length)} />
    </pre>
  );
}

function keptWords(event: LoggedEvent, kept: number): string {
  if (event.truncated === true && kept === 0) return "over the limit, refused before it was sent";
  if (event.truncated === true) return `over the limit, the first ${formatKibibytes(kept)} were kept`;
  if (kept > SHOWN_AT_ONCE_BYTES) return `the first ${formatKibibytes(SHOWN_AT_ONCE_BYTES)} are shown`;
  return "";
}

function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
