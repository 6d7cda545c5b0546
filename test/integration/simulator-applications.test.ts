// The simulator's Applications API as any program meets it, over real HTTP.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { basicFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

let running: RunningSimulator;

beforeAll(async () => {
  running = await startSimulator();
});
afterAll(() => running.stop());
beforeEach(() => running.simulator.reset());

async function call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${running.url}/v2/applications${path}`, {
    method,
    headers: { authorization: basicFor(running), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

it("shows the simulator's own application", async () => {
  const { applicationId } = running.identity;
  expect(await call("GET", `/${applicationId}`)).toEqual({
    status: 200,
    body: {
      id: applicationId,
      name: "Simulated application",
      keys: { public_key: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/) },
      capabilities: {
        messages: {
          version: "v1",
          authenticate_inbound_media: false,
          webhooks: {
            inbound_url: { address: "https://bot.example.com/webhooks/inbound", http_method: "POST" },
            status_url: { address: "https://bot.example.com/webhooks/status", http_method: "POST" },
          },
        },
      },
      privacy: { improve_ai: false },
      _links: { self: { href: `/v2/applications/${applicationId}` } },
    },
  });
});

it("replaces it, and leaves nothing that was left out", async () => {
  const path = `/${running.identity.applicationId}`;
  const before = await call("GET", path);

  const put = await call("PUT", path, { name: "Renamed" });

  expect(await call("GET", path)).toEqual(put);
  expect(put).toEqual({
    status: 200,
    body: {
      // A JSON object by the test above.
      ...(before["body"] as object),
      name: "Renamed",
      capabilities: {},
      privacy: { improve_ai: true },
    },
  });
});
