import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { SIMULATED_WORKSPACE, WorkspaceId } from "../../../../preload/contract/ids.ts";
import { SANDBOX_PAGE, WorkspaceInput } from "../../../../preload/contract/workspace.ts";
import { createMac } from "../../../../main/credentials/webhook-mac.ts";
import { MIGRATIONS } from "../../../../main/events/migrations/index.ts";
import { createSettings } from "../../../../main/settings/settings.ts";
import { buildDirectory } from "../../../../main/workspaces/directory.ts";
import { createWorkspaces } from "../../../../main/workspaces/workspaces.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import { createMemoryLog } from "../../../fakes/log.ts";
import { createMemorySettingsFile } from "../../../fakes/settings-file.ts";
import { createMemoryVault } from "../../../fakes/vault.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const otherPem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

const bot = {
  name: "Staging bot",
  applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  pageId: "107083064136738",
  apiKey: "a1b2c3d4",
  privateKey: pem,
  apiSecret: "api-secret",
  signatureSecret: "signature-secret\n",
} as const satisfies WorkspaceInput;

const identity = {
  applicationId: "11111111-2222-3333-4444-555555555555",
  apiKey: "5im00000",
  apiSecret: "simulated-api-secret",
  pageId: "0000000000000000",
  privateKeyPem: otherPem,
  signatureSecret: "simulated-secret",
  apiHost: "http://127.0.0.1:4818",
};

const noSecrets = {
  apiKey: null,
  apiSecret: null,
  applicationId: null,
  privateKey: null,
  signatureSecret: null,
};

function openWorld() {
  const database = new DatabaseSync(":memory:", { enableForeignKeyConstraints: true });
  for (const { sql } of MIGRATIONS) database.exec(sql);
  const clock = createFrozenClock();
  const vault = createMemoryVault();
  const log = createMemoryLog();
  const settingsFile = createMemorySettingsFile();
  const forgotten: string[] = [];
  const forgottenLate: string[] = [];
  return {
    database,
    clock,
    vault,
    log,
    forgotten,
    /** Those that were gone by then. */
    forgottenLate,
    /** A fresh service over the same store and vault: what a restart makes. */
    start: async () => {
      const settings = createSettings({ file: settingsFile, onChange: () => undefined });
      const workspaces = createWorkspaces({
        database,
        vault,
        clock,
        log,
        settings,
        simulatedApiKey: identity.apiKey,
        forgetEvents: (id) => void forgotten.push(id),
        forgetLateEvents: (id) => {
          const isGone = workspaces.list().workspaces.every((workspace) => workspace.id !== id);
          if (isGone) forgottenLate.push(id);
        },
      });
      await workspaces.start();
      return workspaces;
    },
  };
}

const labels = (secrets: readonly { readonly label: string }[] | undefined) =>
  secrets?.map(({ label }) => label);

