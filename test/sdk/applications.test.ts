// The Applications API as Vonage's own SDK sees it: made, listed in pages, read, changed, deleted, and its errors.
import type { Application } from "@vonage/applications";
import { MessengerCategory, MessengerText } from "@vonage/messages";
import type { Vonage } from "@vonage/server-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, makeKeyPair } from "../fakes/simulator-client.ts";
import { refusalOf, sdkWithBasic, sdkWithJwt, startSimulatorToday } from "./sdk-stage.ts";

const INSTANCE = expect.stringMatching(/^[0-9a-f]{32}$/);
const { publicKey } = makeKeyPair();

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;
let sdk: Vonage;

beforeEach(async () => {
  running = await startSimulatorToday(identity === undefined ? {} : { identity });
  ({ identity } = running);
  sdk = sdkWithBasic(running);
});
afterEach(() => running.stop());

const webhook = (path: string): { address: string; httpMethod: "POST" } => ({
  address: `https://bot.example.com/${path}`,
  httpMethod: "POST",
});

/** An application in the SDK's own words. */
function bot(changes: object = {}): Application {
  return {
    name: "Bot",
    capabilities: {
      messages: {
        webhooks: { inboundUrl: webhook("inbound"), statusUrl: webhook("status") },
        version: "v0.1",
        authenticateInboundMedia: true,
      },
    },
    privacy: { improveAi: false },
    ...changes,
    // The SDK's types ask for what only an answer has.
  } as unknown as Application;
}

async function makeBots(count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    await sdk.applications.createApplication(bot({ name: `Bot ${index}`, keys: { publicKey } }));
  }
}

describe("an application made by the SDK", () => {
  it("comes back as it was asked for, with the private key for once", async () => {
    const made = await sdk.applications.createApplication(bot());
    const read = await sdk.applications.getApplication(made.id ?? "");

    expect(made).toMatchObject({ ...bot(), id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(made.keys).toMatchObject({
      publicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/),
      privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----/),
    });
    expect(read).toMatchObject({ ...bot(), id: made.id, keys: { publicKey: made.keys?.publicKey } });
    expect(JSON.stringify(read)).not.toContain("PRIVATE KEY");
  });

  it("keeps the public key it was given, and gets no private one", async () => {
    const { keys } = await sdk.applications.createApplication(bot({ keys: { publicKey } }));

    expect(keys).toMatchObject({ publicKey });
    expect(JSON.stringify(keys)).not.toContain("PRIVATE KEY");
  });

  it("can send once the Page is linked to it", async () => {
    const { id = "", keys } = await sdk.applications.createApplication(bot());
    const { pageId, psid, applicationId } = running.identity;
    const link = `/beta/chatapp-accounts/messenger/${pageId}/applications`;
    const text = new MessengerText({
      to: psid,
      from: pageId,
      text: "Hello",
      messenger: { category: MessengerCategory.RESPONSE },
    });
    const its = sdkWithJwt(running, { applicationId: id, privateKey: keys?.privateKey ?? "" });

    const before = await refusalOf(its.messages.send(text));
    await callSimulator(running, "DELETE", `${link}/${applicationId}`);
    await callSimulator(running, "POST", link, { body: { application: id } });
    const after = await its.messages.send(text);

    expect(before.body["title"]).toBe("Invalid sender");
    expect(after).toEqual({ messageUUID: expect.any(String) });
  });
});

