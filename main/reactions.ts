// What follows from what: the few places where one service's news matters to another. Services do not know each other.
import type { EventRow } from "../preload/contract/event.ts";
import type { WorkspaceId } from "../preload/contract/ids.ts";
import type { EventFeed } from "./events/event-feed.ts";
import { createDeliveredFiles } from "./media/delivered-files.ts";
import type { Log } from "./ports.ts";
import type { Services } from "./services.ts";

type ReactionServices = Pick<
  Services,
  "workspaces" | "chip" | "tunnel" | "linking" | "store" | "webhookUrls" | "served"
>;

interface ReactionParts {
  readonly services: ReactionServices;
  readonly feed: EventFeed;
  readonly log: Log;
}

/** Starts listening; returns what ends it. */
export function startReactions({ services, feed, log }: ReactionParts): () => void {
  const { workspaces, chip, tunnel, linking, store, webhookUrls, served } = services;
  const noticeDelivered = createDeliveredFiles({ served, store });
  const refreshAll = (): void => {
    for (const { id } of workspaces.list().workspaces) linking.refresh(id);
  };

  /** Whose Page is being kept, so that the next message of a burst does not replace it. */
  const learning = new Set<WorkspaceId>();

  const endings = [
    workspaces.onChange((list) => {
      feed.publish("workspaces.changed", list);
      chip.dropStale();
      webhookUrls.refresh();
      refreshAll();
    }),
    feed.subscribe("tunnel.changed", () => {
      webhookUrls.refresh();
      served.addressChanged();
      refreshAll();
    }),
    feed.subscribe("webhookUrls.changed", ({ workspace }) => linking.refresh(workspace)),
    feed.subscribe("jwt.changed", ({ workspace }) => linking.refresh(workspace)),
    feed.subscribe("events.appended", (rows) => {
      linking.noticeEvents(rows);
      noticeDelivered(rows);
      proveTunnel(rows);
      for (const row of rows) learnPage(row);
      proveSecret(rows);
    }),
  ];

  /** Only until the tunnel is proved: reading headers back costs a query. */
  function proveTunnel(rows: readonly EventRow[]): void {
    for (const { id, kind } of rows) {
      const state = tunnel.state();
      if (state.state !== "open" || state.proved) return;
      const host = kind === "reply" ? undefined : store.get(id).request?.headers["host"];
      if (host !== undefined) tunnel.proved(host);
    }
  }

  /** Only while a secret waits for it, as above. */
  function proveSecret(rows: readonly EventRow[]): void {
    for (const { id, signature } of rows) {
      if (signature?.state !== "verified" || !workspaces.hasUnprovedSecret()) continue;
      const { secretTried } = store.signatureReport(id);
      if (secretTried === null) continue;
      workspaces
        .proveSecret(secretTried)
        .catch((error: unknown) => log.error("workspace.secret-not-proved", error));
    }
  }

  /** The first inbound message that is surely this workspace's tells which Page it has. */
  function learnPage({ kind, channel, workspace: id, pageId, signature }: EventRow): void {
    if (kind !== "inbound" || (channel ?? "messenger") !== "messenger" || signature?.state !== "verified")
      return;
    if (id === null || pageId === null || learning.has(id)) return;
    const workspace = workspaces.list().workspaces.find((known) => known.id === id);
    if (workspace === undefined || workspace.kind === "simulated" || workspace.pageId !== null) return;
    learning.add(id);
    workspaces
      .change(id, { pageId })
      .catch((error: unknown) => log.error("workspace.page-not-learned", error))
      .finally(() => learning.delete(id));
  }

  return () => {
    for (const end of endings) end();
  };
}
