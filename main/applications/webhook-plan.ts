// What a change of webhook URLs would do to an application, from what the API has just returned. Pure.
// `PUT` replaces the whole application, so a body is all that GET returned, with nothing but the two URLs changed.
import { createHash } from "node:crypto";
import type { ApplicationWebhook } from "../../preload/contract/applications.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { ApplicationId } from "../../preload/contract/ids.ts";
import type { WebhookPair, WebhookUrlsPlan } from "../../preload/contract/webhook-urls.ts";
import type { JsonObject } from "../network/vonage-call.ts";
import { objectIn, webhookOf } from "./application-view.ts";
import type { RawApplication } from "./applications-api.ts";
import type { WantedUrls } from "./wanted-urls.ts";
import type { JournalEntry, OldWebhooks } from "./webhook-journal.ts";

/** A change ready to be carried out. */
export interface PlannedChange {
  readonly plan: WebhookUrlsPlan;
  /** What to PUT: the whole application. */
  readonly body: RawApplication;
  /** False: what is planned is there already. */
  readonly isNeeded: boolean;
  /** What the URLs were, for the journal, and what was to be put back before that. */
  readonly old: OldWebhooks;
  readonly older: readonly OldWebhooks[];
  /** Members the API did not show. */
  readonly hidden: readonly string[];
}

interface Seen {
  readonly applicationId: ApplicationId;
  /** As GET returned it. */
  readonly raw: RawApplication;
}

const SLOTS = [
  { key: "inbound_url", side: "inbound", name: "inbound URL" },
  { key: "status_url", side: "status", name: "status URL" },
] as const;
type Slot = (typeof SLOTS)[number];

/** So many times somebody else may have changed the URLs meanwhile without one of them being lost. */
const OLDER_KEPT = 20;

/** Members of the Messages capability that GET may leave out although they are set, and what a PUT may make of them. */
const HIDEABLE = [
  { key: "version", warning: "the payload version (v0.1 or v1), so the change may reset it to v1" },
  { key: "authenticate_inbound_media", warning: "media authentication, so the change may switch it off" },
] as const;

/** Plans to point the application at `wanted`. */
export function planSet({
  applicationId,
  raw,
  wanted,
  entry,
}: Seen & { readonly wanted: WantedUrls; readonly entry: JournalEntry | null }): PlannedChange {
  const now = pairIn(raw);
  const foreign = foreignSlots(now, entry, wanted);
  const here = webhooksIn(raw);
  return finish({
    kind: "set",
    applicationId,
    raw,
    now,
    planned: wanted,
    webhooks: {
      ...here,
      inbound_url: pointAt(objectIn(here, "inbound_url"), wanted.inbound),
      status_url: pointAt(objectIn(here, "status_url"), wanted.status),
    },
    foreign: foreign.map(({ side, name }) => askToReplace(name, now[side], oldOf(entry, side))),
    old: oldAfter(here, entry, foreign),
    older: olderAfter(entry, foreign),
    entry,
  });
}

/** Plans to put back what the journal holds. */
export function planRestore({
  applicationId,
  raw,
  entry,
}: Seen & { readonly entry: JournalEntry }): PlannedChange {
  const now = pairIn(raw);
  const planned = pairOf(entry.old);
  return finish({
    kind: "restore",
    applicationId,
    raw,
    now,
    planned,
    webhooks: putBack(webhooksIn(raw), entry.old),
    foreign: foreignSlots(now, entry, planned).map(({ side, name }) =>
      askToOverwrite(name, now[side], planned[side]),
    ),
    old: entry.old,
    older: entry.older,
    entry,
  });
}

/**
 * Passes a plan without questions, or one whose very name was agreed to.
 * @throws AppError `WEBHOOK_URLS_NOT_AGREED`
 */
export function assertAgreed({ plan }: PlannedChange, agreed: string | null): void {
  if (agreed === null ? plan.questions.length === 0 : agreed === plan.seen) return;
  const news = "What stands there, or what is planned, has changed since it was shown.";
  throw new AppError("WEBHOOK_URLS_NOT_AGREED", { questions: plan.questions.join(" ") || news });
}

/** Whether the application has the Messages capability, without which it has no such URLs. */
export function hasMessages(raw: RawApplication): boolean {
  return messagesIn(raw) !== null;
}

/** Both URLs of an application as it was returned. */
export function pairIn(raw: RawApplication): WebhookPair {
  return pairOf(webhooksIn(raw));
}

/** Both URLs in a `webhooks` object. */
export function pairOf(webhooks: JsonObject | OldWebhooks): WebhookPair {
  return {
    inbound: webhookOf(objectIn(webhooks, "inbound_url")),
    status: webhookOf(objectIn(webhooks, "status_url")),
  };
}

/** Addresses and methods alike. */
export function isSamePair(one: WebhookPair, other: WebhookPair): boolean {
  return SLOTS.every(
    ({ side }) => one[side]?.address === other[side]?.address && one[side]?.method === other[side]?.method,
  );
}

interface Draft extends Seen {
  readonly kind: "set" | "restore";
  readonly now: WebhookPair;
  readonly planned: WebhookPair;
  /** undefined = the member goes. */
  readonly webhooks: JsonObject | undefined;
  readonly foreign: readonly string[];
  readonly old: OldWebhooks;
  readonly older: readonly OldWebhooks[];
  readonly entry: JournalEntry | null;
}

