// Pages of an account and their links, against the simulator over HTTP.
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createExternalAccountsApi } from "../../main/linking/external-accounts-api.ts";
import { createVonageCall } from "../../main/network/vonage-call.ts";
import type { SimulatorIdentity } from "../../main/simulator/identity.ts";
import { ApplicationId, PageId, type WorkspaceId } from "../../preload/contract/ids.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { plainNetwork } from "../fakes/network.ts";
import { startScriptedServer } from "../fakes/scripted-server.ts";
import { startVonageAccount, type VonageAccount } from "../fakes/vonage-account.ts";

const TOKEN = "EAAB-a-page-access-token";
const pageId = PageId.parse("107083064136738");

let account: VonageAccount;
let identity: SimulatorIdentity | undefined;
let workspace: WorkspaceId;
/** The simulator's application, and one more. */
let first: ApplicationId;
let second: ApplicationId;
beforeEach(async () => {
  account = await startVonageAccount(identity);
  identity = account.running.identity;
  workspace = account.workspace.id;
  first = account.running.identity.applicationId;
  const made = await account.applications.create({
    workspace,
    name: "Second",
    inboundUrl: "https://bot.example/inbound",
    statusUrl: "https://bot.example/status",
    version: "v1",
    mediaAuthentication: false,
    improveAi: false,
    key: { from: "local" },
    use: true,
  });
  second = made.id;
});
afterEach(() => account.stop());

async function failureOf(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => "no failure",
    (error: unknown) => error,
  );
}

describe("a Page", () => {
  it("is linked to the account with its access token, which is never seen again", async () => {
    const { apiKey } = account.running.identity;

    const linked = await account.pages.create({ workspace, pageId, name: "My Page", accessToken: TOKEN });
    const listed = await account.pages.list(workspace);

    const page = { pageId, name: "My Page", apiKey, applicationId: null };
    expect(linked).toEqual(page);
    expect(listed).toEqual([expect.objectContaining({ applicationId: first }), page]);
    expect(JSON.stringify([linked, listed, account.log.lines])).not.toMatch(/token/i);
  });

  it("is linked once: a second time says so without its token", async () => {
    const page = { workspace, pageId, name: null, accessToken: TOKEN };
    await account.pages.create(page);

    const error = await failureOf(account.pages.create(page));

    expect(error).toMatchObject({ code: "VONAGE_INPUT_REFUSED" });
    expect(JSON.stringify(error)).not.toContain(TOKEN);
  });

  it("is renewed with a new token and stays linked to its application", async () => {
    await account.pages.create({ workspace, pageId, name: null, accessToken: TOKEN });
    await account.pages.link(workspace, pageId, second);

    const renewed = await account.pages.renew({ workspace, pageId, accessToken: `${TOKEN}-2` });

    expect(renewed).toMatchObject({ pageId, applicationId: second });
  });

  it("leaves the account", async () => {
    await account.pages.create({ workspace, pageId, name: null, accessToken: TOKEN });

    await account.pages.remove(workspace, pageId);

    expect(await account.pages.list(workspace)).toHaveLength(1);
    expect(await failureOf(account.pages.remove(workspace, pageId))).toMatchObject({
      code: "PAGE_NOT_FOUND",
      details: { pageId },
    });
  });

  it("of another account is named as one", async () => {
    account.running.simulator.setFaults({ account: "foreign-page" });

    expect(await failureOf(account.pages.unlink(workspace, pageId))).toMatchObject({
      code: "PAGE_OF_ANOTHER_ACCOUNT",
    });
    expect(await failureOf(account.pages.link(workspace, pageId, second))).toMatchObject({
      code: "PAGE_OF_ANOTHER_ACCOUNT",
    });
  });
});

function newPage() {
  return { workspace, pageId, name: null, accessToken: TOKEN };
}

async function state() {
  return account.linking.calls["linking.state"]({ workspace });
}

/** What is seen of each step of Part 2. */
async function part2(): Promise<readonly (string | null)[]> {
  const steps = (await state()).groups.find(({ id }) => id === "part2")?.steps ?? [];
  return steps.map(({ evidence }) => (evidence?.by === "hookline" ? evidence.text : null));
}

/** Days of linking and how they are known, newest first. */
async function history(): Promise<readonly (readonly string[])[]> {
  return (await state()).history.map(({ linkedOn, source }) => [linkedOn, source]);
}