describe("adding", () => {
  it("keeps facts in rows and secrets in the vault only, over a restart", async () => {
    const world = openWorld();
    const added = await (await world.start()).add(bot);

    const again = await world.start();

    expect(again.get(added.id)).toEqual({
      id: added.id,
      name: "Staging bot",
      kind: "real",
      applicationId: bot.applicationId,
      pageId: bot.pageId,
      pageName: null,
      apiHost: "https://api.nexmo.com",
      apiKey: "a1b2c3d4",
      key: {
        fingerprint: expect.stringMatching(/^SHA256:/),
        bits: 2048,
        format: "PKCS#8",
        addedAt: 1_577_887_200_000,
        repairs: [],
      },
      hasApiSecret: true,
      hasSignatureSecret: true,
      signatureProvedAt: null,
      previousSignatureUntil: null,
      ephemeral: false,
      createdAt: 1_577_887_200_000,
    });
    expect(Object.values(world.vault.contents()).sort()).toEqual(
      [pem, "api-secret", "signature-secret"].sort(),
    );
    const rows = JSON.stringify([
      world.database.prepare("SELECT * FROM accounts").all(),
      world.database.prepare("SELECT * FROM workspaces").all(),
    ]);
    expect(rows).not.toMatch(/api-secret"|signature-secret"|PRIVATE KEY/);
  });

  it("needs a name, and one of its own whatever its capital letters", async () => {
    const workspaces = await openWorld().start();
    await workspaces.add({ name: "Bot" });

    await expect(workspaces.add({})).rejects.toMatchObject({ code: "WORKSPACE_NAME_MISSING" });
    await expect(workspaces.add({ name: "BOT" })).rejects.toMatchObject({
      code: "WORKSPACE_NAME_TAKEN",
      details: { name: "BOT" },
    });
    const [, stored] = workspaces.list().workspaces;
    await expect(workspaces.add({ name: "Simulated" })).rejects.toMatchObject({
      code: "WORKSPACE_NAME_KEPT",
      details: { holder: "the simulator" },
    });
    await expect(workspaces.add({ name: stored?.id ?? "" })).rejects.toMatchObject({
      code: "WORKSPACE_NAME_TAKEN",
    });
    await expect(workspaces.add({ name: "environment" })).rejects.toMatchObject({
      code: "WORKSPACE_NAME_KEPT",
      details: { name: "environment", holder: "the environment variables" },
    });
  });

  it("refuses an application that has a workspace, however its ID is written", async () => {
    const workspaces = await openWorld().start();
    await workspaces.add(bot);

    const adding = workspaces.add({ name: "Other", applicationId: "AAAAAAAABBBBCCCCDDDD0123456789AB" });

    await expect(adding).rejects.toMatchObject({
      code: "WORKSPACE_IN_USE",
      details: { name: "Staging bot" },
    });
  });

  it("refuses secrets of an account that has no API key", async () => {
    const world = openWorld();
    const workspaces = await world.start();

    const adding = workspaces.add({ name: "Bot", signatureSecret: "x" });

    await expect(adding).rejects.toMatchObject({ code: "CREDENTIALS_API_KEY_MISSING" });
    expect(workspaces.list().workspaces).toHaveLength(1);
  });

  it.each([
    ["https://api-eu.vonage.com", "https://api-eu.vonage.com", "real"],
    ["https://messages-sandbox.nexmo.com/", "https://messages-sandbox.nexmo.com", "sandbox"],
    ["http://127.0.0.1:4818", "http://127.0.0.1:4818", "real"],
    ["http://localhost:80", "http://localhost", "real"],
    ["http://[::1]:5000", "http://[::1]:5000", "real"],
  ])("takes the host %s", async (apiHost, origin, kind) => {
    const workspaces = await openWorld().start();

    expect(await workspaces.add({ name: "Bot", apiHost })).toMatchObject({ apiHost: origin, kind });
  });

  it("takes no Page along to the sandbox or away from it, unless one is typed", async () => {
    const workspaces = await openWorld().start();
    const { id } = await workspaces.add({ name: "Bot", pageId: "575757" });

    const pages = [
      await workspaces.change(id, { kind: "sandbox" }),
      await workspaces.change(id, { pageId: "42" }),
      await workspaces.change(id, { name: "Still there" }),
      await workspaces.change(id, { kind: "real", pageId: "575757" }),
      await workspaces.change(id, { kind: "sandbox", pageId: "43" }),
    ].map(({ pageId }) => pageId);

    expect(pages).toEqual([SANDBOX_PAGE, "42", "42", "575757", "43"]);
  });

  it.each([
    ["http://api.nexmo.com", "api.nexmo.com"],
    ["http://127.0.0.1.evil.example", "127.0.0.1.evil.example"],
    ["https://me:password@api.nexmo.com", "api.nexmo.com"],
    ["https://api.nexmo.com/v1", "api.nexmo.com"],
    ["ftp://127.0.0.1", "127.0.0.1"],
    ["api.nexmo.com", "api.nexmo.com"],
    ["https://me:hunter2@[broken", "that was given"],
    ["//me:hunter2@api.nexmo.com", "that was given"],
    ["me:hunter2@api.nexmo.com", "that was given"],
  ])("refuses the host %s", async (apiHost, host) => {
    const workspaces = await openWorld().start();

    const adding = workspaces.add({ name: "Bot", apiHost });

    await expect(adding).rejects.toMatchObject({ code: "WORKSPACE_HOST_INVALID", details: { host } });
  });

  it.each([
    ["127.0.0.1:4890", "It lacks http:// before it."],
    ["localhost:4890", "It lacks http:// before it."],
    ["[::1]:4890", "It lacks http:// before it."],
    ["localhost", "It lacks http:// before it."],
    ["api.nexmo.com", "It lacks https:// before it."],
    ["api.example.com:8443", "It lacks https:// before it."],
    ["http://api.nexmo.com", expect.stringMatching(/^Secrets are sent to it, so it must be https/)],
    ["api.nexmo.com/v1", expect.stringMatching(/^Secrets are sent to it, so it must be https/)],
  ])("says what the host %s lacks", async (apiHost, reason) => {
    const workspaces = await openWorld().start();

    const adding = workspaces.add({ name: "Bot", apiHost });

    await expect(adding).rejects.toMatchObject({ code: "WORKSPACE_HOST_INVALID", details: { reason } });
  });

  it("carries out simultaneous changes one after the other", async () => {
    const workspaces = await openWorld().start();

    const results = await Promise.allSettled([
      workspaces.add({ name: "Bot" }),
      workspaces.add({ name: "bot" }),
    ]);

    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });
});

