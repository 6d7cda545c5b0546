// Brings a secret to the clipboard without the page holding it.
//
// Threat model: whoever has a JWT may send as the Page, whoever has the API secret has the account. So neither must be where a
// script or an extension can read it later: not in React state, not in an answer of a call, not in the log. The desktop writes
// the clipboard itself. In a browser the host gives a single-use address, and its answer goes from the network straight into
// a clipboard item.
import type { AppState } from "../../../preload/contract/app-state.ts";
import type { Result } from "../../../preload/contract/contract.ts";
import { AppError, toErrorValue } from "../../../preload/contract/errors.ts";
import type { SecretDelivery } from "../../../preload/contract/jwt.ts";

/** What the page lends for it. */
export interface ClipboardPorts {
  readonly host: AppState["host"];
  /** Puts a text on the clipboard that is still to come; null where the browser gives none. */
  readonly writeText: ((text: Promise<Blob>) => Promise<void>) | null;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Copies what `deliver` asks the host for, and answers what the host said besides. Call it directly from the person's gesture:
 * browsers give the clipboard to nothing else.
 */
export async function copySecret<T extends { readonly delivery: SecretDelivery }>(
  deliver: () => Promise<Result<T>>,
  ports: ClipboardPorts,
): Promise<Result<T>> {
  if (ports.host === "electron") return deliver();
  if (ports.writeText === null) return failed(new AppError("CLIPBOARD_UNAVAILABLE"));
  let outcome: Result<T> | null = null;
  // The clipboard is asked before there is a text: after a wait it could be refused for want of a gesture.
  const text = (async () => {
    const delivered = await deliver();
    if (!delivered.ok) {
      outcome = delivered;
      throw new Error(delivered.error.code);
    }
    const { delivery } = delivered.value;
    if (delivery.by === "host") throw new Error("the host has no clipboard of this browser");
    const answer = await ports.fetch(delivery.path, { method: "POST", cache: "no-store" });
    if (!answer.ok) {
      outcome = failed(new AppError("CLIPBOARD_TICKET_REFUSED", { status: answer.status }));
      throw new Error("CLIPBOARD_TICKET_REFUSED");
    }
    outcome = delivered;
    // A clipboard item of type text/plain takes no parameters of the type, such as a charset.
    return new Blob([await answer.blob()], { type: "text/plain" });
  })();
  try {
    await ports.writeText(text);
    return outcome ?? failed(new AppError("CLIPBOARD_REFUSED", { reason: "it did not take the text" }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return knownFailure(outcome) ?? failed(new AppError("CLIPBOARD_REFUSED", { reason }, { cause: error }));
  }
}

/** Writer for {@link ClipboardPorts}; null in a page that browsers hold for insecure, or without clipboard items. */
export function clipboardWriter(): ClipboardPorts["writeText"] {
  // The types promise a clipboard; an insecure address has none.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined || typeof ClipboardItem === "undefined") return null;
  return (text) => clipboard.write([new ClipboardItem({ "text/plain": text })]);
}

/** That the clipboard failed after the host delivered is the clipboard's failure. */
function knownFailure<T>(outcome: Result<T> | null): Result<T> | null {
  return outcome?.ok === false ? outcome : null;
}

function failed(error: AppError): Result<never> {
  return { ok: false, error: toErrorValue(error) };
}
