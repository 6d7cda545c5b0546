// Copying a JWT from a button or a key, and saying so.
import { useState } from "react";
import { describeError, type AppErrorValue } from "../../../preload/contract/errors.ts";
import type { JwtCopyForm, JwtPreview } from "../../../preload/contract/jwt.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import { showCopied, showNotCopied } from "../../components/copy-toast.ts";
import { useAppState } from "../../components/use-app-state.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { clipboardWriter, copyJwt, type JwtCopy } from "./copy-secret.ts";
import { formatCountdown } from "./countdown.ts";

/** Copies JWTs of the active workspace. */
export interface CopyJwt {
  /** Answers what was copied, without the token; null when nothing was. A toast tells the person either way. */
  readonly copy: (copy: Omit<JwtCopy, "workspace">) => Promise<JwtPreview | null>;
  readonly isCopying: boolean;
}

const NOUNS: Readonly<Record<JwtCopyForm, string>> = {
  token: "JWT",
  header: "Authorization header",
  curl: "curl command",
};

/** Prepares copying. `copy` has to be called directly from a press of a button or a key. */
export function useCopyJwt(): CopyJwt {
  const bridge = useBridge();
  const host = useAppState()?.host ?? "browser";
  const workspace = useActiveWorkspace().id;
  const [isCopying, setCopying] = useState(false);

  async function copy(wanted: Omit<JwtCopy, "workspace">): Promise<JwtPreview | null> {
    setCopying(true);
    const copied = await copyJwt(
      { workspace, ...wanted },
      { bridge, host, writeText: clipboardWriter(), fetch: (input, init) => fetch(input, init) },
    );
    setCopying(false);
    if (!copied.ok) {
      showFailure(copied.error);
      return null;
    }
    const left = formatCountdown(copied.preview.expiresAt - Date.now());
    showCopied(NOUNS[wanted.form], `, ${left} left`);
    return copied.preview;
  }

  return { copy, isCopying };
}

function showFailure(error: AppErrorValue): void {
  const { what, why, todo } = describeError(error);
  showNotCopied({ title: what, message: `${why} ${todo}` });
}
