// What keeps a body from being JSON, and where.
import { useEffect, useMemo, useState } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import type { JsonProblem } from "../../../preload/contract/format-json.ts";
import { SHOWN_AT_ONCE_BYTES, bodyBytes, findBodyProblem, findNonUtf8, isRefusedAsJson } from "./raw-body.ts";

/**
 * Finds it; in a long body beside the page, so that it comes later. Null when there is none, when it is not known, or
 * when the body was cut and is no JSON for that reason alone.
 * @param text the body as text
 */
export function useBodyProblem(event: LoggedEvent, text: string): JsonProblem | null {
  const [late, setLate] = useState<{ readonly text: string; readonly problem: JsonProblem | null } | null>(
    null,
  );
  const isLong = text.length > SHOWN_AT_ONCE_BYTES;
  const isCut = event.truncated === true;
  const atOnce = useMemo(() => {
    if (text === "" || isCut) return null;
    if (event.raw === null) return findNonUtf8(bodyBytes(event), text);
    return isLong ? null : findBodyProblem(text);
  }, [event, text, isCut, isLong]);
  const isLate = isLong && event.raw !== null && !isCut && isRefusedAsJson(event);
  useEffect(() => {
    if (!isLate) return;
    const worker = new Worker(new URL("./json-problem-worker.ts", import.meta.url), { type: "module" });
    // Should it not start, as when the program has ended, the body is shown all the same.
    worker.addEventListener("message", ({ data }: MessageEvent<JsonProblem | null>) =>
      setLate({ text, problem: data }),
    );
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
    worker.postMessage(text);
    return () => worker.terminate();
  }, [isLate, text]);
  return atOnce ?? (isLate && late?.text === text ? late.problem : null);
}