function finish({
  kind,
  applicationId,
  raw,
  now,
  planned,
  webhooks,
  foreign,
  old,
  older,
  entry,
}: Draft): PlannedChange {
  const isNeeded = !isSamePair(now, planned);
  const hidden = HIDEABLE.filter(({ key }) => (messagesIn(raw)?.[key] ?? null) === null);
  const unagreed = hidden.filter(({ key }) => entry?.agreedHidden.includes(key) !== true);
  const questions = isNeeded
    ? [
        ...foreign,
        ...unagreed.map(
          ({ warning }) => `The API did not show ${warning}, now and when the old URLs are put back.`,
        ),
      ]
    : [];
  return {
    plan: {
      applicationId,
      applicationName: typeof raw["name"] === "string" ? raw["name"] : applicationId,
      now,
      planned,
      questions,
      seen: nameOf([kind, applicationId, now, planned, questions]),
    },
    body: bodyWith(raw, webhooks),
    isNeeded,
    old,
    older,
    hidden: hidden.map(({ key }) => key),
  };
}

/** An address is foreign when it is there, and neither Hookline's, nor in the journal, nor what it is to become. */
function foreignSlots(now: WebhookPair, entry: JournalEntry | null, planned: WebhookPair): readonly Slot[] {
  return SLOTS.filter(({ side }) => {
    const address = now[side]?.address;
    const known = [planned, ...(entry === null ? [] : [...entry.ours, pairOf(entry.old)])];
    return address !== undefined && known.every((pair) => pair[side]?.address !== address);
  });
}

/** What to put back later: a foreign address takes the place of the one in the journal. */
function oldAfter(
  here: JsonObject | null,
  entry: JournalEntry | null,
  foreign: readonly Slot[],
): OldWebhooks {
  if (entry !== null && foreign.length === 0) return entry.old;
  if (entry === null && here === null) return null;
  const old: Record<string, unknown> = {};
  for (const slot of SLOTS) {
    const source = entry === null || foreign.includes(slot) ? here : entry.old;
    if (source?.[slot.key] !== undefined) old[slot.key] = source[slot.key];
  }
  // It was parsed from JSON: by the HTTP client, or by the journal.
  return old as OldWebhooks;
}

/** Two Hooklines that replace each other's URLs would else both lose what stood there before either. */
function olderAfter(entry: JournalEntry | null, foreign: readonly Slot[]): readonly OldWebhooks[] {
  if (entry === null) return [];
  return foreign.length === 0 ? entry.older : [entry.old, ...entry.older].slice(0, OLDER_KEPT);
}

function pointAt(here: JsonObject | null, { address, method }: ApplicationWebhook): JsonObject {
  return { ...here, address, http_method: method };
}

function putBack(here: JsonObject | null, old: OldWebhooks): JsonObject | undefined {
  const { inbound_url: _inbound, status_url: _status, ...others } = here ?? {};
  const webhooks: Record<string, unknown> = others;
  for (const { key } of SLOTS) {
    const before = old?.[key];
    if (before !== undefined) webhooks[key] = putSlotBack(objectIn(here, key), objectIn(old, key)) ?? before;
  }
  return old === null && Object.keys(webhooks).length === 0 ? undefined : webhooks;
}

/** Members of a URL besides address and method stay as they are now. null = what was there goes back as it was. */
function putSlotBack(here: JsonObject | null, before: JsonObject | null): JsonObject | null {
  if (here === null || before === null) return null;
  const { address: _address, http_method: _method, ...others } = here;
  return {
    ...others,
    ...("address" in before ? { address: before["address"] } : {}),
    ...("http_method" in before ? { http_method: before["http_method"] } : {}),
  };
}

function bodyWith(raw: RawApplication, webhooks: JsonObject | undefined): RawApplication {
  const { webhooks: _before, ...messages } = messagesIn(raw) ?? {};
  return {
    ...raw,
    capabilities: {
      ...objectIn(raw, "capabilities"),
      messages: webhooks === undefined ? messages : { ...messages, webhooks },
    },
  };
}

function askToReplace(
  name: string,
  now: ApplicationWebhook | null,
  before: ApplicationWebhook | null,
): string {
  const there = now?.address ?? "nothing";
  return before === null
    ? `The ${name} leads to ${there} now. It will be replaced, and put back when Hookline stops.`
    : `Somebody else has set the ${name} to ${there}. It will be replaced, and put back later instead of ${before.address}, which stays written down.`;
}

function askToOverwrite(
  name: string,
  now: ApplicationWebhook | null,
  planned: ApplicationWebhook | null,
): string {
  const next = planned === null ? "removed" : `replaced by ${planned.address}`;
  return `Somebody else has set the ${name} to ${now?.address ?? "nothing"} since. It will be ${next}.`;
}

function oldOf(entry: JournalEntry | null, side: Slot["side"]): ApplicationWebhook | null {
  return entry === null ? null : pairOf(entry.old)[side];
}

function messagesIn(raw: RawApplication): JsonObject | null {
  return objectIn(objectIn(raw, "capabilities"), "messages");
}

function webhooksIn(raw: RawApplication): JsonObject | null {
  return objectIn(messagesIn(raw), "webhooks");
}

function nameOf(seen: unknown): string {
  return createHash("sha256").update(JSON.stringify(seen)).digest("hex");
}
