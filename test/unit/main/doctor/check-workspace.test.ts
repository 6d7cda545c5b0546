import { describe, expect, it } from "vitest";
import { checkTunnel } from "../../../../main/doctor/check-tunnel.ts";
import { checkWorkspace } from "../../../../main/doctor/check-workspace.ts";
import type { Ask, Finding } from "../../../../main/doctor/finding.ts";
import { LINE_BREAKS_PUT_BACK } from "../../../../main/credentials/private-key.ts";
import { restingSimulator } from "../../../../main/workspaces/memory-workspaces.ts";
import { AppError } from "../../../../preload/contract/errors.ts";
import { ApplicationId } from "../../../../preload/contract/ids.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = 100 * DAY_MS;
const workspace: Workspace = {
  ...restingSimulator(0).workspace,
  kind: "real",
  applicationId: ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab"),
  key: { fingerprint: "SHA256:x", bits: 4096, format: "PKCS#8", addedAt: 60 * DAY_MS, repairs: [] },
  hasApiSecret: true,
};
const application = { hasMessages: true, keyFingerprint: "SHA256:x" };
const link = { linkedOn: "2020-01-01", daysLeft: 50, expiredBy: null, ended: null, onAccountSince: null };
const urls = { phase: "untouched", damaged: null, outdated: false };

/** A Hookline that answers these calls, and refuses those whose answer is an error. */
function answering(answers: Readonly<Record<string, unknown>>): Ask {
  const all: Readonly<Record<string, unknown>> = {
    "linking.state": { link },
    "webhookUrls.state": urls,
    "account.check": {},
    "account.forgetAnswers": {},
    "applications.get": { application },
    "applications.pendingKeys": [],
    ...answers,
  };
  // Only what the checks look at is there.
  return (async (name: string) => {
    const answer = all[name];
    if (answer instanceof Error) throw answer;
    return answer;
  }) as unknown as Ask;
}

async function check(
  answers: Readonly<Record<string, unknown>>,
  changes: Partial<Workspace> = {},
): Promise<readonly string[]> {
  const findings = await checkWorkspace({
    workspace: { ...workspace, ...changes },
    label: "workspace 2",
    ask: answering(answers),
    mayUseNetwork: true,
    now: NOW,
  });
  return findings.map(wordsOf);
}

function mended({ key }: Workspace): NonNullable<Workspace["key"]> {
  if (key === null) throw new Error("It has a key.");
  return key;
}

function wordsOf({ subject, verdict, text, said }: Finding): string {
  return `${subject}: ${verdict}: ${[text, said?.((words) => words) ?? ""].filter((words) => words !== "").join(" ")}`;
}