describe("changing", () => {
  it("leaves alone what is left out, and removes what is null", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const before = await workspaces.add(bot);

    const after = await workspaces.change(before.id, {
      pageName: "Acme Bikes",
      privateKey: null,
      apiSecret: null,
    });

    expect(after).toEqual({ ...before, pageName: "Acme Bikes", key: null, hasApiSecret: false });
    expect(Object.values(world.vault.contents())).toEqual(["signature-secret"]);
  });

  it("gives two workspaces of one account one set of secrets", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const first = await workspaces.add(bot);
    const second = await workspaces.add({ name: "Second", apiKey: bot.apiKey });

    await workspaces.change(second.id, { apiSecret: null });
    await workspaces.remove(second.id, "Second");

    expect(second).toMatchObject({ hasApiSecret: true, hasSignatureSecret: true });
    expect(workspaces.get(first.id)).toMatchObject({ hasApiSecret: false, hasSignatureSecret: true });
  });

  it("keeps the secrets when the API key is corrected, and drops them with the account", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id } = await workspaces.add(bot);

    const corrected = await workspaces.change(id, { apiKey: "a1b2c3d5" });
    const without = await workspaces.change(id, { apiKey: null });

    expect(corrected).toMatchObject({ apiKey: "a1b2c3d5", hasApiSecret: true, hasSignatureSecret: true });
    expect(without).toMatchObject({ apiKey: null, hasApiSecret: false, hasSignatureSecret: false });
    expect(Object.values(world.vault.contents())).toEqual([pem]);
  });

  it("changes nothing when a key is refused", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const before = await workspaces.add(bot);

    const changing = workspaces.change(before.id, { name: "New", privateKey: "nonsense" });

    await expect(changing).rejects.toMatchObject({ code: "CREDENTIALS_KEY_NOT_PEM" });
    expect(workspaces.get(before.id)).toEqual(before);
  });

  it("tells its listeners, until they no longer listen", async () => {
    const workspaces = await openWorld().start();
    const heard: string[][] = [];
    const stop = workspaces.onChange(({ workspaces: all }) => heard.push(all.map(({ name }) => name)));

    await workspaces.add({ name: "Bot" });
    stop();
    await workspaces.add({ name: "Other" });

    expect(heard).toEqual([["Simulated application", "Bot"]]);
  });
});

describe("the moments from which events are evidence", () => {
  it("are those of another application and account in the place of one, and are kept", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id } = await workspaces.add({ name: "Bot" });
    const secondsAgo = (moment: number | null): number | null =>
      moment === null ? null : (world.clock.now() - moment) / 1_000;
    /** Of the application and of the account, a second after the change before. */
    const after = async (input: WorkspaceInput): Promise<readonly (number | null)[]> => {
      world.clock.advance(1_000);
      await workspaces.change(id, input);
      const { applicationSince, accountSince } = workspaces.evidenceMoments(id);
      return [secondsAgo(applicationSince), secondsAgo(accountSince)];
    };

    // What becomes known, or is spelt differently, is in nobody's place.
    expect(await after({ applicationId: bot.applicationId })).toEqual([null, null]);
    expect(await after({ apiKey: bot.apiKey, pageId: bot.pageId })).toEqual([null, null]);
    expect(await after({ applicationId: bot.applicationId.replaceAll("-", "") })).toEqual([null, null]);
    expect(await after({ pageId: "42", name: "Renamed", signatureSecret: "new" })).toEqual([null, null]);
    expect(await after({ applicationId: identity.applicationId })).toEqual([0, null]);
    expect(await after({ apiKey: "b2c3d4e5" })).toEqual([1, 0]);
    expect(await after({ applicationId: null })).toEqual([0, 1]);
    expect(await after({ applicationId: bot.applicationId, name: "Renamed again" })).toEqual([1, 2]);

    expect(await after({ kind: "sandbox" })).toEqual([0, 0]);

    const kept = (await world.start()).evidenceMoments(id);
    expect([secondsAgo(kept.applicationSince), secondsAgo(kept.accountSince)]).toEqual([0, 0]);
    expect(workspaces.evidenceMoments(SIMULATED_WORKSPACE)).toEqual({
      applicationSince: null,
      accountSince: null,
    });
  });
});

