// The simulated account as a whole: whose token is taken, from which Page may be sent, who hears of what is written to
// it, and what a restart keeps.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT, decodeJwt, importPKCS8 } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openAccountBook } from "../../main/simulator/account-file.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "../../main/simulator/identity.ts";
import { PageId } from "../../preload/contract/ids.ts";
import { basicFor, mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, makeKeyPair, type ApiAnswer } from "../fakes/simulator-client.ts";

const OWN_PAGE = "0000000000000000";
const PAGES = "/beta/chatapp-accounts/messenger";
const TEXT = {
  message_type: "text",
  text: "Hello",
  to: "1111111111111111",
  from: OWN_PAGE,
  channel: "messenger",
};
const NESTED = {
  from: { type: "messenger", id: OWN_PAGE },
  to: { type: "messenger", id: "1111111111111111" },
  message: { content: { type: "text", text: "Hello" } },
};

const pair = makeKeyPair();
let folder: string;
let identity: SimulatorIdentity;
let running: RunningSimulator;
/** Path of the simulator's own application. */
let own: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-account-"));
  identity = await loadSimulatorIdentity(folder);
  own = `/v2/applications/${identity.applicationId}`;
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  running = await startSimulator({ identity });
});
afterEach(() => running.stop());

function call(method: string, path: string, body?: unknown, authorization?: string): Promise<ApiAnswer> {
  return callSimulator(running, method, path, {
    body,
    headers: authorization === undefined ? {} : { authorization },
  });
}

/** Another application with the Messages capability, and a token of its own key. */
async function makeSecond(messages: object = {}): Promise<{ readonly id: string; readonly bearer: string }> {
  const { body } = await call("POST", "/v2/applications", {
    name: "Second",
    keys: { public_key: pair.publicKey },
    capabilities: { messages },
  });
  const { id } = body as { id: string };
  return { id, bearer: `Bearer ${await mintSecond(id)}` };
}

async function mintSecond(id: string): Promise<string> {
  const iat = Math.floor(running.clock.now() / 1000);
  return new SignJWT({ application_id: id, iat, exp: iat + 900, jti: "two" })
    .setProtectedHeader({ alg: "RS256" })
    .sign(await importPKCS8(pair.privateKey, "RS256"));
}

async function connect(pageId: string, applicationId: string): Promise<void> {
  await call("POST", PAGES, { external_id: pageId, access_token: "t", applications: [applicationId] });
}

/** The application in whose name the newest webhook is signed. */
function newestSigner(): unknown {
  const token = running.receiver.received.at(-1)?.headers.authorization?.slice("Bearer ".length) ?? "";
  return decodeJwt(token)["application_id"];
}

async function ownBearer(): Promise<string> {
  return `Bearer ${await mintFor(running)}`;
}

async function setUrls(inbound: string, status: string): Promise<void> {
  await call("PUT", own, {
    name: "Simulated application",
    capabilities: {
      messages: { webhooks: { inbound_url: { address: inbound }, status_url: { address: status } } },
    },
  });
}

function write(pageId: string): Promise<unknown> {
  return running.simulator.receive({ type: "text", pageId: PageId.parse(pageId) });
}

/** Both lists. Their links name the port, which changes. */
async function listAll(): Promise<unknown> {
  const answers = [await call("GET", "/v2/applications"), await call("GET", "/beta/chatapp-accounts")];
  return answers.map(({ status, body }) => ({ status, ...(body as object), _links: null }));
}

