// Webhook URLs in a whole Hookline: on the simulator's own application, and on an account's behind a tunnel.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createControlClient, type ControlClient } from "../../main/control/control-client.ts";
import { readRunFile } from "../../main/data-folder/run-file.ts";
import { EARLIER_WEBHOOKS } from "../../main/simulator/account-state.ts";
import { ApplicationId, SIMULATED_WORKSPACE, type WorkspaceId } from "../../preload/contract/ids.ts";
import type { TopicName } from "../../preload/contract/contract.ts";
import {
  APPLICATIONS_ACCOUNT,
  startApplicationsServer,
  type ApplicationsServer,
} from "../fakes/applications-server.ts";
import { createCliPlace, type CliPlace, type CliProcess } from "../fakes/cli-process.ts";
import { checklistChanged, openLocaltunnel, stepEvidence } from "../fakes/linking-app.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { urlsOf } from "../fakes/webhook-urls.ts";

const APPLICATION = "78d335fa-323d-0114-9c3d-d6f0d48968cf";
const OLD = urlsOf("https://bot.example.com");
const simulated = { workspace: SIMULATED_WORKSPACE };

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function makePlace(): Promise<CliPlace> {
  const place = await createCliPlace();
  endings.push(() => place.remove());
  return place;
}

async function serve(
  place: CliPlace,
): Promise<{ readonly serving: CliProcess; readonly owner: ControlClient }> {
  const ports = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
  const serving = place.start(["serve", "--json", ...ports]);
  await serving.nextLine();
  const { pid, running } = readRunFile(place.dataFolder) ?? {};
  if (pid === undefined || running == null) throw new Error("It did not write where it runs.");
  return {
    serving,
    owner: createControlClient({ pid, controlPort: running.control, controlKey: running.controlKey }),
  };
}

async function setSimulated(owner: ControlClient): Promise<void> {
  const { now, seen } = await owner.call("webhookUrls.plan", simulated);
  expect([now.inbound?.address, now.status?.address]).toEqual([
    EARLIER_WEBHOOKS.inbound,
    EARLIER_WEBHOOKS.status,
  ]);
  const { phase } = await owner.call("webhookUrls.set", { ...simulated, agreed: seen });
  expect(phase).toBe("set");
}

async function openTunnel(test: RunningApp): Promise<string> {
  const { url, stop } = await openLocaltunnel(test);
  endings.push(stop);
  return url;
}

async function setUrls({ app }: RunningApp, workspace: WorkspaceId) {
  const { seen } = await app.handlers["webhookUrls.plan"]({ workspace });
  return app.handlers["webhookUrls.set"]({ workspace, agreed: seen });
}

function evidence(test: RunningApp, workspace: WorkspaceId) {
  return stepEvidence(test, workspace, "before.urls");
}

function next({ app }: RunningApp, topic: TopicName): Promise<unknown> {
  return new Promise((resolve) => {
    const end = app.subscribe(topic, (value) => {
      end();
      resolve(value);
    });
  });
}

describe("on the simulator, by the command line", { timeout: 60_000 }, () => {
  it("offers the old URLs back after kill -9, and puts them back when told to", async () => {
    const place = await makePlace();
    const first = await serve(place);
    await setSimulated(first.owner);
    first.serving.signal("SIGKILL");
    await first.serving.ended;

    const { serving, owner } = await serve(place);
    const state = await owner.call("webhookUrls.state", simulated);
    const restored = await owner.call("webhookUrls.restore", { ...simulated, agreed: null });
    const { now } = await owner.call("webhookUrls.plan", simulated);
    serving.signal("SIGTERM");

    expect(state).toMatchObject({ phase: "left-over", old: OLD });
    expect(restored).toMatchObject({ phase: "untouched", old: null });
    expect(now).toEqual(OLD);
    expect((await serving.ended).code).toBe(0);
  });

  it("puts them back on SIGTERM", async () => {
    const place = await makePlace();
    const first = await serve(place);
    await setSimulated(first.owner);

    first.serving.signal("SIGTERM");
    const { code } = await first.serving.ended;
    const { owner } = await serve(place);

    expect(code).toBe(0);
    expect(await owner.call("webhookUrls.state", simulated)).toMatchObject({ phase: "untouched" });
    expect((await owner.call("webhookUrls.plan", simulated)).now).toEqual(OLD);
  });
});

