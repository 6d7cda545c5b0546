// All that acts on a Vonage account, or tells how it stands: its applications, its Pages, their URLs, keys and tokens, and
// the checklist that these facts tick.
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { isSameApplication } from "./application-ids.ts";
import { createApplications, type Applications } from "./applications/applications.ts";
import { createApplicationsApi, type ApplicationsApi } from "./applications/applications-api.ts";
import { createHeldKeys, type HeldKeys } from "./applications/held-keys.ts";
import { createUrlsMemory } from "./applications/seen-urls.ts";
import { createUrlsEvidence } from "./applications/urls-evidence.ts";
import { openWebhookJournal } from "./applications/webhook-journal.ts";
import { createWebhookUrls } from "./applications/webhook-urls.ts";
import type { WebhookUrls } from "./applications/webhook-urls-shape.ts";
import type { ApplicationJwts } from "./credentials/application-jwt.ts";
import { createJwtChip, type JwtChip } from "./credentials/jwt-chip.ts";
import type { EventFeed } from "./events/event-feed.ts";
import type { EventStore } from "./events/event-store.ts";
import { createAccountAccess } from "./linking/account-access.ts";
import { createExternalAccountsApi } from "./linking/external-accounts-api.ts";
import { createLinkedPages, type LinkedPages } from "./linking/linked-pages.ts";
import { createLinking, type Linking } from "./linking/linking.ts";
import { createPageSightings } from "./linking/page-sightings.ts";
import { createProbe } from "./linking/probe.ts";
import { chosenDaysBefore } from "./linking/reminder-days.ts";
import { createRecentAnswers, type RecentAnswers } from "./network/recent-answers.ts";
import { createVonageCall } from "./network/vonage-call.ts";
import type { Clock, HostPorts, Log, Network } from "./ports.ts";
import type { SettingsService } from "./settings/settings.ts";
import type { Tunnel } from "./tunnel/tunnel.ts";
import type { Listener } from "./webhooks/listener.ts";
import type { Workspaces } from "./workspaces/workspaces.ts";

/** These services; they know of each other. */
export interface AccountServices {
  readonly heldKeys: HeldKeys;
  readonly applicationsApi: ApplicationsApi;
  readonly applications: Applications;
  readonly chip: JwtChip;
  readonly webhookUrls: WebhookUrls;
  readonly linking: Linking;
  readonly linkedPages: LinkedPages;
  readonly recentAnswers: RecentAnswers;
}

interface AccountServicesParts {
  readonly database: DatabaseSync;
  readonly store: EventStore;
  readonly workspaces: Workspaces;
  readonly settings: Pick<SettingsService, "get">;
  readonly jwts: ApplicationJwts;
  readonly tunnel: Tunnel;
  readonly listener: Listener;
  readonly feed: EventFeed;
  readonly clipboard: HostPorts["secretClipboard"];
  readonly clock: Clock;
  readonly log: Log;
  readonly network: Network;
  readonly dataFolder: string;
  /** Gives up whatever is under way. */
  readonly signal: AbortSignal;
}

/** Makes them. Nobody is asked anything yet. */
export function createAccountServices({
  database,
  store,
  workspaces,
  settings,
  jwts,
  tunnel,
  listener,
  feed,
  clipboard,
  clock,
  log,
  network,
  dataFolder,
  signal,
}: AccountServicesParts): AccountServices {
  const recentAnswers = createRecentAnswers({ accountOf: workspaces.accountOf, clock });
  const callVonage = recentAnswers.watch(createVonageCall({ clock, network, signal }));
  const heldKeys = createHeldKeys();
  const urlsMemory = createUrlsMemory({
    clock,
    onChange: (applicationId) => {
      for (const { id, applicationId: own } of workspaces.list().workspaces) {
        if (own !== null && isSameApplication(own, applicationId)) linking.refresh(id);
      }
    },
  });
  const applicationsApi = urlsMemory.watch(createApplicationsApi({ clock, call: callVonage }));
  const applications = createApplications({
    api: applicationsApi,
    heldKeys,
    workspaces,
    publicAddresses: () => {
      const state = tunnel.state();
      return state.state === "open" ? state : null;
    },
    localAddresses: () => listener.state(),
  });
  const chip = createJwtChip({
    jwts,
    heldKeys,
    workspaces,
    clipboard,
    clock,
    onChange: (workspace, preview) => feed.publish("jwt.changed", { workspace, preview }),
  });
  const webhookUrls = createWebhookUrls({
    journal: openWebhookJournal({ dataFolder }),
    api: applicationsApi,
    workspaces,
    tunnel,
    listener,
    run: randomUUID(),
    clock,
    log,
    onChange: (workspace) => feed.publish("webhookUrls.changed", { workspace }),
  });
  const urlsEvidence = createUrlsEvidence({ workspaces, webhookUrls, memory: urlsMemory, tunnel, listener });
  const sightings = createPageSightings({ database });
  const linking = createLinking({
    database,
    clock,
    log,
    workspaces,
    sightings,
    probe: createProbe({ workspaces, events: store, tunnel, jwt: chip, urlsEvidence, sightings }),
    onChange: (workspace) => feed.publish("linking.changed", { workspace }),
    daysBefore: () => chosenDaysBefore(settings.get()),
  });
  const linkedPages = createLinkedPages({
    api: createExternalAccountsApi({ call: callVonage }),
    accessOf: createAccountAccess({ workspaces, jwts }),
    notices: linking,
    log,
  });
  return { heldKeys, applicationsApi, applications, chip, webhookUrls, linking, linkedPages, recentAnswers };
}