describe("when something fails half-way", () => {
  it("stores nothing when the vault refuses", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    world.vault.fail("write");

    const adding = workspaces.add(bot);

    await expect(adding).rejects.toMatchObject({ code: "CREDENTIALS_VAULT_UNAVAILABLE" });
    expect(workspaces.list().workspaces).toHaveLength(1);
  });

  it("puts the vault back when the rows cannot be written", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id } = await workspaces.add(bot);
    const before = world.vault.contents();
    world.database.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON workspaces BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );

    const changing = workspaces.change(id, { privateKey: otherPem, signatureSecret: "new" });

    await expect(changing).rejects.toMatchObject({
      code: "DATA_WRITE_FAILED",
      details: { reason: "disk full" },
    });
    expect(world.vault.contents()).toEqual(before);
    expect(workspaces.get(id).hasSignatureSecret).toBe(true);
  });

  it("removes at the next start what a crash left in the vault, and nothing else", async () => {
    const world = openWorld();
    await (await world.start()).add(bot);
    const before = world.vault.contents();
    await world.vault.set("workspace/never/private-key", "orphan");
    await world.vault.set("account/never/api-secret", "orphan");
    await world.vault.set("else/where", "of another part");

    await world.start();

    expect(world.vault.contents()).toEqual({ ...before, "else/where": "of another part" });
  });

  it("does not claim a secret that the vault does not have", async () => {
    const world = openWorld();
    const { id } = await (await world.start()).add(bot);
    await world.vault.remove(`workspace/${id}/private-key`);

    const again = await world.start();

    expect(again.get(id).key).toBeNull();
    await expect(again.keyOf(id)).rejects.toMatchObject({
      code: "CREDENTIALS_KEY_MISSING",
      details: { workspace: "Staging bot" },
    });
  });

  it("starts with a locked vault, still claims the secrets, and has them once it opens", async () => {
    const world = openWorld();
    const { id } = await (await world.start()).add(bot);
    world.vault.fail("read");
    const again = await world.start();

    const locked = again.keyOf(id);
    await expect(locked).rejects.toMatchObject({ code: "CREDENTIALS_VAULT_LOCKED" });
    world.vault.fail(null);

    expect(again.get(id)).toMatchObject({ hasApiSecret: true, hasSignatureSecret: true });
    expect((await again.keyOf(id)).asymmetricKeyType).toBe("rsa");
  });
});

describe("keys", () => {
  it("hands out the same key object until the key is replaced", async () => {
    const workspaces = await openWorld().start();
    const { id } = await workspaces.add(bot);

    const first = await workspaces.keyOf(id);
    await workspaces.change(id, { pageName: "Acme" });
    const second = await workspaces.keyOf(id);
    await workspaces.change(id, { privateKey: otherPem });
    const third = await workspaces.keyOf(id);

    expect(second).toBe(first);
    expect(third).not.toBe(first);
    const signature = sign("sha256", Buffer.from("x"), third);
    expect(verify("sha256", Buffer.from("x"), createPublicKey(otherPem), signature)).toBe(true);
  });
});

