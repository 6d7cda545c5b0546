// Copies the API secret for the page that asks for it. The desktop does it at once; a browser asks for the name first.
import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { showCopied } from "../../components/copy-toast.ts";
import { formatSpan } from "../../components/format.ts";
import { TypedDialog } from "../../components/typed-dialog.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { useSettings } from "../../components/use-settings.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { copySecret } from "./copy-secret.ts";
import { useClipboardPorts } from "./use-clipboard-ports.ts";
import { showSecretNotCopied } from "./use-copy-jwt.ts";

interface CopyApiSecretProps {
  readonly label: string;
  readonly variant: "filled" | "default";
}

/** The button, and in a browser its dialog. */
export function CopyApiSecret({ label, variant }: CopyApiSecretProps) {
  const workspace = useActiveWorkspace();
  const ports = useClipboardPorts();
  const isDesktop = useAppState()?.host === "electron";
  const [{ clipboardSeconds }] = useSettings();
  const [isAsking, setAsking] = useState(false);
  const [isCopying, setCopying] = useState(false);
  const [error, setError] = useState<AppErrorValue | null>(null);

  async function copy(typedName?: string): Promise<boolean> {
    const lent = ports();
    setCopying(true);
    const copied = await copySecret(
      () =>
        lent.bridge.call("credentials.copyApiSecret", {
          workspace: workspace.id,
          ...(typedName === undefined ? {} : { typedName }),
        }),
      lent,
    );
    setCopying(false);
    setError(copied.ok ? null : copied.error);
    if (copied.ok) showCopied("API secret", isDesktop ? clearedAfter(clipboardSeconds) : "");
    else if (isDesktop) showSecretNotCopied(copied.error);
    return copied.ok;
  }

  function press(): void {
    if (isCopying) return;
    if (isDesktop) void copy();
    else setAsking(true);
  }

  return (
    <>
      <Button
        size="xs"
        variant={variant}
        leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
        onClick={press}
      >
        {label}
      </Button>
      <TypedDialog
        isOpen={isAsking}
        title={label}
        name={workspace.name}
        purpose="copy"
        confirmLabel={label}
        error={error}
        isRunning={isCopying}
        onConfirm={copy}
        onClose={() => {
          setAsking(false);
          setError(null);
        }}
      >
        Whoever has the API secret of API key <span className="mono">{workspace.apiKey}</span> has the whole
        account. It is not shown, only copied. A page in the browser cannot clear the clipboard: copy
        something else when you are done.
      </TypedDialog>
    </>
  );
}

function clearedAfter(seconds: number): string {
  return seconds === 0 ? "" : `, cleared after ${formatSpan(seconds * 1_000)}`;
}
