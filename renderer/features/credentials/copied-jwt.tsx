// The JWT that was copied last, without the JWT: every place that asks for one says how long it still lives.
import { Text } from "@mantine/core";
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import type { JwtPreview } from "../../../preload/contract/jwt.ts";
import { useNow } from "../../components/use-now.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { formatCountdown, readJwtLife } from "./countdown.ts";

interface CopiedJwt {
  readonly last: { readonly workspace: WorkspaceId; readonly preview: JwtPreview } | null;
  /** Another one was copied. */
  readonly note: (workspace: WorkspaceId, preview: JwtPreview) => void;
}

const CopiedJwtContext = createContext<CopiedJwt | null>(null);

/** Remembers it for the tree, as long as the page is open. */
export function CopiedJwtProvider({ children }: { readonly children: ReactNode }) {
  const [last, setLast] = useState<CopiedJwt["last"]>(null);
  const note = useCallback<CopiedJwt["note"]>((workspace, preview) => setLast({ workspace, preview }), []);
  const value = useMemo(() => ({ last, note }), [last, note]);
  return <CopiedJwtContext value={value}>{children}</CopiedJwtContext>;
}

/** To be told of each JWT that is copied. */
export function useNoteCopiedJwt(): CopiedJwt["note"] {
  return useCopiedJwt().note;
}

/** How long the copied one lives, counted down; nothing before one of this workspace was copied. Each new copy is read aloud. */
export function CopiedJwtLeft() {
  const workspace = useActiveWorkspace().id;
  const { last } = useCopiedJwt();
  const [atFirst] = useState(last);
  const copied = last?.workspace === workspace ? last.preview : null;
  return (
    <>
      {copied !== null && <Left preview={copied} />}
      <span className="visually-hidden" role="status">
        {copied !== null && last !== atFirst && <span key={copied.issuedAt}>JWT copied</span>}
      </span>
    </>
  );
}

function Left({ preview }: { readonly preview: JwtPreview }) {
  const life = readJwtLife(preview, useNow(1_000));
  return (
    <Text
      size="sm"
      c={life.state === "fresh" ? "dimmed" : "var(--unsigned)"}
      className="num"
      role="timer"
      aria-live="off"
    >
      {life.state === "expired"
        ? "The copied JWT has expired"
        : `copied, ${formatCountdown(life.leftMs)} left`}
    </Text>
  );
}

function useCopiedJwt(): CopiedJwt {
  const copied = use(CopiedJwtContext);
  if (copied === null) throw new Error("There is no CopiedJwtProvider above this component.");
  return copied;
}