describe("the list", () => {
  it("comes in pages", async () => {
    await makeBots(4);

    const page = await sdk.applications.listApplications({ page: 2, pageSize: 2 });

    expect(page).toMatchObject({ page: 2, pageSize: 2, totalItems: 5, totalPages: 3 });
    expect(page._embedded?.applications?.map(({ name }) => name)).toEqual(["Bot 2", "Bot 3"]);
    expect(page._links).toEqual({
      self: { href: "/v2/applications?page_size=2&page=2" },
      first: { href: "/v2/applications?page_size=2" },
      last: { href: "/v2/applications?page_size=2&page=3" },
      prev: { href: "/v2/applications?page_size=2" },
      next: { href: "/v2/applications?page_size=2&page=3" },
    });
  });

  it.each([0, 1, 9, 10, 21])("is walked to its end by the SDK's iterator, %i more than one", async (more) => {
    await makeBots(more);
    const names: string[] = [];

    for await (const { name } of sdk.applications.listAllApplications()) names.push(name);

    const made = Array.from({ length: more }, (_, index) => `Bot ${index + 1}`);
    expect(names).toEqual(["Simulated application", ...made]);
  });
});

describe("a change by the SDK", () => {
  it("of an application as it was read changes that member and keeps the others", async () => {
    const { id = "" } = await sdk.applications.createApplication(bot());
    const read = await sdk.applications.getApplication(id);

    await sdk.applications.updateApplication({ ...read, name: "Renamed" });
    const after = await sdk.applications.getApplication(id);

    expect(after).toEqual({ ...read, name: "Renamed" });
  });

  it("replaces all of it", async () => {
    const { id = "", keys } = await sdk.applications.createApplication(bot());

    const changed = await sdk.applications.updateApplication({ id, name: "Bare" } as Application);

    expect(changed).toMatchObject({
      id,
      name: "Bare",
      capabilities: {},
      keys: { publicKey: keys?.publicKey },
    });
  });
});

it("an application the SDK deletes is gone", async () => {
  const { id = "" } = await sdk.applications.createApplication(bot({ keys: { publicKey } }));

  await sdk.applications.deleteApplication(id);

  expect(await refusalOf(sdk.applications.getApplication(id))).toMatchObject({
    status: 404,
    body: {
      type: "https://developer.vonage.com/api-errors#not-found",
      title: "Not Found",
      detail: `ID '${id}' does not exist, or you do not have access`,
      instance: INSTANCE,
    },
  });
});

describe("the SDK's error carries", () => {
  it("401 for a wrong secret", async () => {
    const refusal = await refusalOf(
      sdkWithBasic(running, { apiSecret: "no" }).applications.listApplications({}),
    );

    expect(refusal.status).toBe(401);
    expect(refusal.body).toEqual({
      type: "https://developer.vonage.com/api-errors#unauthorized",
      title: "Invalid credentials supplied",
      detail: "You did not provide correct credentials.",
      instance: INSTANCE,
    });
  });

  it("400 with the members that are wrong", async () => {
    const wrong = bot({
      name: undefined,
      capabilities: { messages: { webhooks: { inboundUrl: { address: "no", httpMethod: "FETCH" } } } },
    });

    const refusal = await refusalOf(sdk.applications.createApplication(wrong));

    expect(refusal.status).toBe(400);
    expect(refusal.body).toEqual({
      type: "https://developer.vonage.com/api-errors/application#payload-validation",
      title: "Bad Request",
      detail: "The request failed due to validation errors",
      invalid_parameters: [
        { name: "name", reason: "is required" },
        { name: "capabilities.messages.webhooks.inbound_url.address", reason: "must be a valid URL" },
        {
          name: "capabilities.messages.webhooks.inbound_url.http_method",
          reason: "must be one of: GET, POST",
        },
      ],
      instance: INSTANCE,
    });
  });

  it("400 for a page that is too large", async () => {
    const refusal = await refusalOf(sdk.applications.listApplications({ pageSize: 101 }));

    expect(refusal).toMatchObject({
      status: 400,
      body: { invalid_parameters: [{ name: "page_size", reason: "must be between 1 and 100" }] },
    });
  });

  it("404 for a change and for a deletion of what is not there", async () => {
    const id = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

    const changed = await refusalOf(sdk.applications.updateApplication(bot({ id })));
    const deleted = await refusalOf(sdk.applications.deleteApplication(id));

    expect([changed.status, deleted.status]).toEqual([404, 404]);
  });
});