describe("removing", () => {
  it("takes secrets, ticks and events along, and goes back to the simulator", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id } = await workspaces.add(bot);
    workspaces.activate(id);
    world.database
      .prepare("INSERT INTO linking_ticks(workspace_id, step, done, at) VALUES (?, 'a', 1, 0)")
      .run(id);

    await workspaces.remove(id, "Staging bot");

    expect(workspaces.list()).toMatchObject({
      activeId: SIMULATED_WORKSPACE,
      workspaces: [{ id: SIMULATED_WORKSPACE }],
    });
    expect(world.forgottenLate).toEqual([id]);
    expect({ vault: world.vault.contents(), forgotten: world.forgotten }).toEqual({
      vault: {},
      forgotten: [id],
    });
    expect(world.database.prepare("SELECT count(*) AS n FROM linking_ticks").get()).toEqual({ n: 0 });
  });

  it("does nothing when the name was mistyped", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id } = await workspaces.add(bot);

    await expect(workspaces.remove(id, "staging bot")).rejects.toMatchObject({
      code: "WORKSPACE_NAME_MISTYPED",
    });
    expect({ name: workspaces.get(id).name, forgotten: world.forgotten }).toEqual({
      name: "Staging bot",
      forgotten: [],
    });
  });
});

describe("the simulator's workspace", () => {
  it("is always there, and complete while the simulator runs", async () => {
    const workspaces = await openWorld().start();
    const resting = workspaces.get(SIMULATED_WORKSPACE);

    const running = workspaces.addSimulated(identity);

    expect(resting).toMatchObject({ name: "Simulated application", kind: "simulated", applicationId: null });
    expect(running).toMatchObject({
      id: SIMULATED_WORKSPACE,
      applicationId: identity.applicationId,
      pageName: "Simulated Page",
      apiHost: identity.apiHost,
      hasSignatureSecret: true,
    });
    expect((await workspaces.keyOf(SIMULATED_WORKSPACE)).type).toBe("private");
    expect(workspaces.directory.account(identity.apiKey)?.simulated).toBe(true);
  });

  it("can be about another of its applications for this run", async () => {
    const workspaces = await openWorld().start();
    await expect(workspaces.change(SIMULATED_WORKSPACE, { applicationId: "app" })).rejects.toMatchObject({
      code: "WORKSPACE_FIXED",
    });
    workspaces.addSimulated(identity);

    const changed = await workspaces.change(SIMULATED_WORKSPACE, { applicationId: "app", privateKey: pem });

    expect(changed).toMatchObject({ applicationId: "app", apiKey: identity.apiKey });
    const publicKey = createPublicKey(await workspaces.keyOf(SIMULATED_WORKSPACE));
    expect(publicKey.equals(createPublicKey(pem))).toBe(true);
    await expect(
      workspaces.change(SIMULATED_WORKSPACE, { applicationId: "app", name: "Mine" }),
    ).rejects.toMatchObject({ code: "WORKSPACE_FIXED" });
  });

  it("can be neither changed nor removed", async () => {
    const workspaces = await openWorld().start();

    await expect(workspaces.change(SIMULATED_WORKSPACE, { name: "x" })).rejects.toMatchObject({
      code: "WORKSPACE_FIXED",
    });
    await expect(workspaces.remove(SIMULATED_WORKSPACE, "Simulated application")).rejects.toMatchObject({
      code: "WORKSPACE_FIXED",
    });
  });
});

