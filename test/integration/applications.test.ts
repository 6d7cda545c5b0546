// Applications of an account, made and used against the simulator over HTTP.
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprintOf } from "../../main/credentials/private-key.ts";
import type { SimulatorIdentity } from "../../main/simulator/identity.ts";
import { secretName } from "../../main/workspaces/stored-secrets.ts";
import type { Application, NewApplication } from "../../preload/contract/applications.ts";
import { ApplicationId } from "../../preload/contract/ids.ts";
import { startVonageAccount, type VonageAccount } from "../fakes/vonage-account.ts";

let account: VonageAccount;
let identity: SimulatorIdentity | undefined;
beforeEach(async () => {
  account = await startVonageAccount(identity);
  identity = account.running.identity;
});
afterEach(() => account.stop());

const tunnel = {
  inbound: "https://bird.example/webhooks/inbound",
  status: "https://bird.example/webhooks/status",
};

function wish(changes: Partial<NewApplication> = {}): NewApplication {
  return {
    workspace: account.workspace.id,
    name: "Bot",
    inboundUrl: "https://bot.example/inbound",
    statusUrl: "https://bot.example/status",
    version: "v0.1",
    mediaAuthentication: true,
    improveAi: false,
    key: { from: "local" },
    use: true,
    ...changes,
  };
}

/** What the vault holds for the workspace, as the fingerprint of its public half. */
function storedKey(): string | null {
  const pem = account.vault.contents()[secretName.privateKey(account.workspace.id)];
  return pem === undefined ? null : fingerprintOf(createPublicKey(pem));
}

async function onlyOther(): Promise<Application> {
  const { applications } = await account.applications.list(account.workspace.id, 1);
  const [made, ...others] = applications.filter(({ id }) => id !== account.running.identity.applicationId);
  if (made === undefined || others.length > 0) throw new Error("One application was expected.");
  return made;
}

