import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import type { TopicName } from "../../preload/contract/contract.ts";
import { DEFAULT_PORTS, FIRST_SPARE_PORT } from "../../main/app-shape.ts";
import { textOf } from "../fakes/drafts.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { signToken } from "../fakes/webhook-token.ts";

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function start(options: Parameters<typeof startTestApp>[0] = {}): Promise<RunningApp> {
  const test = await startTestApp(options);
  endings.push(() => test.stop());
  return test;
}

function listenOn(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on("error", reject).listen(port, "127.0.0.1", () => resolve(server));
  });
}

function next(test: RunningApp, topic: TopicName): Promise<unknown> {
  return new Promise((resolve) => {
    const end = test.app.subscribe(topic, (value) => {
      end();
      resolve(value);
    });
  });
}

describe("a started app", () => {
  it("says where everything is", async () => {
    const { app, running, dataFolder } = await start();

    const ready = app.ready();
    expect(ready).toMatchObject({
      host: "browser",
      pid: process.pid,
      dataDir: dataFolder,
      listener: { url: `http://127.0.0.1:${running.listener}` },
      simulator: { url: `http://127.0.0.1:${running.simulator}` },
      tunnel: null,
    });
    expect(app.appState()).toMatchObject({
      listener: { state: "listening", port: running.listener },
      tunnel: { state: "off" },
      simulator: { running: true, url: ready.simulator?.url },
      vault: { kind: "memory" },
    });
  });

  it("moves a taken default port to the first free one from 4819 up, and says so", async () => {
    endings.push(await occupy(DEFAULT_PORTS.listen));
    endings.push(await occupy(FIRST_SPARE_PORT));

    const { app } = await start({ listenPort: { port: DEFAULT_PORTS.listen, isExplicit: false } });

    const { port, wantedPort } = app.appState().listener;
    expect(port).toBeGreaterThan(FIRST_SPARE_PORT);
    expect(wantedPort).toBe(DEFAULT_PORTS.listen);
  });

  it("refuses a taken explicit port and leaves nothing open", async () => {
    const server = await listenOn(0);
    endings.push(() => server.close());
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;

    await expect(startTestApp({ simulatorPort: { port, isExplicit: true } })).rejects.toMatchObject({
      code: "LISTENER_PORT_TAKEN",
      details: { port, option: "--simulator-port" },
    });
  });

  it("refuses the simulator's calls when it was not wanted", async () => {
    const { app } = await start({ simulatorPort: null });

    expect(app.ready().simulator).toBeNull();
    for (const [name, input] of [
      ["simulator.receive", {}],
      ["simulator.sendStatus", { status: "read" }],
    ] as const) {
      expect(await app.call(name, input)).toMatchObject({ ok: false, error: { code: "SIMULATOR_OFF" } });
    }
  });

  it("says that the simulator is off wherever its workspace lacks something, since nobody can add it", async () => {
    const { app } = await start({ simulatorPort: null });
    const workspace = SIMULATED_WORKSPACE;

    for (const [name, input] of [
      ["messages.sendReply", { workspace, psid: "1", pageId: "2", ...textOf("Hello") }],
      ["jwt.mint", { workspace, lifetimeSeconds: 900 }],
      ["jwt.preview", { workspace, lifetimeSeconds: 900 }],
      ["jwt.preview", { workspace, lifetimeSeconds: 900, applicationId: "another" }],
      ["jwt.copy", { workspace, form: "token", request: { workspace, applicationId: "another" } }],
      ["applications.list", { workspace, page: 1 }],
    ] as const) {
      expect(await app.call(name, input), name).toMatchObject({
        ok: false,
        error: { code: "SIMULATOR_OFF" },
      });
    }
  });

  it("answers a reply with its event, publishes it, and joins the statuses on reading", async () => {
    const { app, clock } = await start();
    const { psid = "", pageId = "" } = app.ready().simulator ?? {};
    const kinds: string[] = [];
    app.subscribe("events.appended", (rows) => kinds.push(...rows.map(({ kind, status }) => status ?? kind)));
    await app.call("simulator.receive", { text: "Hi" });

    const sent = await app.call("messages.sendReply", {
      workspace: SIMULATED_WORKSPACE,
      psid,
      pageId,
      ...textOf("Hello"),
    });
    await expect
      .poll(() => {
        clock.advance(500);
        return kinds;
      })
      .toEqual(["inbound", "reply", "submitted", "delivered", "read"]);

    expect(sent).toMatchObject({ ok: true, value: { refusal: null, event: { kind: "reply" } } });
    const thread = await app.call("conversations.thread", {
      workspace: SIMULATED_WORKSPACE,
      psid,
      pageId,
      beforeId: null,
      limit: 10,
    });
    expect(thread).toMatchObject({
      ok: true,
      value: {
        messages: [
          { event: { text: "Hi" } },
          { stops: [{ status: "submitted" }, { status: "delivered" }, { status: "read" }] },
        ],
      },
    });
  });

  it("learns the Page of a workspace from its first verified inbound message", async () => {
    const test = await start();
    const secret = "a-signature-secret-of-32-letters";
    const applicationId = randomUUID();
    const added = await test.app.call("workspaces.add", {
      name: "My bot",
      applicationId,
      apiKey: "abcd1234",
      signatureSecret: secret,
    });
    expect(added).toMatchObject({ ok: true, value: { pageId: null } });
    const changed = next(test, "workspaces.changed");

    const status = await postSigned(test, { applicationId, secret, pageId: "0123456789" });

    expect(status).toBe(200);
    await changed;
    const { workspaces } = await test.app.handlers["workspaces.list"]({});
    expect(workspaces.find(({ name }) => name === "My bot")?.pageId).toBe("0123456789");
  });

  it("learns it from the first message of a burst, and from no other channel's", async () => {
    const test = await start();
    const secret = "a-signature-secret-of-32-letters";
    const applicationId = randomUUID();
    const { id } = await test.app.handlers["workspaces.add"]({
      name: "My bot",
      applicationId,
      apiKey: "abcd1234",
      signatureSecret: secret,
    });
    const pages: (string | null)[] = [];
    const allTold = new Promise<void>((resolve) => {
      const end = test.app.subscribe("events.appended", (rows) => {
        pages.push(...rows.map(({ pageId }) => pageId));
        if (pages.length === 6) resolve();
      });
      endings.push(end);
    });
    const write = (pageId: string, channel?: string) =>
      postSigned(test, { applicationId, secret, pageId, ...(channel === undefined ? {} : { channel }) });

    await write("14155550100", "whatsapp");
    await Promise.all(["11", "22", "33", "44", "55"].map((pageId) => write(pageId)));
    await allTold;
    // Changes are made in turn: after this one, all that were asked for before are done.
    const { pageId } = await test.app.handlers["workspaces.change"]({ id, change: { name: "Bot" } });

    expect(pageId).toBe(pages[1]);
  });

  it("calls a signature secret proved from the first webhook that it signed", async () => {
    const test = await start();
    const secret = "a-signature-secret-of-32-letters";
    const applicationId = randomUUID();
    await test.app.call("workspaces.add", {
      name: "My bot",
      applicationId,
      apiKey: "abcd1234",
      pageId: "0123456789",
      signatureSecret: secret,
    });
    const proved = async () => {
      const { workspaces } = await test.app.handlers["workspaces.list"]({});
      return workspaces.find(({ name }) => name === "My bot")?.signatureProvedAt;
    };
    const before = await proved();

    const forged = await postSigned(test, { applicationId, secret: "another", pageId: "0123456789" });
    const afterForged = await proved();
    const changed = next(test, "workspaces.changed");
    await postSigned(test, { applicationId, secret, pageId: "0123456789" });
    await changed;

    expect([before, forged, afterForged]).toEqual([null, 401, null]);
    expect(await proved()).toBe(test.clock.now());
  });

  it("takes webhooks of the former signature secret for a day, which prove nothing of the new one", async () => {
    const test = await start();
    const [former, present] = ["a-signature-secret-of-32-letters", "another-signature-secret-of-32-l"];
    const [applicationId, pageId] = [randomUUID(), "0123456789"];
    const account = { apiKey: "abcd1234", applicationId, pageId, signatureSecret: former };
    const { id } = await test.app.handlers["workspaces.add"]({ name: "My bot", ...account });
    await test.app.handlers["workspaces.change"]({ id, change: { signatureSecret: present } });
    const proved = async () =>
      (await test.app.handlers["workspaces.list"]({})).workspaces.find((known) => known.id === id)
        ?.signatureProvedAt;

    const appended = next(test, "events.appended");
    const atOnce = await postSigned(test, { applicationId, secret: former, pageId });
    await appended;
    const afterFormer = await proved();
    test.clock.advance(24 * 60 * 60 * 1000);
    const aDayLater = await postSigned(test, { applicationId, secret: former, pageId });
    const changed = next(test, "workspaces.changed");
    const byPresent = await postSigned(test, { applicationId, secret: present, pageId });
    await changed;

    expect({ atOnce, aDayLater, byPresent }).toEqual({ atOnce: 200, aDayLater: 401, byPresent: 200 });
    expect([afterFormer, await proved()]).toEqual([null, test.clock.now()]);
  });

  it("drops a copied JWT's place in the chip when the key is replaced", async () => {
    const test = await start();
    const added = await test.app.handlers["workspaces.add"]({
      name: "My bot",
      applicationId: randomUUID(),
      privateKey: newKey(),
    });
    await test.app.call("jwt.mint", { workspace: added.id, lifetimeSeconds: 900 });
    const changed = next(test, "jwt.changed");

    await test.app.call("workspaces.change", { id: added.id, change: { privateKey: newKey() } });

    expect(await changed).toEqual({ workspace: added.id, preview: null });
  }, 20_000);

  it("stops twice as well as once, and answers no more", async () => {
    const { app, running } = await start();

    await Promise.all([app.stop(), app.stop()]);

    for (const port of [running.listener, running.simulator ?? 0, running.control]) {
      await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow("fetch failed");
    }
  });

  it("lets no timer go on after it has stopped", async () => {
    const { app, clock } = await start();
    await app.call("simulator.receive", { text: "Hi" });

    await app.stop();

    expect(clock.pending()).toBe(0);
  });
});

function newKey(): string {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export(PEM).toString();
}

const PEM = { type: "pkcs8", format: "pem" } as const;

/** Takes a port unless somebody on this computer already has; either way it is not free then. */
async function occupy(port: number): Promise<() => unknown> {
  try {
    const server = await listenOn(port);
    return () => server.close();
  } catch {
    return () => undefined; // taken already: just what the test wants
  }
}

async function postSigned(
  { app, clock }: RunningApp,
  {
    applicationId,
    secret,
    pageId,
    channel = "messenger",
  }: { applicationId: string; secret: string; pageId: string; channel?: string },
): Promise<number> {
  const body = JSON.stringify({
    channel,
    message_uuid: randomUUID(),
    to: pageId,
    from: "1111111111111111",
    timestamp: new Date(clock.now()).toISOString(),
    message_type: "text",
    text: "Hi",
  });
  const iat = Math.floor(clock.now() / 1000);
  const token = signToken({
    secret,
    body,
    claims: { iat, api_key: "abcd1234", application_id: applicationId },
  });
  const answer = await fetch(app.ready().listener.inbound, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body,
  });
  return answer.status;
}