describe("what opens an account", () => {
  it("is key, secret and host of the workspace: stored, of the environment, or the simulator's", async () => {
    const workspaces = await openWorld().start();
    const stored = await workspaces.add({
      ...bot,
      apiHost: "https://api-eu.nexmo.com",
      apiSecret: " api-secret\n",
    });
    const ephemeral = workspaces.addEphemeral({
      ...noSecrets,
      apiKey: "e0e0e0e0",
      apiSecret: "of-environment",
    });
    workspaces.addSimulated(identity);

    const { apiHost, apiKey, apiSecret } = identity;
    expect([
      await workspaces.accountOf(stored.id),
      await workspaces.accountOf(ephemeral.id),
      await workspaces.accountOf(SIMULATED_WORKSPACE),
    ]).toEqual([
      { apiHost: "https://api-eu.nexmo.com", apiKey: "a1b2c3d4", apiSecret: "api-secret" },
      { apiHost: "https://api.nexmo.com", apiKey: "e0e0e0e0", apiSecret: "of-environment" },
      { apiHost, apiKey, apiSecret },
    ]);
  });

  it("is missing without a secret, without a key, and in the sandbox", async () => {
    const workspaces = await openWorld().start();
    const secretless = await workspaces.add({ name: "No secret", apiKey: "k1" });
    const keyless = await workspaces.add({ name: "No account" });
    const sandbox = await workspaces.add({
      name: "Sandbox",
      apiHost: "https://messages-sandbox.nexmo.com",
      apiKey: "k2",
      apiSecret: "s",
    });

    for (const { id, name } of [secretless, keyless]) {
      await expect(workspaces.accountOf(id)).rejects.toMatchObject({
        code: "ACCOUNT_CREDENTIALS_MISSING",
        details: { workspace: name },
      });
    }
    await expect(workspaces.accountOf(sandbox.id)).rejects.toMatchObject({ code: "ACCOUNT_SANDBOX" });
    await expect(workspaces.accountOf(SIMULATED_WORKSPACE)).rejects.toMatchObject({ code: "SIMULATOR_OFF" });
  });

  it("is read when the keychain was unlocked after the start, and says so while it is not", async () => {
    const world = openWorld();
    const { id } = await (await world.start()).add(bot);
    world.vault.fail("read");
    const workspaces = await world.start();

    await expect(workspaces.accountOf(id)).rejects.toMatchObject({ code: "CREDENTIALS_VAULT_LOCKED" });
    world.vault.fail(null);

    expect(await workspaces.accountOf(id)).toMatchObject({ apiSecret: "api-secret" });
  });
});

describe("the workspace of the environment", () => {
  it("is in front, in memory only, and can be completed", async () => {
    const world = openWorld();
    const workspaces = await world.start();

    const made = workspaces.addEphemeral({
      ...noSecrets,
      apiKey: "e0e0e0e0",
      applicationId: "app",
      privateKey: pem,
      signatureSecret: "s",
    });
    const changed = await workspaces.change(made.id, { pageId: "42" });

    expect(workspaces.list().activeId).toBe(made.id);
    expect(changed).toEqual({ ...made, pageId: "42" });
    expect(changed).toMatchObject({ name: "Environment", ephemeral: true, hasSignatureSecret: true });

    expect((await workspaces.keyOf(made.id)).type).toBe("private");
    expect({
      vault: world.vault.contents(),
      rows: world.database.prepare("SELECT * FROM workspaces").all(),
    }).toEqual({ vault: {}, rows: [] });
    expect((await world.start()).list()).toMatchObject({ activeId: SIMULATED_WORKSPACE });
  });

  it("knows from when on events are of what it names, over several runs", async () => {
    const world = openWorld();
    const momentsOf = async (apiKey: string, applicationId: string): Promise<readonly (number | null)[]> => {
      world.clock.advance(1_000);
      const workspaces = await world.start();
      const { id } = workspaces.addEphemeral({ ...noSecrets, apiKey, applicationId });
      const { applicationSince, accountSince } = workspaces.evidenceMoments(id);
      return [applicationSince, accountSince].map((at) => (at === null ? null : world.clock.now() - at));
    };

    expect(await momentsOf("e0e0e0e0", "aaaa-1")).toEqual([null, null]);
    expect(await momentsOf("e0e0e0e0", "AAAA1")).toEqual([null, null]);
    expect(await momentsOf("e0e0e0e0", "bbbb-2")).toEqual([0, null]);
    expect(await momentsOf("f1f1f1f1", "bbbb-2")).toEqual([1_000, 0]);
    const workspaces = await world.start();
    const { id } = workspaces.addEphemeral({ ...noSecrets, apiKey: "f1f1f1f1", applicationId: "bbbb-2" });
    world.clock.advance(1_000);
    await workspaces.change(id, { applicationId: "cccc-3" });
    expect(workspaces.evidenceMoments(id).applicationSince).toBe(world.clock.now());
    // Without an application ID in the environment it is chosen by hand in each run.
    world.clock.advance(1_000);
    const later = await world.start();
    const made = later.addEphemeral({ ...noSecrets, apiKey: "f1f1f1f1" });
    await later.change(made.id, { applicationId: "cccc-3" });
    expect(later.evidenceMoments(made.id).applicationSince).toBe(world.clock.now() - 1_000);
    const stored = JSON.stringify(world.database.prepare("SELECT * FROM environment_subject").all());
    expect(stored).not.toMatch(/f1f1f1f1|cccc/);
  });

  it("says which secret lacks its API key", async () => {
    const workspaces = await openWorld().start();

    expect(() => workspaces.addEphemeral({ ...noSecrets, signatureSecret: "s" })).toThrow(
      expect.objectContaining({ code: "CREDENTIALS_API_KEY_MISSING" }),
    );
  });
});