describe("a new application", () => {
  it("is made as wished, with its private key in the vault alone", async () => {
    const made = await account.applications.create(wish());

    expect(made).toEqual({
      id: made.id,
      name: "Bot",
      hasMessages: true,
      inbound: { address: "https://bot.example/inbound", method: "POST" },
      status: { address: "https://bot.example/status", method: "POST" },
      version: "v0.1",
      mediaAuthentication: true,
      improveAi: false,
      keyFingerprint: storedKey(),
    });
    expect(account.workspaces.get(account.workspace.id)).toMatchObject({
      applicationId: made.id,
      key: { fingerprint: made.keyFingerprint, bits: 2048, format: "PKCS#8" },
    });
    expect(await account.applications.pairing(account.workspace.id)).toBe("paired");
    expect(account.heldKeys.keyOf(made.id)).toBeNull();
  });

  it("has a key of Vonage's if wished, which goes straight to the vault", async () => {
    const made = await account.applications.create(wish({ key: { from: "vonage" } }));

    expect(storedKey()).toBe(made.keyFingerprint);
    expect(JSON.stringify(made)).not.toContain("PRIVATE KEY");
    expect(await account.applications.pairing(account.workspace.id)).toBe("paired");
  });

  it("takes a key of one's own, of which nothing is stored", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();

    const made = await account.applications.create(wish({ key: { from: "own", publicKey: pem } }));

    expect(made.keyFingerprint).toBe(fingerprintOf(publicKey));
    expect(storedKey()).toBeNull();
    expect(await account.applications.pairing(account.workspace.id)).toBe("no-key");
  });

  it.each(["local", "vonage"] as const)(
    "that is thrown away leaves no trace, with a key from %s",
    async (from) => {
      const before = account.vault.contents();
      const { id, name } = await account.applications.create(wish({ key: { from }, use: false }));
      const key = account.heldKeys.keyOf(id);

      await account.applications.remove(account.workspace.id, id, name);

      expect(key === null ? null : fingerprintOf(key)).toMatch(/^SHA256:/);
      expect(account.heldKeys.keyOf(id)).toBeNull();
      expect(account.vault.contents()).toEqual(before);
      expect(account.workspaces.get(account.workspace.id).applicationId).toBeNull();
    },
  );

  it.each(["local", "vonage"] as const)(
    "is not lost when the vault gets locked meanwhile: choosing it stores the key from %s",
    async (from) => {
      account.vault.fail("write", /private-key$/);
      const creating = account.applications.create(wish({ key: { from } }));

      await expect(creating).rejects.toMatchObject({
        code: "APPLICATION_NOT_TAKEN",
        details: { applicationName: "Bot", reason: "The keychain is locked." },
      });
      const made = await onlyOther();
      account.vault.fail(null);
      await account.applications.choose(account.workspace.id, made.id);

      expect(storedKey()).toBe(made.keyFingerprint);
      expect(await account.applications.pairing(account.workspace.id)).toBe("paired");
    },
  );

  it("is not asked for when the vault cannot keep its key", async () => {
    account.vault.fail("write");

    await expect(account.applications.create(wish())).rejects.toMatchObject({
      code: "CREDENTIALS_VAULT_UNAVAILABLE",
    });

    const { total } = await account.applications.list(account.workspace.id, 1);
    expect(total).toBe(1);
    expect(account.workspaces.pendingKeys.list(account.workspace.id)).toEqual([]);
  });

  it("is not lost when its answer is: choosing it stores the key that was made for it", async () => {
    account.running.simulator.setFaults({ account: "cut-after-change" });
    await expect(account.applications.create(wish())).rejects.toMatchObject({ code: "NETWORK_BROKEN" });
    account.running.simulator.setFaults({});
    const waiting = account.workspaces.pendingKeys.list(account.workspace.id);

    const made = await onlyOther();
    await account.applications.choose(account.workspace.id, made.id);

    expect(waiting.map(({ keyFingerprint }) => keyFingerprint)).toEqual([made.keyFingerprint]);
    expect(await account.applications.pairing(account.workspace.id)).toBe("paired");
    expect(account.workspaces.pendingKeys.list(account.workspace.id)).toEqual([]);
  });

  it("that nobody wants takes the key that waits for it along when it is removed", async () => {
    const before = account.vault.contents();
    account.running.simulator.setFaults({ account: "cut-after-change" });
    await expect(account.applications.create(wish())).rejects.toMatchObject({ code: "NETWORK_BROKEN" });
    account.running.simulator.setFaults({});
    const between = Object.keys(account.vault.contents()).filter((name) => name.includes("/pending-key/"));

    const { id, name } = await onlyOther();
    await account.applications.remove(account.workspace.id, id, name);

    expect(between).toHaveLength(1);
    expect(account.vault.contents()).toEqual(before);
    expect(account.workspaces.pendingKeys.list(account.workspace.id)).toEqual([]);
  });

  it("is not made with a wrong secret, and nothing is stored", async () => {
    await account.workspaces.change(account.workspace.id, { apiSecret: "Wr0ngSecret" });

    const error: unknown = await account.applications.create(wish()).catch((failure: unknown) => failure);

    expect(error).toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
    expect(JSON.stringify([error, account.log.lines])).not.toContain("Wr0ngSecret");
    expect(storedKey()).toBeNull();
    expect(Object.values(account.vault.contents())).toEqual(["Wr0ngSecret"]);
    expect(account.workspaces.pendingKeys.list(account.workspace.id)).toEqual([]);
  });
});

