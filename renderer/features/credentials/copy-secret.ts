// Brings a fresh JWT to the clipboard.
//
// Threat model: an application JWT lets anyone send as the Page, so it must never be where a script or an extension can
// read it later: not in React state, not in an answer of a call, not in the log. The desktop writes the clipboard itself.
// In a browser the host gives a single-use address, and its answer goes from the network straight into a clipboard item.
import type { AppState } from "../../../preload/contract/app-state.ts";
import type { Bridge } from "../../../preload/contract/contract.ts";
import { AppError, toErrorValue, type AppErrorValue } from "../../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import {
  JWT_DEFAULT_LIFETIME_SECONDS,
  type JwtCopyForm,
  type JwtPreview,
  type JwtRequest,
} from "../../../preload/contract/jwt.ts";

/** What to copy. */
export interface JwtCopy {
  readonly workspace: WorkspaceId;
  readonly form: JwtCopyForm;
  /** `chip` = the token of the title bar, `mint` = that one minted anew, or one built to order. */
  readonly source: "chip" | "mint" | JwtRequest;
}

/** What the page lends for it. */
export interface CopyPorts {
  readonly bridge: Bridge;
  readonly host: AppState["host"];
  /** Puts a text on the clipboard that is still to come; null where the browser gives none. */
  readonly writeText: ((text: Promise<Blob>) => Promise<void>) | null;
  readonly fetch: typeof globalThis.fetch;
}

/** The copied JWT without the JWT, or why nothing was copied. */
export type JwtCopied =
  { readonly ok: true; readonly preview: JwtPreview } | { readonly ok: false; readonly error: AppErrorValue };

/** Copies a JWT. Call it directly from the person's gesture: browsers give the clipboard to nothing else. */
export async function copyJwt(copy: JwtCopy, ports: CopyPorts): Promise<JwtCopied> {
  if (ports.host === "electron") {
    const copied = await deliver(copy, ports);
    return copied.ok ? { ok: true, preview: copied.value.preview } : copied;
  }
  if (ports.writeText === null) return failed(new AppError("CLIPBOARD_UNAVAILABLE"));
  let outcome: JwtCopied | null = null;
  // The clipboard is asked before there is a text: after a wait it could be refused for want of a gesture.
  const text = (async () => {
    const copied = await deliver(copy, ports);
    if (!copied.ok) {
      outcome = copied;
      throw new Error(copied.error.code);
    }
    const { delivery, preview } = copied.value;
    if (delivery.by === "host") throw new Error("the host has no clipboard of this browser");
    const answer = await ports.fetch(delivery.path, { method: "POST", cache: "no-store" });
    if (!answer.ok) {
      outcome = failed(new AppError("CLIPBOARD_TICKET_REFUSED", { status: answer.status }));
      throw new Error("CLIPBOARD_TICKET_REFUSED");
    }
    outcome = { ok: true, preview };
    // A clipboard item of type text/plain takes no parameters of the type, such as a charset.
    return new Blob([await answer.blob()], { type: "text/plain" });
  })();
  try {
    await ports.writeText(text);
    return outcome ?? failed(new AppError("CLIPBOARD_REFUSED", { reason: "it did not take the text" }));
  } catch (error) {
    const known = readFailure(outcome);
    return (
      known ??
      failed(
        new AppError(
          "CLIPBOARD_REFUSED",
          { reason: error instanceof Error ? error.message : String(error) },
          { cause: error },
        ),
      )
    );
  }
}

/** Writer for {@link CopyPorts}; null in a page that browsers hold for insecure, or without clipboard items. */
export function clipboardWriter(): CopyPorts["writeText"] {
  // The types promise a clipboard; an insecure address has none.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined || typeof ClipboardItem === "undefined") return null;
  return (text) => clipboard.write([new ClipboardItem({ "text/plain": text })]);
}

async function deliver({ workspace, form, source }: JwtCopy, { bridge }: CopyPorts) {
  if (source === "mint") {
    const minted = await bridge.call("jwt.mint", {
      workspace,
      lifetimeSeconds: JWT_DEFAULT_LIFETIME_SECONDS,
    });
    if (!minted.ok) return minted;
  }
  const request = typeof source === "string" ? {} : { request: source };
  return bridge.call("jwt.copy", { workspace, form, ...request });
}

function readFailure(outcome: JwtCopied | null): JwtCopied | null {
  return outcome?.ok === false ? outcome : null;
}

function failed(error: AppError): JwtCopied {
  return { ok: false, error: toErrorValue(error) };
}