describe("sending", () => {
  it("is open to every application of the account, from its own Pages only", async () => {
    const { id, bearer } = await makeSecond();
    await connect("42", id);

    const statuses = await Promise.all(
      [
        [OWN_PAGE, await ownBearer()],
        ["42", bearer],
        ["42", await ownBearer()],
        [OWN_PAGE, bearer],
        ["42", basicFor(running)],
        ["43", basicFor(running)],
      ].map(async ([from, authorization]) => {
        const v1 = await call("POST", "/v1/messages", { ...TEXT, from }, authorization);
        const nested = { ...NESTED, from: { type: "messenger", id: from } };
        const v01 = await call("POST", "/v0.1/messages", nested, authorization);
        return [v1.status, v01.status];
      }),
    );

    expect(statuses).toEqual([
      [202, 202],
      [202, 202],
      [422, 400],
      [422, 400],
      [202, 202],
      [422, 400],
    ]);
  });

  it("from a Page that is linked to no application is refused as an invalid sender", async () => {
    await call("DELETE", `${PAGES}/${OWN_PAGE}/applications/${identity.applicationId}`);

    expect(await call("POST", "/v1/messages", TEXT, await ownBearer())).toMatchObject({
      status: 422,
      body: { title: "Invalid sender" },
    });
  });

  it("without the Messages capability is not provisioned", async () => {
    await call("PUT", own, { name: "Bare" });

    expect(await call("POST", "/v1/messages", TEXT, await ownBearer())).toMatchObject({
      status: 401,
      body: { type: expect.stringMatching(/#unprovisioned$/) },
    });
  });

  it("in the name of an application that was deleted is refused", async () => {
    await call("DELETE", own);

    expect(await call("POST", "/v1/messages", TEXT, await ownBearer())).toMatchObject({
      status: 401,
      body: { type: expect.stringMatching(/#unathorized$/) },
    });
  });

  it("with one application's id and another's key is refused", async () => {
    await makeSecond();
    const stolen = `Bearer ${await mintSecond(identity.applicationId)}`;

    expect((await call("POST", "/v1/messages", TEXT, stolen)).status).toBe(401);
    expect((await call("GET", "/beta/chatapp-accounts", undefined, stolen)).status).toBe(401);
  });

  it("brings statuses signed in the sender's name", async () => {
    const { id, bearer } = await makeSecond();
    await connect("42", id);
    await call("POST", "/v1/messages", { ...TEXT, from: "42" }, bearer);

    running.clock.advance(400);
    await running.receiver.arrivals(1);

    expect(running.receiver.received).toMatchObject([{ json: { status: "submitted", from: "42" } }]);
    expect(newestSigner()).toBe(id);
  });
});

describe("a person writes", () => {
  it("to a Page of any application, which hears of it in its own name and version", async () => {
    const { id } = await makeSecond({ version: "v0.1" });
    await connect("42", id);

    await write("42");

    expect(running.receiver.received).toMatchObject([
      { path: "/webhooks/inbound", json: { to: { type: "messenger", id: "42" } } },
    ]);
    expect(newestSigner()).toBe(id);
  });

  it("to a Page of no account, which passes for the own application's", async () => {
    await write("43");

    expect(newestSigner()).toBe(identity.applicationId);
  });

  it("to a Page whose application changed", async () => {
    const { id } = await makeSecond();
    await call("DELETE", `${PAGES}/${OWN_PAGE}/applications/${identity.applicationId}`);
    await call("POST", `${PAGES}/${OWN_PAGE}/applications`, { application: id });

    await write(OWN_PAGE);

    expect(newestSigner()).toBe(id);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["unlinked", () => call("DELETE", `${PAGES}/${OWN_PAGE}/applications/${identity.applicationId}`)],
    ["removed from the account", () => call("DELETE", `${PAGES}/${OWN_PAGE}`)],
    ["left by its application", () => call("DELETE", own)],
    ["linked to an application without Messages", () => call("PUT", own, { name: "Bare" })],
  ])("to nobody when the Page is %s", async (_what, act) => {
    await act();

    await expect(write(OWN_PAGE)).rejects.toMatchObject({
      code: "SIMULATOR_PAGE_UNLINKED",
      details: { page: OWN_PAGE },
    });
    expect(running.receiver.received).toEqual([]);
  });
});

describe("webhooks", () => {
  it("go to the application's URLs when those are on this computer", async () => {
    await setUrls(`${running.receiver.url}/mine/in`, `${running.receiver.url}/mine/status`);

    await running.simulator.receive({ type: "text" });
    await running.simulator.sendStatus({ status: "read" });

    expect(running.receiver.received.map(({ path }) => path)).toEqual(["/mine/in", "/mine/status"]);
  });

  it.each([
    "https://example.loca.lt/webhooks/inbound",
    "http://10.0.0.1/in",
    "http://user:word@127.0.0.1:9/in",
  ])("go to the listener while the application names %s", async (address) => {
    await setUrls(address, address);

    await running.simulator.receive({ type: "text" });
    await running.simulator.sendStatus({ status: "read" });

    expect(running.receiver.received.map(({ path }) => path)).toEqual([
      "/webhooks/inbound",
      "/webhooks/status",
    ]);
  });

  it("never go to the simulator itself", async () => {
    await setUrls(`${running.url}/simulator/reset`, `${running.url}/simulator/reset`);

    await running.simulator.receive({ type: "text" });

    expect(running.receiver.received).toMatchObject([{ path: "/webhooks/inbound" }]);
  });
});

it("a restart keeps applications, Pages and webhook URLs", async () => {
  await running.stop();
  running = await startSimulator({ identity, accountBook: openAccountBook(folder, identity) });
  const { id, bearer } = await makeSecond();
  await connect("42", id);
  await setUrls("https://example.loca.lt/in", "https://example.loca.lt/status");
  const before = await listAll();

  await running.stop();
  running = await startSimulator({ identity, accountBook: openAccountBook(folder, identity) });

  expect(await listAll()).toEqual(before);
  expect((await call("POST", "/v1/messages", { ...TEXT, from: "42" }, bearer)).status).toBe(202);
});
