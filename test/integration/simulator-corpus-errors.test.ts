// Every published error, and a request that the simulator answers with it: word for word, with its status and type.
import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Faults } from "../../main/simulator/faults.ts";
import type { SimulatorIdentity } from "../../main/simulator/identity.ts";
import { basicFor, mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { readWebhookFixture, readWebhookFixtures, type WebhookFixture } from "../fakes/webhook-fixtures.ts";

/** How an error is provoked. Credentials are good and the body is JSON unless it says otherwise. */
interface Provocation {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As it is when it is a text, else as JSON. */
  readonly body?: string | object | ((identity: SimulatorIdentity) => object);
  readonly faults?: Partial<Faults>;
  /** What the simulator says beyond the published body: the parameter of v0.1, the words of its own JSON parser. */
  readonly own?: Readonly<Record<string, unknown>>;
  readonly type: "application/json" | "application/problem+json";
}

const JSON_TYPE = "application/json";
const PROBLEM = "application/problem+json";
const UNKNOWN_ID = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab";
const PAGE = "/beta/chatapp-accounts/messenger/0000000000000000";
const TEXT = readWebhookFixture("other/send-v1-text.json").body;
const V01_TEXT = readWebhookFixture("other/send-v0.1-text.json").body;
const WRONG_PAIR = { authorization: `Basic ${Buffer.from("a1b2c3d4:wrong").toString("base64")}` };

const v1 = (changes: object): Provocation => ({
  path: "/v1/messages",
  body: { ...TEXT, ...changes },
  type: JSON_TYPE,
});
const application = (changes: Partial<Provocation>): Provocation => ({
  path: "/v2/applications",
  type: JSON_TYPE,
  ...changes,
});
const page = (changes: Partial<Provocation>): Provocation => ({ path: PAGE, type: JSON_TYPE, ...changes });

/** What the gateway says is the same in both generations. */
const GATEWAY: Readonly<Record<string, Omit<Provocation, "path" | "body">>> = {
  "error-401-credentials.json": { headers: WRONG_PAIR, type: PROBLEM },
  "error-401-unprovisioned.json": { faults: { api: "unprovisioned" }, type: PROBLEM },
  "error-401-unauthorised-observed.json": { headers: { authorization: "" }, type: JSON_TYPE },
  "error-402-low-balance.json": { faults: { api: "low-balance" }, type: PROBLEM },
  "error-429-throttled.json": { faults: { api: "throttled" }, type: PROBLEM },
  "error-500-internal.json": { faults: { api: "internal-error" }, type: PROBLEM },
};

const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  "error-400-v0.1-invalid-params.json": {
    path: "/v0.1/messages",
    body: { ...V01_TEXT, to: { type: "messenger" } },
    own: {
      invalid_parameters: [{ name: "to.id", reason: "must be a string of 1 to 50 characters." }],
    },
    type: PROBLEM,
  },
  "error-404-not-found.json": {
    method: "PATCH",
    path: `/v1/messages/${UNKNOWN_ID}`,
    body: { status: "read" },
    type: PROBLEM,
  },
  "error-422-invalid-json.json": {
    path: "/v1/messages",
    body: '{"channel":"messenger" "to":"1"}',
    own: { detail: expect.stringMatching(/JSON/) },
    type: JSON_TYPE,
  },
  "error-422-channel.json": v1({ channel: "fax" }),
  "error-422-channel-params.json": v1({ messenger: { category: "message-tag" } }),
  "error-422-sender.json": v1({ from: "42" }),
  "error-422-recipient.json": v1({ to: "x".repeat(51) }),
  "error-422-message-type.json": v1({ message_type: "custom" }),
  "error-422-message-params.json": v1({ message_type: "image", image: {} }),
  "error-422-client-ref.json": v1({ client_ref: "x".repeat(101) }),

  "application-error-400-payload.json": application({
    body: { name: "a", capabilities: { messages: { webhooks: { inbound_url: { address: "no" } } } } },
  }),
  "application-error-400-list.json": application({ method: "GET", path: "/v2/applications?page_size=101" }),
  "application-error-401.json": application({ method: "GET", headers: WRONG_PAIR }),
  "application-error-404.json": application({ method: "GET", path: "/v2/applications/ABC123" }),
  "application-error-405.json": application({ method: "TRACE" }),
  "application-error-406.json": application({ method: "GET", headers: { accept: "text/html" } }),
  "application-error-415.json": application({ headers: { "content-type": "text/plain" }, body: "name=a" }),

  "external-account-error-400.json": page({
    path: "/beta/chatapp-accounts/messenger",
    body: { access_token: "t" },
  }),
  "external-account-error-400-immutable.json": page({ method: "PATCH", body: { external_id: "1" } }),
  "external-account-error-401.json": page({ method: "GET", headers: WRONG_PAIR }),
  "external-account-error-403.json": page({ method: "GET", faults: { account: "foreign-page" } }),
  "external-account-error-403-link.json": page({
    path: `${PAGE}/applications`,
    body: { application: UNKNOWN_ID },
  }),
  "external-account-error-409-link.json": page({
    path: `${PAGE}/applications`,
    // Linked to it already, and so to any.
    body: ({ applicationId }) => ({ application: applicationId }),
  }),
  "external-account-error-409-unlink.json": page({
    method: "DELETE",
    path: `${PAGE}/applications/${UNKNOWN_ID}`,
  }),
};

