import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withMessages } from "../../../../main/applications/application-body.ts";
import { createApplicationsApi, type AccountAccess } from "../../../../main/applications/applications-api.ts";
import { createVonageCall } from "../../../../main/network/vonage-call.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import { plainNetwork } from "../../../fakes/network.ts";
import { startSimulator, type RunningSimulator } from "../../../fakes/running-simulator.ts";
import {
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedServer,
} from "../../../fakes/scripted-server.ts";

const urls = { inbound: "https://tunnel.example/inbound", status: "https://tunnel.example/status" };

describe("the Applications API, on the simulator", () => {
  let running: RunningSimulator;
  let account: AccountAccess;
  const api = createApplicationsApi({
    clock: createFrozenClock(),
    call: createVonageCall({ clock: createFrozenClock(), network: plainNetwork }),
  });
  beforeAll(async () => {
    running = await startSimulator();
    account = { ...running.identity, apiHost: running.url };
  });
  afterAll(() => running.stop());
  // Given along: to make a key pair for each of many applications would take minutes.
  let sameKey: object = {};
  beforeAll(() => {
    sameKey = { keys: { public_key: running.identity.publicKey.export({ type: "spki", format: "pem" }) } };
  });

  it("makes, reads, changes, lists and removes an application", async () => {
    const made = await api.create(account, { name: "Bot", capabilities: {} });
    const id = String(made["id"]);
    const changed = await api.put(account, id, { ...(await api.get(account, id)), name: "Renamed" });
    const listed = await api.list(account, 1);
    await api.remove(account, id);

    expect(made["keys"]).toHaveProperty("private_key");
    expect(changed["name"]).toBe("Renamed");
    expect(listed).toMatchObject({ page: 1, pages: 1, total: 2 });
    expect(listed.applications.map(({ name }) => name)).toEqual(["Simulated application", "Renamed"]);
    await expect(api.get(account, id)).rejects.toMatchObject({
      code: "APPLICATION_NOT_FOUND",
      details: { applicationId: id },
    });
  });

  it("counts pages until the last one", async () => {
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, index) => api.create(account, { name: `No. ${index}`, ...sameKey })),
    );

    const [first, second] = [await api.list(account, 1), await api.list(account, 2)];

    expect([first.applications.length, first.pages, first.total]).toEqual([100, 2, 101]);
    expect(second.applications).toHaveLength(1);
    await Promise.all(made.map(({ id }) => api.remove(account, String(id))));
  });

  it("adds Messages and leaves every other member as it was", async () => {
    const member = fc.jsonValue({ maxDepth: 3 });
    const name = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== "");
    // Names that the API gives a meaning of its own, or that only answers have.
    const unknown = fc
      .stringMatching(/^[a-z_]{1,12}$/)
      .filter((key) => !["id", "name", "keys", "capabilities", "privacy", "_links"].includes(key));
    const application = fc.record({
      name,
      privacy: fc.record({ improve_ai: fc.boolean(), other: member }),
      capabilities: fc.record(
        {
          voice: fc.dictionary(unknown, member),
          rtc: fc.constant({}),
          network_apis: fc.dictionary(unknown, member),
        },
        { requiredKeys: [] },
      ),
    });

    await fc.assert(
      fc.asyncProperty(application, fc.dictionary(unknown, member), async (known, others) => {
        const { id } = await api.create(account, { ...others, ...known, ...sameKey });
        const before = await api.get(account, String(id));

        await api.put(account, String(id), withMessages(before, urls));

        const after = await api.get(account, String(id));
        await api.remove(account, String(id));
        const { capabilities, ...rest } = before;
        expect(after).toEqual({
          ...rest,
          capabilities: {
            ...(capabilities as object), // every application of the simulator has some
            messages: {
              version: "v1",
              authenticate_inbound_media: false,
              webhooks: {
                inbound_url: { address: urls.inbound, http_method: "POST" },
                status_url: { address: urls.status, http_method: "POST" },
              },
            },
          },
        });
      }),
      { numRuns: 60 },
    );
  });

  it("proves key and secret by the least there is to ask, and compares the clocks", async () => {
    expect(await api.check(account)).toEqual({ total: 1, clockOffSeconds: 0 });
    await expect(api.check({ ...account, apiSecret: "another" })).rejects.toMatchObject({
      code: "VONAGE_SECRET_REFUSED",
      details: { apiKey: account.apiKey, title: "Invalid credentials supplied" },
    });
  });
});

