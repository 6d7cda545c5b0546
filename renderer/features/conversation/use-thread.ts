// One person's thread: fetched by pages, kept true by what arrives.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import type { Thread } from "../../../preload/contract/conversation.ts";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { PageId, Psid, WorkspaceId } from "../../../preload/contract/ids.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import { CallError } from "../../bridge/query-cache.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { gatherWishes } from "./gathered-wishes.ts";
import { addReply, applyArrivals, mergeNewest, mergeOlder, shareMessages } from "./thread-merge.ts";

const PAGE_SIZE = 100;
/** What arrives together is fetched together. */
const REFRESH_DELAY_MS = 60;
/** While messages pour in, the thread is fetched no more often than this after it was. */
const REFRESH_PAUSE_MS = 400;

/** Whose thread: one person and one Page of a workspace. */
export interface ThreadTarget {
  readonly workspace: WorkspaceId | null;
  readonly psid: Psid;
  readonly pageId: PageId;
}

/** A thread as the screen uses it. */
export interface LiveThread {
  /** undefined until the first page is there. */
  readonly thread: Thread | undefined;
  readonly error: AppErrorValue | null;
  readonly isLoadingOlder: boolean;
  readonly loadOlder: () => void;
  /** Shows a reply at once, before the log has pushed it. */
  readonly showReply: (reply: EventRow) => void;
  readonly retry: () => void;
}

/** Reads the thread of a person and keeps it up to date. */
export function useThread({ workspace, psid, pageId }: ThreadTarget): LiveThread {
  const bridge = useBridge();
  const client = useQueryClient();
  const queryKey = ["conversations.thread", { workspace, psid, pageId }] as const;
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const [olderError, setOlderError] = useState<AppErrorValue | null>(null);
  const scheduleRefresh = useRefreshSoon(() => client.invalidateQueries({ queryKey }));

  const fetchPage = useCallback(
    (beforeId: Thread["messages"][number]["event"]["id"] | null) =>
      bridge.call("conversations.thread", { workspace, psid, pageId, beforeId, limit: PAGE_SIZE }),
    [bridge, workspace, psid, pageId],
  );

  const query = useQuery<Thread, CallError>({
    queryKey,
    // While another screen is shown, nobody patches it: it is asked for again with every return, however soon.
    staleTime: 0,
    queryFn: async () => {
      const page = await fetchPage(null);
      if (!page.ok) throw new CallError(page.error);
      return mergeNewest(client.getQueryData<Thread>(queryKey), page.value);
    },
    // By place in the list, as is usual, one new message would make another object of each.
    structuralSharing: (known, next) => shareMessages(known as Thread | undefined, next as Thread), // of this query
  });

  function patch(change: (thread: Thread) => Thread): void {
    client.setQueryData<Thread>(queryKey, (known) => (known === undefined ? undefined : change(known)));
  }

  useTopic("events.appended", (rows) => {
    const its = rows.filter((row) => row.psid === psid && row.pageId === pageId);
    if (its.length === 0) return;
    patch((thread) => applyArrivals(thread, its));
    scheduleRefresh();
  });
  useTopic("events.answered", (answers) => {
    const shown = new Set(client.getQueryData<Thread>(queryKey)?.messages.map(({ event }) => event.id));
    if (answers.some((answer) => shown.has(answer.id))) scheduleRefresh();
  });

  async function loadOlder(): Promise<void> {
    const oldest = query.data?.messages[0];
    if (oldest === undefined || query.data?.hasOlder !== true || isLoadingOlder) return;
    setLoadingOlder(true);
    const page = await fetchPage(oldest.event.id);
    setLoadingOlder(false);
    if (page.ok) patch((thread) => mergeOlder(thread, page.value, oldest));
    setOlderError(page.ok ? null : page.error);
  }

  return {
    thread: query.data,
    error: query.error?.value ?? olderError,
    isLoadingOlder,
    loadOlder: () => void loadOlder(),
    showReply: (reply) => patch((thread) => addReply(thread, reply)),
    retry: () => {
      setOlderError(null);
      void query.refetch();
    },
  };
}

/** Gathers a burst of arrivals into few refreshes. */
function useRefreshSoon(refresh: () => Promise<void>): () => void {
  const [wishes] = useState(() => gatherWishes({ delayMs: REFRESH_DELAY_MS, pauseMs: REFRESH_PAUSE_MS }));
  const grant = useEffectEvent(refresh);
  useEffect(() => wishes.start(() => grant()), [wishes]);
  return wishes.wish;
}
