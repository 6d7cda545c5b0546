// Looks at one workspace: keys, account, webhook URLs and the age of its Page link.
import type { Application } from "../../preload/contract/applications.ts";
import { formatCount } from "../../preload/contract/format-count.ts";
import { LINK_TERM_DAYS, RELINK_DAYS_BEFORE } from "../../preload/contract/linking.ts";
import type { KeySummary, Workspace } from "../../preload/contract/workspace.ts";
import { pairingOf } from "../applications/key-pairing.ts";
import { LINE_BREAKS_PUT_BACK } from "../credentials/private-key.ts";
import { shortId } from "./redact.ts";
import { damagedJournal } from "./check-stranded-urls.ts";
import { failureFinding, finding } from "./finding.ts";
import type { Ask, Finding } from "./finding.ts";

/** What one workspace is looked at with. */
export interface WorkspaceVisit {
  readonly workspace: Workspace;
  /** What it is called in the report. */
  readonly label: string;
  readonly ask: Ask;
  /** Whether the account's host may be asked. */
  readonly mayUseNetwork: boolean;
  readonly now: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** All there is to say of it. */
export async function checkWorkspace(visit: WorkspaceVisit): Promise<readonly Finding[]> {
  // The sandbox has no account, application or link of its own.
  if (visit.workspace.kind === "sandbox") return checkKeys(visit);
  return [
    ...checkKeys(visit),
    ...(await checkAccount(visit)),
    ...(await checkPendingKeys(visit)),
    ...(await checkUrls(visit)),
    ...(await checkLink(visit)),
  ];
}

function checkKeys({ workspace, label, now }: WorkspaceVisit): readonly Finding[] {
  const { applicationId, key, kind } = workspace;
  const application = applicationId === null ? "no application" : `application ${shortId(applicationId)}`;
  const who = `${capital(label)} (${kind}, ${application})`;
  const secrets = [
    workspace.hasApiSecret ? "API secret stored" : "no API secret",
    !workspace.hasSignatureSecret
      ? "no signature secret, so webhooks are not checked"
      : workspace.signatureProvedAt === null
        ? "signature secret not proved yet"
        : "signature secret proved",
  ].join(", ");
  if (kind === "sandbox") {
    return [
      workspace.apiKey !== null && workspace.hasApiSecret
        ? finding("keys", "good", `${who}: sends with API key and secret; ${secrets}.`)
        : finding("keys", "doubt", `${who}: API key and secret are not both stored, so nothing can be sent.`),
    ];
  }
  if (key === null) {
    const text = `${who}: no private key, so nothing can be sent; ${secrets}.`;
    return [finding("keys", "doubt", text)];
  }
  const age = Math.max(0, Math.floor((now - key.addedAt) / DAY_MS));
  return [
    finding(
      "keys",
      applicationId === null ? "doubt" : "good",
      `${who}: RSA key of ${key.bits} bits, stored ${formatCount(age)} days ago; ${secrets}.`,
    ),
  ];
}

async function checkAccount(visit: WorkspaceVisit): Promise<readonly Finding[]> {
  const { workspace, label, ask, mayUseNetwork } = visit;
  const repairs = checkRepairs(label, workspace.key);
  if (!workspace.hasApiSecret) return repairs;
  if (!mayUseNetwork) {
    const text = `Key and pairing of ${label} were not asked for. Give --network to ask its API host.`;
    return [finding("account", "note", text), ...repairs];
  }
  try {
    await ask("account.check", { workspace: workspace.id });
  } catch (error) {
    return [failureFinding("account", error, `${capital(label)}:`), ...repairs];
  }
  const taken = finding("account", "good", `API key and secret of ${label} are taken.`);
  return [taken, ...(await checkApplication(visit))];
}

/** What makes Vonage refuse a JWT without saying so: another account's application, no Messages, another key. */
async function checkApplication({ workspace, label, ask }: WorkspaceVisit): Promise<readonly Finding[]> {
  const { id, applicationId, key } = workspace;
  if (applicationId === null) return [];
  try {
    await ask("account.forgetAnswers", { workspace: id });
    const { application } = await ask("applications.get", { workspace: id, id: applicationId });
    const lacking = `The application of ${label} lacks the Messages capability: every JWT of it is refused. Add Messages to it.`;
    return [
      application.hasMessages
        ? finding("account", "good", `The application of ${label} may use Messages.`)
        : finding("account", "problem", lacking),
      ...(key === null ? [] : checkPairing(label, key, application)),
    ];
  } catch (error) {
    return [failureFinding("account", error, `${capital(label)}:`), ...checkRepairs(label, key)];
  }
}

function checkPairing(label: string, key: KeySummary, application: Application): readonly Finding[] {
  switch (pairingOf(key, application)) {
    case "paired":
      // Whatever was put back in it was put back right.
      return [finding("keys", "good", `The private key of ${label} belongs to its application.`)];
    case "no-public-key":
      return [finding("keys", "problem", `The application of ${label} has no public key that can be read.`)];
    case "unpaired":
    case "no-key": {
      const text = `The private key of ${label} does not belong to its application: every JWT is refused. Store the right private.key.`;
      return [finding("keys", "problem", text), ...checkRepairs(label, key)];
    }
  }
}

/** Nothing proves that the key is the one that was meant. */
function checkRepairs(label: string, key: KeySummary | null): readonly Finding[] {
  if (key === null || !key.repairs.includes(LINE_BREAKS_PUT_BACK)) return [];
  const text = `The private key of ${label} had lost its line breaks when it was given. If JWTs are refused, add the private.key file itself.`;
  return [finding("keys", "doubt", text)];
}

async function checkPendingKeys({ workspace, label, ask }: WorkspaceVisit): Promise<readonly Finding[]> {
  try {
    const keys = await ask("applications.pendingKeys", { workspace: workspace.id });
    if (keys.length === 0) return [];
    const text = `Applications of ${label} that may have been created, their answer never came: ${keys.length}. Their keys are kept; Linking looks for them in the account.`;
    return [finding("keys", "doubt", text)];
  } catch (error) {
    return [failureFinding("keys", error, `${capital(label)}:`)];
  }
}

async function checkUrls({ workspace, label, ask }: WorkspaceVisit): Promise<readonly Finding[]> {
  try {
    const { phase, damaged, outdated } = await ask("webhookUrls.state", { workspace: workspace.id });
    if (damaged !== null) return [damagedJournal(damaged)];
    const place = `Webhook URLs of ${label}`;
    switch (phase) {
      case "untouched":
        return [];
      case "set":
        return outdated
          ? [finding("urls", "problem", `${place}: set to an address that is no longer this tunnel’s.`)]
          : [finding("urls", "good", `${place}: set by Hookline, the old ones are kept.`)];
      case "unconfirmed":
        return [finding("urls", "doubt", `${place}: it is not known whether a change got through.`)];
      case "left-over":
        return [finding("urls", "doubt", `${place}: those of an earlier run were not put back.`)];
      case "older-kept":
        return [finding("urls", "note", `${place}: some from before somebody else’s are still kept.`)];
    }
  } catch (error) {
    return [failureFinding("urls", error, `${capital(label)}:`)];
  }
}

async function checkLink({ workspace, label, ask }: WorkspaceVisit): Promise<readonly Finding[]> {
  try {
    const { link } = await ask("linking.state", { workspace: workspace.id });
    const place = `Page link of ${label}`;
    if (link.expiredBy !== null) {
      return [finding("link", "problem", `${place}: a status with code 1370 says that it is over.`)];
    }
    if (link.ended !== null) {
      const how = link.ended.by === "removed" ? "Hookline took the Page off" : "the Page is not on";
      return [finding("link", "doubt", `${place}: ${how} the account.`)];
    }
    if (link.linkedOn === null || link.daysLeft === null) {
      const known = link.onAccountSince === null ? "" : " the account has the Page,";
      return [finding("link", "note", `${place}:${known} no day of linking is known.`)];
    }
    const age = LINK_TERM_DAYS - link.daysLeft;
    // No problem yet: Vonage's page of today names no fixed term, only a 1370 proves the end.
    const term =
      link.daysLeft < 0
        ? `${formatCount(-link.daysLeft)} more than the ${LINK_TERM_DAYS} that the guides name`
        : `by the guides ${link.daysLeft} are left`;
    const text = `${place}: ${formatCount(age)} days old, ${term}.`;
    return [finding("link", link.daysLeft <= RELINK_DAYS_BEFORE ? "doubt" : "good", text)];
  } catch (error) {
    return [failureFinding("link", error, `${capital(label)}:`)];
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