describe("the application of a workspace", () => {
  it("is another one by choice, and its key is had back with it", async () => {
    const first = await account.applications.create(wish({ name: "First" }));
    await account.applications.create(wish({ name: "Second" }));
    expect(storedKey()).not.toBe(first.keyFingerprint);

    const workspace = await account.applications.choose(account.workspace.id, first.id);

    expect(workspace).toMatchObject({ applicationId: first.id, key: { fingerprint: first.keyFingerprint } });
    expect(storedKey()).toBe(first.keyFingerprint);
  });

  it("keeps the key of the one before in the vault, over a restart, until the workspace goes", async () => {
    const { workspace, applications, workspaces, vault } = account;
    const first = await applications.create(wish({ name: "First" }));
    const second = await applications.create(wish({ name: "Second" }));
    await workspaces.start();
    const kept = secretName.keptKey(workspace.id, first.id);
    expect(fingerprintOf(createPublicKey(vault.contents()[kept] ?? ""))).toBe(first.keyFingerprint);

    await applications.choose(workspace.id, first.id);
    await workspaces.start();

    expect(vault.contents()).not.toHaveProperty([kept]);
    expect(vault.contents()).toHaveProperty([secretName.keptKey(workspace.id, second.id)]);
    await workspaces.remove(workspace.id, "Bot");
    expect(vault.contents()).toEqual({});
  });

  it("has no key when only the one of the application before is there, and gets it from nowhere", async () => {
    const { workspace, applications, running } = account;
    const made = await applications.create(wish());

    const chosen = await applications.choose(workspace.id, running.identity.applicationId);

    expect(chosen.key).toBeNull();
    expect(await applications.pairing(workspace.id)).toBe("no-key");
    await applications.choose(workspace.id, made.id);
    expect(storedKey()).toBe(made.keyFingerprint);
  });

  it("stays as it was when its key cannot be set aside", async () => {
    const { workspace, applications, vault, running, workspaces } = account;
    const made = await applications.create(wish());
    const before = vault.contents();
    vault.fail("write");

    await expect(applications.choose(workspace.id, running.identity.applicationId)).rejects.toMatchObject({
      code: "CREDENTIALS_VAULT_UNAVAILABLE",
    });

    expect(vault.contents()).toEqual(before);
    expect(workspaces.get(workspace.id).applicationId).toBe(made.id);
  });

  it("shares a key with the one before when it has the same pair", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const key = { from: "own", publicKey: pem } as const;
    const [first, second] = [
      await account.applications.create(wish({ key })),
      await account.applications.create(wish({ key, use: false })),
    ];
    const privatePem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await account.workspaces.change(account.workspace.id, { privateKey: privatePem });

    await account.applications.choose(account.workspace.id, second.id);

    expect(first.keyFingerprint).toBe(second.keyFingerprint);
    expect(await account.applications.pairing(account.workspace.id)).toBe("paired");
  });

  it("is told apart from one whose key was replaced", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    await account.applications.create(wish());
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

    await account.workspaces.change(account.workspace.id, { privateKey: pem });

    expect(await account.applications.pairing(account.workspace.id)).toBe("unpaired");
  });

  it("has no pairing before there is one", async () => {
    await expect(account.applications.pairing(account.workspace.id)).rejects.toMatchObject({
      code: "APPLICATION_NOT_CHOSEN",
    });
  });

  it("is none that lacks Messages, until a tunnel is open and they are added", async () => {
    const { workspace, applications, running } = account;
    const id = await createVoiceApplication();
    await expect(applications.choose(workspace.id, id)).rejects.toMatchObject({
      code: "APPLICATION_WITHOUT_MESSAGES",
      details: { applicationId: id },
    });
    await expect(applications.addMessages(workspace.id, id)).rejects.toMatchObject({
      code: "APPLICATION_MESSAGES_NO_TUNNEL",
    });

    account.setTunnel(tunnel);
    const added = await applications.addMessages(workspace.id, id);

    expect(added).toMatchObject({
      name: "Voice",
      hasMessages: true,
      version: "v1",
      inbound: { address: tunnel.inbound, method: "POST" },
      status: { address: tunnel.status, method: "POST" },
    });
    expect(await applications.choose(workspace.id, id)).toMatchObject({ applicationId: id });
    account.setTunnel({ inbound: "https://other.example/in", status: "https://other.example/st" });
    expect(await applications.addMessages(workspace.id, id)).toEqual(added);

    async function createVoiceApplication(): Promise<ApplicationId> {
      const { apiKey, apiSecret } = running.identity;
      const answer = await fetch(`${running.url}/v2/applications`, {
        method: "POST",
        headers: {
          authorization: `Basic ${btoa(`${apiKey}:${apiSecret}`)}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ name: "Voice", capabilities: { voice: {} } }),
      });
      return ApplicationId.parse(((await answer.json()) as { readonly id: string }).id); // the simulator's own answer
    }
  });

  it("is deleted only by its exact name, and is none of the workspace's then", async () => {
    const { workspace, applications } = account;
    const { id } = await applications.create(wish());

    await expect(applications.remove(workspace.id, id, "bot")).rejects.toMatchObject({
      code: "APPLICATION_NAME_MISTYPED",
      details: { name: "Bot" },
    });
    await applications.remove(workspace.id, id, " Bot ");

    await expect(applications.get(workspace.id, id)).rejects.toMatchObject({ code: "APPLICATION_NOT_FOUND" });
    expect(account.workspaces.get(workspace.id).applicationId).toBeNull();
  });
});