describe("what the doctor says of a workspace", () => {
  it("is good when all is well", async () => {
    expect(await check({})).toEqual([
      "keys: good: Workspace 2 (real, application aaaaaaaa…): RSA key of 4096 bits, stored 40 days ago; API secret stored, no signature secret, so webhooks are not checked.",
      "account: good: API key and secret of workspace 2 are taken.",
      "account: good: The application of workspace 2 may use Messages.",
      "keys: good: The private key of workspace 2 belongs to its application.",
      "link: good: Page link of workspace 2: 40 days old, by the guides 50 are left.",
    ]);
  });

  it.each([
    [
      { "applications.get": { application: { ...application, keyFingerprint: "SHA256:y" } } },
      "keys: problem: The private key of workspace 2 does not belong",
    ],
    [
      { "applications.get": { application: { ...application, keyFingerprint: null } } },
      "keys: problem: The application of workspace 2 has no public",
    ],
    [
      { "applications.get": { application: { ...application, hasMessages: false } } },
      "account: problem: The application of workspace 2 lacks the Messages capability",
    ],
    [
      { "applications.get": new AppError("APPLICATION_NOT_FOUND", { applicationId: "aaaaaaaa" }) },
      "account: problem: Workspace 2: There is no application aaaaaaaa",
    ],
    [
      { "applications.pendingKeys": [{ applicationName: "Secret project" }] },
      "keys: doubt: Applications of workspace 2 that may have been created, their answer never came: 1.",
    ],
    [
      { "account.check": new AppError("OWNER_NEEDED") },
      "account: problem: Workspace 2: No Hookline is running on this data folder.",
    ],
    [
      { "linking.state": { link: { ...link, expiredBy: { eventId: 1, at: 0 } } } },
      "link: problem: Page link of workspace 2: a status with code 1370",
    ],
    [
      { "linking.state": { link: { ...link, daysLeft: 14 } } },
      "link: doubt: Page link of workspace 2: 76 days old",
    ],
    [
      { "linking.state": { link: { ...link, daysLeft: -5 } } },
      "link: doubt: Page link of workspace 2: 95 days old, 5 more than the 90 that the guides name.",
    ],
    [{ "linking.state": { link: { ...link, linkedOn: null, daysLeft: null } } }, "link: note: Page link"],
    [
      { "linking.state": { link: { ...link, linkedOn: null, ended: { at: 0, by: "removed" } } } },
      "link: doubt: Page link of workspace 2: Hookline took the Page off the account.",
    ],
    [
      { "linking.state": { link: { ...link, linkedOn: null, ended: { at: 0, by: "missing" } } } },
      "link: doubt: Page link of workspace 2: the Page is not on the account.",
    ],
    [{ "webhookUrls.state": { ...urls, phase: "set" } }, "urls: good: Webhook URLs of workspace 2: set"],
    [{ "webhookUrls.state": { ...urls, phase: "set", outdated: true } }, "urls: problem: Webhook URLs of"],
    [
      { "webhookUrls.state": { ...urls, phase: "left-over" } },
      "urls: doubt: Webhook URLs of workspace 2: those",
    ],
    [
      { "webhookUrls.state": { ...urls, phase: "older-kept" } },
      "urls: note: Webhook URLs of workspace 2: some from before",
    ],
    [
      { "webhookUrls.state": { ...urls, phase: "unconfirmed" } },
      "urls: doubt: Webhook URLs of workspace 2: it",
    ],
    [{ "webhookUrls.state": { ...urls, damaged: "It is not JSON." } }, "urls: problem: The journal of old"],
  ])("tells of %j", async (answers, words) => {
    expect(await check(answers)).toContainEqual(expect.stringContaining(words));
  });

  describe("whose key had lost its line breaks", () => {
    const words = "keys: doubt: The private key of workspace 2 had lost its line breaks when it was given.";
    const key = { ...mended(workspace), repairs: [LINE_BREAKS_PUT_BACK] };

    it.each<[string, Readonly<Record<string, unknown>>, Partial<Workspace>]>([
      ["nobody can be asked", {}, { key, hasApiSecret: false }],
      ["the account does not answer", { "account.check": new AppError("NETWORK_REFUSED") }, { key }],
      [
        "it is another application's",
        { "applications.get": { application: { ...application, keyFingerprint: "y" } } },
        { key },
      ],
    ])("is doubted where %s", async (_where, answers, changes) => {
      expect(await check(answers, changes)).toContainEqual(expect.stringContaining(words));
    });

    it("is not where it belongs to the application", async () => {
      expect(await check({}, { key })).not.toContainEqual(expect.stringContaining(words));
    });
  });

  it("asks nobody about an account without a secret", async () => {
    const findings = await check({ "account.check": new Error("asked") }, { hasApiSecret: false, key: null });

    expect(findings).toEqual([
      expect.stringMatching(/^keys: doubt: .*no private key, so nothing can be sent; no API secret/),
      expect.stringMatching(/^link: good/),
    ]);
  });
});

describe("what the doctor says of the tunnel", () => {
  const open = {
    state: "open",
    provider: "localtunnel",
    url: "https://brave-bird.example",
    inbound: "https://brave-bird.example/webhooks/inbound",
    status: "https://brave-bird.example/webhooks/status",
    openedAt: 0,
    proved: true,
    addressChanged: false,
  } as const;

  it.each([
    [open, "good"],
    [{ ...open, proved: false }, "doubt"],
    [{ ...open, addressChanged: true }, "doubt"],
    [{ ...open, state: "reconnecting", attempt: 2, since: 0 } as const, "problem"],
    [{ state: "starting", provider: "localtunnel", since: 0 } as const, "note"],
    [{ state: "off" } as const, "note"],
  ])("judges %j as %s, and keeps its address to itself", (state, verdict) => {
    const found = checkTunnel(state);

    expect(found.verdict).toBe(verdict);
    expect(wordsOf(found)).not.toContain("brave-bird");
  });

  it("repeats why it failed", () => {
    const error = { code: "TUNNEL_TIMED_OUT", details: { host: "localtunnel.me", seconds: 10 } };

    expect(wordsOf(checkTunnel({ state: "failed", provider: "localtunnel", at: 0, error }))).toMatch(
      /^tunnel: problem: The tunnel was not opened\. .* within 10 s\./,
    );
  });

  it("looks in the sandbox for key and secret only", async () => {
    const sandbox = { kind: "sandbox", applicationId: null, key: null, apiKey: "a1b2c3d4" } as const;

    expect(await check({}, sandbox)).toEqual([
      expect.stringMatching(/^keys: good: .*\(sandbox, no application\): sends with API key and secret;/),
    ]);
    expect(await check({}, { ...sandbox, hasApiSecret: false })).toEqual([
      expect.stringMatching(/^keys: doubt: .*not both stored, so nothing can be sent\.$/),
    ]);
  });
});