describe("the Applications API, on another server", () => {
  let server: ScriptedServer;
  let answer: ScriptedAnswer;
  const api = createApplicationsApi({
    clock: createFrozenClock(),
    call: createVonageCall({ clock: createFrozenClock(), network: plainNetwork }),
  });
  let account: AccountAccess;
  beforeEach(async () => {
    server = await startScriptedServer(() => answer);
    account = { apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" };
  });
  afterEach(() => server.stop());

  it("sends back no member that only answers have", async () => {
    answer = { status: 200, json: { id: "1", name: "Bot" } };

    await api.put(account, "1", { id: "1", name: "Bot", _links: { self: {} }, extra: { _links: 1 } });

    expect(server.requests[0]).toMatchObject({
      method: "PUT",
      path: "/v2/applications/1",
      json: { name: "Bot", extra: { _links: 1 } },
    });
  });

  it.each(["..", "../secrets", "a/b", "%2e%2e", "a?b#c"])("keeps the id %s in its place", async (id) => {
    answer = { status: 200, json: { id, name: "Bot" } };

    await api.get(account, id);

    const path = server.requests[0]?.path ?? "";
    expect(path.slice(0, 17)).toBe("/v2/applications/");
    expect(path.slice(17)).not.toMatch(/[/?#]|^\.+$/);
  });

  it.each([{}, { id: 1, name: "Bot" }, { id: "1" }, { id: "", name: "Bot" }])(
    "takes %o for no application",
    async (json) => {
      answer = { status: 200, json };

      await expect(api.get(account, "1")).rejects.toMatchObject({ code: "VONAGE_UNEXPECTED_ANSWER" });
    },
  );

  it("lists what is an application, and counts by itself when the answer does not", async () => {
    answer = {
      status: 200,
      json: { _embedded: { applications: [null, { id: 1 }, { id: "1", name: "Bot" }] } },
    };

    expect(await api.list(account, 1)).toEqual({
      applications: [{ id: "1", name: "Bot" }],
      page: 1,
      pages: 1,
      total: 1,
    });
  });

  it("takes another application than the one that was asked for for no answer", async () => {
    answer = { status: 200, json: { id: "AAAA-BBBB", name: "Bot" } };

    await expect(api.get(account, "cccc-dddd")).rejects.toMatchObject({ code: "VONAGE_UNEXPECTED_ANSWER" });
    expect(await api.get(account, "aaaabbbb")).toMatchObject({ name: "Bot" });
  });

  it("takes a login page of the network for no list", async () => {
    answer = { status: 200, json: { login: true } };

    await expect(api.list(account, 1)).rejects.toMatchObject({ code: "VONAGE_UNEXPECTED_ANSWER" });
    await expect(api.check(account)).rejects.toMatchObject({ code: "VONAGE_UNEXPECTED_ANSWER" });
  });

  it.each([
    [200, {}, "a body that is not the one documented"],
    [202, [], "a body that is not the one documented"],
    [204, undefined, "no body"],
  ] as const)("tells the status %i that it was answered with", async (status, json, problem) => {
    answer = { status, json };
    const failure = {
      code: "VONAGE_UNEXPECTED_ANSWER",
      details: { host: new URL(server.url).host, status, problem },
    };

    await expect(api.check(account)).rejects.toMatchObject(failure);
    await expect(api.list(account, 1)).rejects.toMatchObject(failure);
    await expect(api.get(account, "1")).rejects.toMatchObject(failure);
  });
});
