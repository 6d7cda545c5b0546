// The body of an event laid out once, for the tab that shows it and the tabs that need to know whether it is JSON.
import { useMemo, useState } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import type { JsonValuePlace } from "../../../preload/contract/format-json.ts";
import { SHOWN_AT_ONCE_BYTES, bodyText, formatBody, isRefusedAsJson } from "./raw-body.ts";

/** A body on its way to the eye. */
export type FormattedBody =
  | { readonly state: "none" }
  /** Larger than what is shown at once: its beginning, as it came, until all of it is asked for. */
  | {
      readonly state: "cut";
      readonly text: string;
      /** The listener found that it is no JSON. */
      readonly isNoJson: boolean;
      readonly loadAll: () => void;
    }
  | { readonly state: "json"; readonly text: string; readonly values: readonly JsonValuePlace[] }
  | { readonly state: "not-json"; readonly source: string };

/** Reads and lays out an event's body. */
export function useFormattedBody(event: LoggedEvent): FormattedBody {
  const [wholeOf, setWholeOf] = useState<EventId | null>(null);
  const { id, raw, rawBase64, request } = event;
  const isWhole = wholeOf === id;
  const isNoJson = isRefusedAsJson(event);
  return useMemo((): FormattedBody => {
    if (request === null) return { state: "none" };
    const source = bodyText({ raw, ...(rawBase64 === undefined ? {} : { rawBase64 }) });
    if (source.length > SHOWN_AT_ONCE_BYTES && !isWhole)
      return {
        state: "cut",
        text: source.slice(0, SHOWN_AT_ONCE_BYTES),
        isNoJson,
        loadAll: () => setWholeOf(id),
      };
    if (source === "") return { state: "none" };
    // With replacement characters for its bytes it may look like JSON, which it was not.
    if (raw === null || isNoJson) return { state: "not-json", source };
    const formatted = formatBody(source);
    return formatted.isJson
      ? { state: "json", text: formatted.text, values: formatted.values }
      : { state: "not-json", source };
  }, [id, raw, rawBase64, request, isWhole, isNoJson]);
}
