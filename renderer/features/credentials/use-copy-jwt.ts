// Copying a JWT from a button or a key, and saying so.
import { useState } from "react";
import { describeError, type AppErrorValue } from "../../../preload/contract/errors.ts";
import type { JwtCopyForm, JwtPreview } from "../../../preload/contract/jwt.ts";
import { useHostClock } from "../../bridge/bridge.tsx";
import { hideCopied, showCopied, showNotCopied } from "../../components/copy-toast.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { useNoteCopiedJwt } from "./copied-jwt.tsx";
import { copyJwt, type JwtCopy } from "./copy-jwt.ts";
import { formatCountdown } from "./countdown.ts";
import { useClipboardPorts } from "./use-clipboard-ports.ts";

/** Copies JWTs of the active workspace. */
export interface CopyJwt {
  /** Answers what was copied, without the token; null when nothing was. */
  readonly copy: (copy: Omit<JwtCopy, "workspace">) => Promise<JwtPreview | null>;
  readonly isCopying: boolean;
}

const NOUNS: Readonly<Record<JwtCopyForm, string>> = {
  token: "JWT",
  header: "Authorization header",
  curl: "curl command",
};

/** Where a copy is told of: in a toast, or in the place of the button. A failure always has its toast. */
export type CopyTeller = "toast" | "place";

/** Prepares copying. `copy` has to be called directly from a press of a button or a key. */
export function useCopyJwt({ teller = "toast" }: { readonly teller?: CopyTeller } = {}): CopyJwt {
  const ports = useClipboardPorts();
  const workspace = useActiveWorkspace().id;
  const clock = useHostClock();
  const noteCopied = useNoteCopiedJwt();
  const [isCopying, setCopying] = useState(false);

  async function copy(wanted: Omit<JwtCopy, "workspace">): Promise<JwtPreview | null> {
    setCopying(true);
    const copied = await copyJwt({ workspace, ...wanted }, ports());
    setCopying(false);
    if (!copied.ok) {
      showSecretNotCopied(copied.error);
      return null;
    }
    const preview = copied.value;
    noteCopied(workspace, preview);
    if (teller === "place") hideCopied();
    else showCopied(NOUNS[wanted.form], `, ${formatCountdown(preview.expiresAt - clock())} left`);
    return preview;
  }

  return { copy, isCopying };
}

/** Says why a secret is not on the clipboard. */
export function showSecretNotCopied(error: AppErrorValue): void {
  const { what, why, todo } = describeError(error);
  showNotCopied({ title: what, message: `${why} ${todo}` });
}