describe("finding", () => {
  it("takes an id or a name, whatever its capital letters", async () => {
    const workspaces = await openWorld().start();
    const { id } = await workspaces.add(bot);

    expect([
      workspaces.find(id).id,
      workspaces.find(" staging BOT ").id,
      workspaces.find("simulated").id,
    ]).toEqual([id, id, "simulated"]);
    expect(() => workspaces.find("nobody")).toThrow(
      expect.objectContaining({ code: "WORKSPACE_NOT_FOUND", details: { name: "nobody" } }),
    );
  });

  it("remembers which one is in front, and falls back to the simulator", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id } = await workspaces.add(bot);

    workspaces.activate(id);

    expect((await world.start()).list().activeId).toBe(id);
    expect(() => workspaces.activate(WorkspaceId.parse("gone"))).toThrow(
      expect.objectContaining({ code: "WORKSPACE_NOT_FOUND" }),
    );
  });
});

describe("the directory of the listener", () => {
  it("finds workspaces by application and by Page, but not between equals", async () => {
    const workspaces = await openWorld().start();
    const first = await workspaces.add(bot);
    const second = await workspaces.add({ name: "Second", apiKey: "zzzzzzzz", pageId: bot.pageId });
    const { directory } = workspaces;

    expect({
      application: directory
        .workspacesOfApplication("AAAAAAAA-BBBB-CCCC-DDDD-0123456789AB")
        .map(({ id }) => id),
      unknown: directory.workspacesOfApplication("other"),
      equals: directory.workspaceOfPage(bot.pageId, null),
      ofFirst: directory.workspaceOfPage(bot.pageId, bot.apiKey)?.id,
      ofSecond: directory.workspaceOfPage(bot.pageId, "zzzzzzzz")?.id,
      ofNobody: directory.workspaceOfPage(bot.pageId, "other"),
      withoutSecret: directory.account("zzzzzzzz"),
      noAccount: directory.account("other"),
    }).toEqual({
      application: [first.id],
      unknown: [],
      equals: null,
      ofFirst: first.id,
      ofSecond: second.id,
      ofNobody: null,
      withoutSecret: { apiKey: "zzzzzzzz", simulated: false, secrets: [] },
      noAccount: null,
    });
  });

  it("finds the stored workspace of an application that the environment names, too", async () => {
    const workspaces = await openWorld().start();
    const stored = await workspaces.add(bot);
    const environment = workspaces.addEphemeral({ ...noSecrets, applicationId: bot.applicationId });

    const found = workspaces.directory.workspacesOfApplication(bot.applicationId);

    expect(found.map(({ id }) => id)).toEqual([environment.id, stored.id]);
  });

  it("tries a replaced signature secret for a day, also over a restart", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id } = await workspaces.add(bot);
    await workspaces.change(id, { signatureSecret: "new" });

    world.clock.advance(24 * 60 * 60 * 1000 - 1);
    const justBefore = labels((await world.start()).directory.account(bot.apiKey)?.secrets);
    world.clock.advance(1);
    const after = labels(workspaces.directory.account(bot.apiKey)?.secrets);
    await world.start();

    expect(justBefore).toEqual([
      "signature secret of account a1b2c3d4",
      "previous signature secret of account a1b2c3d4",
    ]);
    expect(after).toEqual(["signature secret of account a1b2c3d4"]);
    expect(Object.values(world.vault.contents())).not.toContain("signature-secret");
  });

  it("says until when the replaced one is tried, and drops it at once when told to", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id, previousSignatureUntil: before } = await workspaces.add(bot);
    const rotated = await workspaces.change(id, { signatureSecret: "new" });

    const dropped = await workspaces.change(id, { previousSignatureSecret: null });

    expect([before, rotated.previousSignatureUntil, dropped.previousSignatureUntil]).toEqual([
      null,
      world.clock.now() + 24 * 60 * 60 * 1000,
      null,
    ]);
    expect(labels(workspaces.directory.account(bot.apiKey)?.secrets)).toEqual([
      "signature secret of account a1b2c3d4",
    ]);
    expect(Object.values(world.vault.contents())).not.toContain("signature-secret");
  });

  it("is not proved before a webhook shows it, and not any more once it is replaced", async () => {
    const world = openWorld();
    const workspaces = await world.start();
    const { id, signatureProvedAt: fresh } = await workspaces.add(bot);
    const label = "signature secret of account a1b2c3d4";

    await workspaces.proveSecret("signature secret of account another1");
    const byAnother = workspaces.get(id).signatureProvedAt;
    await workspaces.proveSecret(label);
    const isWaiting = workspaces.hasUnprovedSecret();
    const proved = (await world.start()).get(id).signatureProvedAt;
    const same = await workspaces.change(id, { signatureSecret: bot.signatureSecret });
    const replaced = await workspaces.change(id, { signatureSecret: "new" });
    await workspaces.proveSecret(`previous ${label}`);

    expect({ fresh, byAnother, proved, isWaiting }).toEqual({
      fresh: null,
      byAnother: null,
      proved: world.clock.now(),
      isWaiting: false,
    });
    expect(same.signatureProvedAt).toBe(proved);
    expect([replaced.signatureProvedAt, workspaces.get(id).signatureProvedAt]).toEqual([null, null]);
  });

  it("is not proved for another API key, even where one key was corrected", async () => {
    const workspaces = await openWorld().start();
    const { id } = await workspaces.add(bot);
    await workspaces.proveSecret("signature secret of account a1b2c3d4");

    const corrected = await workspaces.change(id, { apiKey: "b2c3d4e5" });

    expect([corrected.hasSignatureSecret, corrected.signatureProvedAt]).toEqual([true, null]);
    expect(workspaces.hasUnprovedSecret()).toBe(true);
  });

  it("is current as soon as a change is done", async () => {
    const workspaces = await openWorld().start();
    const { directory } = workspaces;
    const { id } = await workspaces.add(bot);

    await workspaces.change(id, { signatureSecret: null, applicationId: null });

    expect(directory.workspacesOfApplication(bot.applicationId)).toEqual([]);
    expect(directory.account(bot.apiKey)?.secrets).toEqual([]);
  });
});

