// The step of the webhook URLs ticks by what is read of the application, and is taken back by it. A simulator of its own
// stands for Vonage: its account is a stranger to the app.
import { afterEach, describe, expect, it } from "vitest";
import type { RawApplication } from "../../main/applications/applications-api.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { checklistChanged, openLocaltunnel, stepEvidence } from "../fakes/linking-app.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { basicFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { urlsOf } from "../fakes/webhook-urls.ts";

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** A workspace of an account that is a simulator's of its own, a stranger to the app. */
async function begin() {
  const vonage = await startSimulator();
  const test = await startTestApp();
  endings.push(vonage.stop, test.stop);
  const { apiKey, apiSecret } = vonage.identity;
  const { id: workspace } = await test.app.handlers["workspaces.add"]({
    name: "Bike bot",
    apiHost: vonage.url,
    agreedHost: vonage.url,
    apiKey,
    apiSecret,
  });
  return { vonage, test, workspace };
}

function create({ app }: RunningApp, workspace: WorkspaceId, base: string) {
  const { inbound, status } = urlsOf(base);
  return app.handlers["applications.create"]({
    workspace,
    name: "Bike bot",
    inboundUrl: inbound?.address ?? "",
    statusUrl: status?.address ?? "",
    version: "v1",
    mediaAuthentication: false,
    improveAi: false,
    key: { from: "local" },
    use: true,
  });
}

/** Somebody else changes the application, as the dashboard would. */
async function pointElsewhere(vonage: RunningSimulator, id: string): Promise<void> {
  const headers = { authorization: basicFor(vonage), "content-type": "application/json" };
  const url = `${vonage.url}/v2/applications/${id}`;
  const application = (await (await fetch(url, { headers })).json()) as RawApplication; // as the API writes it
  const webhook = { address: "https://elsewhere.example/in", http_method: "POST" };
  const { status } = await fetch(url, {
    method: "PUT",
    headers,
    body: JSON.stringify({
      ...application,
      capabilities: { messages: { webhooks: { inbound_url: webhook, status_url: webhook } } },
    }),
  });
  expect(status).toBe(200);
}

async function openTunnel(test: RunningApp): Promise<string> {
  const { url, stop } = await openLocaltunnel(test);
  endings.push(stop);
  return url;
}

function evidence(test: RunningApp, workspace: WorkspaceId) {
  return stepEvidence(test, workspace, "before.urls");
}

describe("the webhook URLs of an application that is created", { timeout: 20_000 }, () => {
  it("ticks the step when they lead here, and unticks it once it is read with others", async () => {
    const { vonage, test, workspace } = await begin();
    const url = await openTunnel(test);
    const created = await create(test, workspace, url);
    const ticked = await evidence(test, workspace);

    await pointElsewhere(vonage, created.id);
    const unread = await evidence(test, workspace);
    const told = checklistChanged(test, workspace);
    await test.app.handlers["applications.get"]({ workspace, id: created.id });
    test.clock.advance(500);

    expect(ticked).toEqual({
      by: "hookline",
      at: test.clock.now() - 500,
      text: "Created with them by Hookline",
      eventId: null,
    });
    expect(unread).toEqual(ticked);
    await told;
    expect(await evidence(test, workspace)).toBeNull();
  });

  it("does not tick it when they lead elsewhere, or while no tunnel is open", async () => {
    const { test, workspace } = await begin();
    await create(test, workspace, "https://bot.example.com");
    const elsewhere = await evidence(test, workspace);
    const url = await openTunnel(test);
    const withTunnel = await evidence(test, workspace);

    await create(test, workspace, url);
    const here = await evidence(test, workspace);
    await test.app.handlers["tunnel.close"]({});

    expect([elsewhere, withTunnel]).toEqual([null, null]);
    expect(here).toMatchObject({ text: "Created with them by Hookline" });
    expect(await evidence(test, workspace)).toBeNull();
  });

  it("ticks it too when Hookline no longer knows who set them, but reads them", async () => {
    const { test, workspace } = await begin();
    await create(test, workspace, "https://bot.example.com");
    await openTunnel(test);
    const before = await evidence(test, workspace);
    const { seen } = await test.app.handlers["webhookUrls.plan"]({ workspace });
    await test.app.handlers["webhookUrls.set"]({ workspace, agreed: seen });
    await test.app.handlers["webhookUrls.forget"]({ workspace });

    expect(before).toBeNull();
    expect(await evidence(test, workspace)).toMatchObject({ text: "The application has them" });
  });

  it("unticks it once the application is gone from the account", async () => {
    const { vonage, test, workspace } = await begin();
    const created = await create(test, workspace, await openTunnel(test));
    await fetch(`${vonage.url}/v2/applications/${created.id}`, {
      method: "DELETE",
      headers: { authorization: basicFor(vonage) },
    });

    const reading = test.app.handlers["applications.get"]({ workspace, id: created.id });

    await expect(reading).rejects.toMatchObject({ code: "APPLICATION_NOT_FOUND" });
    expect(await evidence(test, workspace)).toBeNull();
  });
});