describe("the day of linking", () => {
  beforeEach(() => account.workspaces.change(workspace, { pageId }));

  it("is seen when the Page is added, and again when its link is renewed", async () => {
    await account.pages.create(newPage());
    account.running.clock.advance(80 * 24 * 60 * 60 * 1_000);
    await account.pages.renew({ workspace, pageId, accessToken: `${TOKEN}-2` });

    const today = new Date(account.running.clock.now()).toISOString().slice(0, 10);
    const [renewed, added, ...others] = await history();
    expect(renewed).toEqual([today, "seen"]);
    expect(added?.[1]).toBe("seen");
    expect(added?.[0]).not.toBe(today);
    expect(others).toEqual([]);
  });

  it("is not seen when Vonage refuses, nor when its answer never comes", async () => {
    account.running.simulator.setFaults({ account: "foreign-page" });
    await failureOf(account.pages.create(newPage()));
    account.running.simulator.setFaults({ account: "cut-before-change" });
    await failureOf(account.pages.create(newPage()));

    expect(await history()).toEqual([]);
  });

  it("is not told by linking the Page to an application, which begins no term", async () => {
    await account.pages.create(newPage());
    const before = await history();

    await account.pages.link(workspace, pageId, first);
    await account.pages.move(workspace, pageId, second);
    await account.pages.unlink(workspace, pageId);

    expect(await history()).toEqual(before);
  });
});

describe("what the account shows of the Page", () => {
  beforeEach(() => account.workspaces.change(workspace, { pageId }));

  it("ends its link when it is deleted, and begins another when it is added again", async () => {
    await account.pages.create(newPage());
    account.running.clock.advance(1_000);

    await account.pages.remove(workspace, pageId);
    const ended = await state();
    account.running.clock.advance(1_000);
    await account.pages.create(newPage());
    const anew = await state();

    const removedAt = account.running.clock.now() - 1_000;
    expect(ended.link).toMatchObject({ linkedOn: null, ended: { at: removedAt, by: "removed" } });
    expect(anew.link).toMatchObject({ source: "seen", daysLeft: 90, ended: null });
    expect(anew.history.map(({ endedAt }) => endedAt)).toEqual([null, removedAt]);
  });

  it("ends its link when somebody else deleted it, as a list and a refusal tell", async () => {
    await account.linking.calls["linking.setLinkedOn"]({ workspace, linkedOn: "2019-10-01" });
    account.running.clock.advance(1_000);

    await account.pages.list(workspace);
    const listed = await state();
    account.running.clock.advance(1_000);
    await account.linking.calls["linking.setLinkedOn"]({ workspace, linkedOn: "2019-10-02" });
    account.running.clock.advance(1_000);
    await failureOf(account.pages.renew({ workspace, pageId, accessToken: TOKEN }));
    const refused = await state();

    const now = account.running.clock.now();
    expect([listed.link.ended, refused.link.ended]).toMatchObject([
      { at: now - 2_000, by: "missing" },
      { at: now, by: "missing" },
    ]);
  });

  it("does not end it when deleting fails, nor when its answer never comes", async () => {
    await account.pages.create(newPage());
    account.running.simulator.setFaults({ account: "foreign-page" });
    await failureOf(account.pages.remove(workspace, pageId));
    account.running.simulator.setFaults({ account: "cut-before-change" });
    await failureOf(account.pages.remove(workspace, pageId));

    expect((await state()).link).toMatchObject({ source: "seen", ended: null });
  });

  it("proves Part 2 when it is linked, and contradicts it when it is moved away and unlinked", async () => {
    await account.pages.create(newPage());
    const before = await part2();
    await account.pages.link(workspace, pageId, second);
    const linked = await part2();
    await account.pages.move(workspace, pageId, first);
    const moved = await part2();
    await account.pages.move(workspace, pageId, second);
    const back = await part2();
    await account.pages.unlink(workspace, pageId);

    const none = [null, null, null, null];
    const seen = none.map(() => "Linked by Hookline, and read again");
    expect([before, linked, moved, back, await part2()]).toEqual([none, seen, none, seen, none]);
  });
});