describe("the simulator's API key", () => {
  it("is refused for an account, whether it is added, changed or of the environment", async () => {
    const workspaces = await openWorld().start();
    const { id } = await workspaces.add(bot);
    const taken = expect.objectContaining({ code: "WORKSPACE_API_KEY_SIMULATED" });

    await expect(workspaces.add({ name: "Fake", apiKey: identity.apiKey })).rejects.toEqual(taken);
    await expect(workspaces.change(id, { apiKey: identity.apiKey })).rejects.toEqual(taken);
    expect(() => workspaces.addEphemeral({ ...noSecrets, apiKey: identity.apiKey })).toThrow(taken);
  });

  it("keeps the simulator's secrets apart from those of an account that has it all the same", () => {
    const real = { apiKey: identity.apiKey, simulated: false, secrets: [secretOf("real")] };
    const simulated = { apiKey: identity.apiKey, simulated: true, secrets: [secretOf("simulated")] };

    const found = [
      [real, simulated],
      [simulated, real],
    ].map((accounts) => buildDirectory({ accounts, workspaces: [] }).account(identity.apiKey));

    expect(found).toEqual([simulated, simulated]);
  });
});

function secretOf(label: string) {
  return { label, mac: createMac(label) };
}

it.each(["applicationId", "pageId", "apiKey"])("refuses direction characters in %s", (field) => {
  expect(WorkspaceInput.safeParse({ [field]: "12\u202e34" }).success).toBe(false);
  expect(WorkspaceInput.safeParse({ [field]: "1234" }).success).toBe(true);
});

describe("a name", () => {
  it.each(["a\u0007b", "a\u202eb", "a\u061cb", "a\nb"])(
    "holds nothing that could make it pass for another: %j",
    (name) => {
      expect(WorkspaceInput.safeParse({ name }).success).toBe(false);
      expect(WorkspaceInput.safeParse({ name: "Täst 漢 👨‍👩‍👧" }).success).toBe(true);
    },
  );
});
