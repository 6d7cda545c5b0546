// A world for tests of linking: three workspaces, a store in memory, and facts that a test sets.
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../main/events/migrations/index.ts";
import { createLinking } from "../../main/linking/linking.ts";
import { createPageSightings } from "../../main/linking/page-sightings.ts";
import { createProbe } from "../../main/linking/probe.ts";
import type { EvidenceMoments, LinkingFacts, LoggedFacts, LoggedSubject } from "../../main/linking/probe.ts";
import { ApplicationId, EventId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { LinkingState } from "../../preload/contract/linking.ts";
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createFrozenClock } from "./clock.ts";
import { createMemoryLog } from "./log.ts";

/** One day. */
export const DAY_MS = 24 * 60 * 60 * 1000;
/** 5 Dec 2019, 14:20 UTC: so the guides' 90 days end on 4 Mar 2020. */
export const now = Date.UTC(2019, 11, 5, 14, 20);
/** A workspace with an application, on the Page 42. */
export const bot = WorkspaceId.parse("bot");
/** Another application on that Page. */
export const second = WorkspaceId.parse("second");
/** The simulator's. */
export const simulated = WorkspaceId.parse("simulated");
/** Of a log without events. */
export const nothing: LoggedFacts = {
  firstInbound: null,
  lastInbound: null,
  firstVerifiedInbound: null,
  inboundElsewhere: null,
  inboundOfOther: null,
  firstReply: null,
  deliveredReply: null,
  linkExpired: null,
  verifiedLinkExpired: null,
  firstVerified: null,
};
/** An event as evidence. */
export const witness = (id: number, at = now) => ({ eventId: EventId.parse(id), at });

/** {@link bot} as it is at first. */
export const blank: Workspace = {
  id: bot,
  name: "Staging bot",
  kind: "real",
  applicationId: ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab"),
  pageId: PageId.parse("42"),
  pageName: "Acme Bikes",
  apiHost: "https://api.nexmo.com",
  apiKey: "a1b2c3d4",
  key: null,
  hasApiSecret: false,
  hasSignatureSecret: false,
  signatureProvedAt: null,
  previousSignatureUntil: null,
  ephemeral: false,
  createdAt: now,
};

/** Of a workspace with a private key. */
export const storedKey: Workspace["key"] = {
  fingerprint: "SHA256:abcdefghijklmnop",
  bits: 2048,
  format: "PKCS#8",
  addedAt: now,
  repairs: [],
};

/** Opens it, with a host in that zone; each call is a world of its own. */
export function openWorld(timeZone = "UTC") {
  const database = new DatabaseSync(":memory:");
  for (const { sql } of MIGRATIONS) database.exec(sql);
  const clock = createFrozenClock({ now });
  const world = {
    clock,
    log: createMemoryLog(),
    all: new Map<string, Workspace>([
      [bot, blank],
      [second, { ...blank, id: second, name: "Second", applicationId: ApplicationId.parse("other") }],
      [simulated, { ...blank, id: simulated, kind: "simulated", pageName: "Simulated Page" }],
    ]),
    facts: nothing,
    /** Where one differs from `facts`. */
    factsOf: new Map<WorkspaceId, LoggedFacts>(),
    moments: new Map<WorkspaceId, EvidenceMoments>(),
    subjects: [] as LoggedSubject[],
    tunnel: { state: "off" } as TunnelState,
    mintedAt: null as number | null,
    urls: null as LinkingFacts["urls"],
    told: [] as WorkspaceId[],
    asked: 0,
  };
  const workspaces = {
    get: (id: WorkspaceId) => {
      const found = world.all.get(id);
      if (found === undefined) throw new Error("no such workspace");
      return found;
    },
    evidenceMoments: (id: WorkspaceId) =>
      world.moments.get(id) ?? { applicationSince: null, accountSince: null },
    list: () => ({ workspaces: [...world.all.values()], activeId: bot }),
  };
  const sightings = createPageSightings({ database });
  const probe = createProbe({
    workspaces,
    events: {
      facts: (subject) => {
        world.asked += 1;
        world.subjects.push(subject);
        return world.factsOf.get(subject.workspace) ?? world.facts;
      },
    },
    tunnel: { state: () => world.tunnel },
    jwt: { mintedAt: () => world.mintedAt },
    urlsEvidence: () => world.urls,
    sightings,
  });
  const linking = createLinking({
    database,
    clock,
    log: world.log,
    probe,
    sightings,
    workspaces,
    onChange: (id) => world.told.push(id),
    daysBefore: () => [14, 3],
    timeZone,
  });
  return { ...world, world, linking, calls: linking.calls };
}

/** The same, with a workspace of the sandbox instead of the bot. */
export function openSandbox() {
  const opened = openWorld();
  opened.world.all.set(bot, {
    ...blank,
    kind: "sandbox",
    applicationId: null,
    pageId: PageId.parse("107083064136738"),
    hasApiSecret: true,
  });
  return opened;
}

/** Every step of the checklist. */
export function stepsOf({ groups }: LinkingState) {
  return groups.flatMap(({ steps }) => steps);
}

/** Why that step is done; null when it is not, undefined when there is none. */
export function evidenceOf(state: LinkingState, id: string) {
  return stepsOf(state).find((step) => step.id === id)?.evidence;
}

/** The steps that are done. */
export function doneIn(state: LinkingState): string[] {
  return stepsOf(state).flatMap(({ id, evidence }) => (evidence === null ? [] : [id]));
}
