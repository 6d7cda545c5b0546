import { afterEach, beforeEach, expect, it } from "vitest";
import {
  createApplicationsApi,
  type ApplicationsApi,
} from "../../../../main/applications/applications-api.ts";
import { createVonageCall } from "../../../../main/network/vonage-call.ts";
import { createUrlsMemory, type UrlsMemory } from "../../../../main/applications/seen-urls.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";
import { plainNetwork } from "../../../fakes/network.ts";
import { startScriptedServer, type ScriptedServer } from "../../../fakes/scripted-server.ts";
import { urlsOf } from "../../../fakes/webhook-urls.ts";

const ID = "78d335fa-323d-0114-9c3d-d6f0d48968cf";

let server: ScriptedServer;
let answer: { status: number; json: unknown };
let clock: FrozenClock;
let memory: UrlsMemory;
let api: ApplicationsApi;
let changed: string[];
const account = () => ({ apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" });

beforeEach(async () => {
  server = await startScriptedServer(() => answer);
  clock = createFrozenClock();
  changed = [];
  memory = createUrlsMemory({ clock, onChange: (id) => changed.push(id) });
  api = memory.watch(
    createApplicationsApi({ clock, call: createVonageCall({ clock, network: plainNetwork }) }),
  );
});

afterEach(() => server.stop());

function application(base: string, id = ID) {
  const { inbound, status } = urlsOf(base);
  return {
    id,
    name: "Bot",
    capabilities: {
      messages: {
        webhooks: {
          inbound_url: { address: inbound?.address, http_method: "POST" },
          status_url: { address: status?.address, http_method: "POST" },
        },
      },
    },
  };
}

it("knows of no application before one is read", () => {
  expect(memory.of(ID)).toBeNull();
});

it("knows since when the URLs are these, however often they are read", async () => {
  answer = { status: 200, json: application("https://one.example") };
  await api.get(account(), ID);
  const first = clock.now();
  clock.advance(60_000);
  await api.get(account(), ID);
  const unchanged = memory.of(ID);
  answer = { status: 200, json: application("https://two.example") };
  await api.get(account(), ID);

  expect(unchanged).toEqual({ urls: urlsOf("https://one.example"), since: first, by: "read" });
  expect(memory.of(ID)).toEqual({ urls: urlsOf("https://two.example"), since: clock.now(), by: "read" });
  expect(changed).toEqual([ID, ID]);
});

it("remembers that an application came into being with its URLs, also when its ID is spelled otherwise", async () => {
  answer = { status: 201, json: application("https://one.example", ID.replaceAll("-", "").toUpperCase()) };
  await api.create(account(), {});
  answer = { status: 200, json: application("https://one.example") };
  await api.get(account(), ID);

  expect(memory.of(ID)).toMatchObject({ by: "created" });
});

it("learns nothing from a refusal, and forgets what is gone", async () => {
  answer = { status: 401, json: { title: "Unauthorised" } };
  await expect(api.create(account(), {})).rejects.toThrow();
  answer = { status: 200, json: application("https://one.example") };
  await api.get(account(), ID);
  answer = { status: 500, json: { title: "Internal error" } };
  await expect(api.get(account(), ID)).rejects.toThrow();
  const afterTrouble = memory.of(ID);
  answer = { status: 404, json: { title: "Not Found" } };
  await expect(api.put(account(), ID, {})).rejects.toMatchObject({ code: "APPLICATION_NOT_FOUND" });

  expect(afterTrouble).not.toBeNull();
  expect(memory.of(ID)).toBeNull();
  expect(changed).toEqual([ID, ID]);
});

it("forgets an application that it removed", async () => {
  answer = { status: 200, json: application("https://one.example") };
  await api.get(account(), ID);
  answer = { status: 204, json: {} };
  await api.remove(account(), ID);

  expect(memory.of(ID)).toBeNull();
});

it("keeps the thousand that were learned last of a list without end", async () => {
  for (let page = 1; page <= 11; page += 1) {
    const applications = Array.from({ length: 100 }, (_, index) =>
      application("https://one.example", `app${String(page)}of${String(index)}`),
    );
    answer = { status: 200, json: { _embedded: { applications } } };
    await api.list(account(), page);
  }

  expect(memory.of("app1of99")).toBeNull();
  expect(memory.of("app2of0")).not.toBeNull();
  expect(memory.of("app11of99")).not.toBeNull();
});