const errors = readWebhookFixtures().filter(({ kind }) => kind === "error");
const nameOf = ({ file }: WebhookFixture): string => file.replace(/^other\//, "");

let running: RunningSimulator;

beforeAll(async () => {
  running = await startSimulator();
});
afterAll(() => running.stop());
beforeEach(() => running.simulator.reset());

/** By node:http, since fetch knows no TRACE. */
async function provoke({ method = "POST", path, headers = {}, body, faults = {} }: Provocation): Promise<{
  status: number | undefined;
  type: string | undefined;
  body: unknown;
}> {
  running.simulator.setFaults(faults);
  const authorization = path.startsWith("/v2/") ? basicFor(running) : `Bearer ${await mintFor(running)}`;
  const all = { authorization, "content-type": "application/json", ...headers };
  const sent = typeof body === "function" ? body(running.identity) : body;
  return new Promise((resolve, reject) => {
    const asked = request(running.url + path, { method, headers: withoutEmpty(all) }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          type: response.headers["content-type"],
          body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
        }),
      );
    });
    asked.on("error", reject);
    asked.end(sent === undefined || typeof sent === "string" ? sent : JSON.stringify(sent));
  });
}

function withoutEmpty(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
}

/** The published body, with today's base of `type`, and an `instance` that is new each time. */
function expectedBody({ body }: WebhookFixture, own: Provocation["own"] = {}): unknown {
  const { type, instance } = body;
  return {
    ...body,
    ...(typeof type === "string" ? { type: todaysType(type) } : {}),
    ...(typeof instance === "string" ? { instance: expect.stringMatching(/^[0-9a-f]{32}$/) } : {}),
    ...own,
  };
}

function todaysType(type: string): string {
  return type
    .replace(
      "https://developer.nexmo.com/api-errors/messages-olympus",
      "https://developer.vonage.com/api-errors/messages",
    )
    .replace("https://developer.nexmo.com/", "https://developer.vonage.com/");
}

describe("every published error", () => {
  it("has its provocation here", () => {
    expect([...Object.keys(GATEWAY), ...Object.keys(PROVOCATIONS)].sort()).toEqual(errors.map(nameOf).sort());
  });

  it.each(errors.filter((error) => Object.hasOwn(PROVOCATIONS, nameOf(error))))("$file", async (error) => {
    const provocation = PROVOCATIONS[nameOf(error)];
    if (provocation === undefined) throw new Error(`No provocation of ${error.file}`);

    expect(await provoke(provocation)).toEqual({
      status: error.httpStatus,
      type: provocation.type,
      body: expectedBody(error, provocation.own),
    });
  });

  describe.each([
    ["/v1/messages", TEXT],
    ["/v0.1/messages", V01_TEXT],
  ])("%s", (path, body) => {
    it.each(errors.filter((error) => Object.hasOwn(GATEWAY, nameOf(error))))("$file", async (error) => {
      const provocation = GATEWAY[nameOf(error)];
      if (provocation === undefined) throw new Error(`No provocation of ${error.file}`);

      expect(await provoke({ ...provocation, path, body })).toEqual({
        status: error.httpStatus,
        type: provocation.type,
        body: expectedBody(error),
      });
    });
  });
});