describe("the link of a Page to an application", () => {
  beforeEach(() => account.pages.create({ workspace, pageId, name: null, accessToken: TOKEN }));

  it("is made, is made again without harm, and is taken back", async () => {
    const linked = await account.pages.link(workspace, pageId, second);
    const again = await account.pages.link(workspace, pageId, second);
    const unlinked = await account.pages.unlink(workspace, pageId);

    expect(linked.applicationId).toBe(second);
    expect(again).toEqual(linked);
    expect(unlinked.applicationId).toBeNull();
    expect(await account.pages.unlink(workspace, pageId)).toEqual(unlinked);
  });

  it("stands in the way of another one, which names the application that has it", async () => {
    await account.pages.link(workspace, pageId, first);

    expect(await failureOf(account.pages.link(workspace, pageId, second))).toMatchObject({
      code: "PAGE_LINKED_ELSEWHERE",
      details: { pageId, applicationId: first },
    });
  });

  it("moves to another application, from one and from none", async () => {
    const fromNone = await account.pages.move(workspace, pageId, first);
    const moved = await account.pages.move(workspace, pageId, second);

    expect([fromNone.applicationId, moved.applicationId]).toEqual([first, second]);
    expect(await account.pages.move(workspace, pageId, second)).toEqual(moved);
  });

  it("stays where it was when it cannot move", async () => {
    await account.pages.link(workspace, pageId, first);
    const gone = ApplicationId.parse("11111111-2222-3333-4444-555555555555");

    expect(await failureOf(account.pages.move(workspace, pageId, gone))).toMatchObject({
      code: "PAGE_LINK_REFUSED",
      details: { pageId, applicationId: gone },
    });

    const pages = await account.pages.list(workspace);
    expect(pages.find((page) => page.pageId === pageId)?.applicationId).toBe(first);
  });
});

describe("an account without its secret", () => {
  beforeEach(() => account.workspaces.change(workspace, { apiSecret: null }));

  it("is opened by a JWT of its application", async () => {
    expect(await account.pages.list(workspace)).toHaveLength(1);
  });

  it("is not opened by another key, which is said", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await account.workspaces.change(workspace, { privateKey: pem });
    expect(await failureOf(account.pages.list(workspace))).toMatchObject({
      code: "VONAGE_JWT_REFUSED",
      details: { applicationId: second },
    });

    await account.workspaces.change(workspace, { privateKey: pem.replaceAll("\n", " ") });

    expect(await failureOf(account.pages.list(workspace))).toMatchObject({ code: "VONAGE_JWT_KEY_MENDED" });
  });

  it("is not opened with no key either", async () => {
    await account.workspaces.change(workspace, { privateKey: null });

    expect(await failureOf(account.pages.list(workspace))).toMatchObject({
      code: "ACCOUNT_CREDENTIALS_MISSING",
    });
  });
});

describe("a list of Pages", () => {
  const api = createExternalAccountsApi({
    call: createVonageCall({ clock: createFrozenClock(), network: plainNetwork }),
  });

  it("is read to its end, however many come at once, and holds no other provider's", async () => {
    const pages = Array.from({ length: 5 }, (_, index) => ({
      external_id: String(index),
      access_token: TOKEN,
    }));
    const whatsapp = { external_id: "447700900000", provider: "whatsapp", applications: [] };
    const all = [
      ...pages.map((page) => ({ ...page, provider: "messenger", applications: ["app"] })),
      whatsapp,
    ];
    const server = await startScriptedServer(({ path }) => {
      const number = Number(new URL(path, "http://x").searchParams.get("page_number"));
      return { status: 200, json: { page_size: 2, _embedded: all.slice((number - 1) * 2, number * 2) } };
    });

    const found = await api.list({ apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" });

    expect(found).toEqual(
      pages.map(({ external_id }) => ({
        pageId: external_id,
        name: null,
        apiKey: null,
        applicationId: "app",
      })),
    );
    await server.stop();
  });

  it("that never ends is left", async () => {
    const server = await startScriptedServer(({ path }) => ({
      status: 200,
      json: {
        page_size: 1,
        _embedded: [{ external_id: new URL(path, "http://x").searchParams.get("page_number") }],
      },
    }));

    const found = await api.list({ apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" });

    expect([found.length, server.requests.length]).toEqual([50, 50]);
    await server.stop();
  });

  it("names each Page once, and far more than were asked for at once do no harm", async () => {
    const entries = Array.from({ length: 200_000 }, (_, index) => ({ external_id: String(index % 150_000) }));
    const server = await startScriptedServer(() => ({ status: 200, json: { _embedded: entries } }));

    const found = await api.list({ apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" });

    expect(found.map(({ pageId }) => pageId)).toEqual(
      Array.from({ length: 5_000 }, (_, index) => String(index)),
    );
    // All that are kept were in the first answer.
    expect(server.requests).toHaveLength(1);
    await server.stop();
  });
});