describe("on an account, behind a tunnel", { timeout: 20_000 }, () => {
  const original = {
    name: "My Application",
    capabilities: {
      messages: {
        version: "v1",
        authenticate_inbound_media: false,
        webhooks: {
          inbound_url: { address: OLD.inbound?.address, http_method: "POST" },
          status_url: { address: OLD.status?.address, http_method: "POST" },
        },
      },
    },
  };

  async function begin(): Promise<{
    readonly test: RunningApp;
    readonly server: ApplicationsServer;
    readonly workspace: WorkspaceId;
  }> {
    const server = await startApplicationsServer(APPLICATION, structuredClone(original));
    const test = await startTestApp();
    endings.push(server.stop, test.stop);
    const { id } = await test.app.handlers["workspaces.add"]({
      name: "My bot",
      applicationId: APPLICATION,
      apiHost: server.url,
      agreedHost: server.url,
      ...APPLICATIONS_ACCOUNT,
      unchecked: true,
    });
    return { test, server, workspace: id };
  }

  it("sets them, tells of it, and ticks the step of linking by itself", async () => {
    const { test, server, workspace } = await begin();
    const url = await openTunnel(test);
    const before = await evidence(test, workspace);
    const told = next(test, "webhookUrls.changed");

    const state = await setUrls(test, workspace);

    expect(state).toMatchObject({ phase: "set", old: OLD, ours: urlsOf(url) });
    expect(await told).toEqual({ workspace });
    expect(before).toBeNull();
    expect(await evidence(test, workspace)).toEqual({
      by: "hookline",
      at: test.clock.now(),
      text: "Set by Hookline",
      eventId: null,
    });
    expect(server.application).not.toEqual(original);
  });

  it("unticks the step once the application is read and somebody else has set others", async () => {
    const { test, server, workspace } = await begin();
    await openTunnel(test);
    await setUrls(test, workspace);
    server.application = structuredClone(original);
    const unread = await evidence(test, workspace);
    const told = checklistChanged(test, workspace);

    await test.app.handlers["applications.get"]({ workspace, id: ApplicationId.parse(APPLICATION) });
    test.clock.advance(500);

    expect(unread).toMatchObject({ by: "hookline", text: "Set by Hookline" });
    await told;
    expect(await evidence(test, workspace)).toBeNull();
  });

  it("says that they are outdated once the tunnel has another address, and unticks the step", async () => {
    const { test, server, workspace } = await begin();
    await openTunnel(test);
    await setUrls(test, workspace);
    const puts = server.bodies.length;
    const told = next(test, "webhookUrls.changed");

    await openTunnel(test);

    expect(await told).toEqual({ workspace });
    expect(await test.app.handlers["webhookUrls.state"]({ workspace })).toMatchObject({
      phase: "set",
      outdated: true,
    });
    expect(await evidence(test, workspace)).toBeNull();
    expect(server.bodies).toHaveLength(puts);
  });

  it("puts them back when the app stops", async () => {
    const { test, server, workspace } = await begin();
    await openTunnel(test);
    await setUrls(test, workspace);

    await test.app.stop();

    expect(server.application).toEqual(original);
    expect(test.clock.pending()).toBe(0);
  });

  it("puts them back when the tunnel they lead to is closed by hand", async () => {
    const { test, server, workspace } = await begin();
    await openTunnel(test);
    await setUrls(test, workspace);

    await test.app.handlers["tunnel.close"]({});

    expect(server.application).toEqual(original);
    expect(await test.app.handlers["webhookUrls.state"]({ workspace })).toMatchObject({
      phase: "untouched",
      old: null,
    });
  });

  it("puts them back before the workspace and its secret are removed", async () => {
    const { test, server, workspace } = await begin();
    await openTunnel(test);
    await setUrls(test, workspace);

    await test.app.handlers["workspaces.remove"]({ id: workspace, typedName: "My bot" });

    expect(server.application).toEqual(original);
  });

  it("keeps the workspace while they cannot be put back, unless they may be forgotten", async () => {
    const { test, server, workspace } = await begin();
    const remove = (forgetUrls: boolean) =>
      test.app.call("workspaces.remove", { id: workspace, typedName: "My bot", forgetUrls });
    await openTunnel(test);
    await setUrls(test, workspace);
    server.fate = () => 500;

    const refused = await remove(false);
    const kept = await test.app.handlers["webhookUrls.state"]({ workspace });
    const removed = await remove(true);

    expect(refused).toMatchObject({ ok: false, error: { code: "WEBHOOK_URLS_LEFT" } });
    expect(kept).toMatchObject({ phase: "set" });
    expect(removed).toMatchObject({ ok: true });
    expect(await readFile(join(test.dataFolder, "webhook-urls.json"), "utf8")).not.toContain(APPLICATION);
  });

  it("stops in time all the same when Vonage hangs, and leaves no request under way", async () => {
    const { test, server, workspace } = await begin();
    await openTunnel(test);
    await setUrls(test, workspace);
    server.fate = () => "hold";
    const asked = server.asked(server.methods.length + 1);

    const stopped = test.app.stop();
    await asked;
    test.clock.advance(4_500);
    await stopped;
    await server.givenUp();

    expect(server.bodies).toHaveLength(1);
    expect(test.clock.pending()).toBe(0);
  });
});
