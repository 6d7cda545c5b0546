// The shapes that Vonage's other SDKs expect of an answer, as facts read from their tests (2026-11), against what the
// simulator answers. Words are compared with the corpus, in test/integration; where the SDKs disagree with each other is
// said in docs/decisions/0021.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Faults } from "../../main/simulator/faults.ts";
import { mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, makeKeyPair } from "../fakes/simulator-client.ts";

/** Members by name: `text`, `number`, `bool`, or what is inside. A list is described by its first item. */
type Shape = string | { readonly [name: string]: Shape } | readonly [Shape];

interface Row {
  /** SDK and file. */
  readonly source: string;
  readonly request: readonly [method: string, path: string, body?: unknown];
  readonly authorization?: "JWT" | "wrong";
  readonly faults?: Partial<Faults>;
  readonly status: number;
  /** How `type` ends. */
  readonly fragment?: string;
  readonly shape: Shape;
  /** Names of the parameters that are wrong. */
  readonly parameters?: readonly string[];
  /** Members whose value is known. */
  readonly values?: Readonly<Record<string, unknown>>;
}

const PROBLEM = { type: "text", title: "text", detail: "text", instance: "text" } as const;
const WITH_PARAMETERS = { ...PROBLEM, invalid_parameters: [{ name: "text", reason: "text" }] } as const;
const TEXT = {
  channel: "messenger",
  message_type: "text",
  to: "1111111111111111",
  from: "0000000000000000",
  text: "Hello",
};
const WEBHOOK = { address: "text", http_method: "text" } as const;
const SELF = { self: { href: "text" } } as const;
const webhook = (path: string): object => ({ address: `https://example.com/${path}`, http_method: "POST" });
const MESSAGES = {
  version: "v1",
  authenticate_inbound_media: true,
  webhooks: { inbound_url: webhook("inbound"), status_url: webhook("status") },
};
const MESSAGES_SHAPE = {
  version: "text",
  authenticate_inbound_media: "bool",
  webhooks: { inbound_url: WEBHOOK, status_url: WEBHOOK },
} as const;
const { publicKey } = makeKeyPair();

const ROWS: readonly Row[] = [
  {
    source: "Python: messages/tests/data/send_message.json",
    request: ["POST", "/v1/messages", TEXT],
    status: 202,
    shape: { message_uuid: "text" },
  },
  {
    source: "Python: messages/tests/data/send_message_with_failover.json",
    request: ["POST", "/v1/messages", { ...TEXT, failover: [TEXT] }],
    status: 202,
    shape: { message_uuid: "text", workflow_id: "text" },
    values: { workflow_id: expect.stringMatching(/^.{55}$/) },
  },
  {
    source: "Python: messages/tests/data/invalid_error.json",
    request: [
      "POST",
      "/v1/messages",
      { ...TEXT, messenger: { category: "message_tag", tag: "invalid_tag" } },
    ],
    status: 422,
    fragment: "/messages#1150",
    shape: WITH_PARAMETERS,
    parameters: ["messenger.tag"],
  },
  {
    source: "Python: messages/tests/data/low_balance_error.json",
    request: ["POST", "/v1/messages", TEXT],
    faults: { api: "low-balance" },
    status: 402,
    fragment: "/#low-balance",
    shape: PROBLEM,
  },
  {
    source: "Python: messages/tests/data/not_found.json",
    request: ["PATCH", "/v1/messages/asdf", { status: "read" }],
    status: 404,
    fragment: "#not-found",
    shape: PROBLEM,
    values: { detail: expect.stringContaining("asdf") },
  },
  {
    source: "Java: messages/MessagesClientTest, 401; .NET: SendSmsAsyncReturnsInvalidCredentials",
    request: ["POST", "/v1/messages", TEXT],
    authorization: "wrong",
    status: 401,
    fragment: "/#unathorized",
    shape: PROBLEM,
  },
  {
    source: "Java: messages/MessagesClientTest, 422 of the sender",
    request: ["POST", "/v1/messages", { ...TEXT, from: "42" }],
    status: 422,
    fragment: "#1120",
    shape: PROBLEM,
  },
  {
    source: "Java: messages/MessagesClientTest, 429; PHP: Messages/Fixtures/Responses/rate-limit.json",
    request: ["POST", "/v1/messages", TEXT],
    faults: { api: "throttled" },
    status: 429,
    fragment: "#1010",
    shape: PROBLEM,
  },
  {
    source: "PHP: Messages/Fixtures/Responses/bad-request.json",
    request: ["POST", "/v1/messages", "{"],
    status: 422,
    fragment: "#invalid-json",
    shape: PROBLEM,
  },
  {
    source: "Node code snippets, issue 79: an answer of 2020 to v0.1",
    request: ["POST", "/v0.1/messages", {}],
    status: 400,
    fragment: "/messages/Errors#InvalidParams",
    shape: WITH_PARAMETERS,
  },
  {
    source: "PHP: Application/responses/bad.json",
    request: [
      "POST",
      "/v2/applications",
      {
        name: "a",
        capabilities: {
          messages: { webhooks: { status_url: { address: "https://a.example", http_method: "X" } } },
        },
      },
    ],
    status: 400,
    fragment: "/application#payload-validation",
    shape: WITH_PARAMETERS,
    parameters: ["capabilities.messages.webhooks.status_url.http_method"],
    values: { invalid_parameters: [expect.objectContaining({ reason: "must be one of: GET, POST" })] },
  },
  {
    source: "Python: application/tests/data/create_application_basic.json",
    request: ["POST", "/v2/applications", { name: "My Application" }],
    status: 201,
    shape: {
      id: "text",
      name: "text",
      keys: { public_key: "text", private_key: "text" },
      privacy: { improve_ai: "bool" },
      capabilities: {},
      _links: SELF,
    },
  },
  {
    source: "Python: application/tests/data/create_application_options.json",
    request: [
      "POST",
      "/v2/applications",
      { name: "a", keys: { public_key: publicKey }, capabilities: { messages: MESSAGES, vbc: {} } },
    ],
    status: 201,
    shape: {
      id: "text",
      name: "text",
      keys: { public_key: "text" },
      privacy: { improve_ai: "bool" },
      capabilities: { messages: MESSAGES_SHAPE, vbc: {} },
      _links: SELF,
    },
  },
  {
    source: "Python: application/tests/data/list_applications_multiple_pages.json",
    request: ["GET", "/v2/applications?page_size=1&page=1"],
    status: 200,
    shape: {
      page_size: "number",
      page: "number",
      total_items: "number",
      total_pages: "number",
      _embedded: {
        applications: [
          {
            id: "text",
            name: "text",
            keys: { public_key: "text" },
            privacy: { improve_ai: "bool" },
            capabilities: { messages: MESSAGES_SHAPE },
          },
        ],
      },
      _links: { ...SELF, first: SELF.self, last: SELF.self, next: SELF.self },
    },
    values: {
      _links: {
        self: { href: "/v2/applications?page_size=1&page=1" },
        first: { href: "/v2/applications?page_size=1" },
        last: { href: "/v2/applications?page_size=1&page=2" },
        next: { href: "/v2/applications?page_size=1&page=2" },
      },
    },
  },
  {
    source: "Python: application/tests/data/list_applications_basic.json",
    request: ["GET", "/v2/applications?page_size=100&page=1"],
    status: 200,
    shape: expect.objectContaining({ _links: { ...SELF, first: SELF.self, last: SELF.self } }) as Shape,
  },
];

let running: RunningSimulator;

beforeAll(async () => {
  running = await startSimulator();
});
afterAll(() => running.stop());
beforeEach(() => running.simulator.reset());

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
  }
  const names: Readonly<Record<string, string>> = { string: "text", boolean: "bool" };
  return names[typeof value] ?? typeof value;
}

async function authorizationOf({ request: [, path], authorization }: Row): Promise<string | undefined> {
  if (authorization === "wrong") return `Basic ${Buffer.from("a1b2c3d4:wrong").toString("base64")}`;
  return path.startsWith("/v2/") ? undefined : `Bearer ${await mintFor(running)}`;
}

describe("an answer has the shape that is expected by", () => {
  it.each(ROWS)("$source", async (row) => {
    const [method, path, body] = row.request;
    // Something to list in pages, as the applications of the fixtures are.
    const members = { name: "Second", capabilities: { messages: MESSAGES } };
    await callSimulator(running, "PUT", `/v2/applications/${running.identity.applicationId}`, {
      body: members,
    });
    await callSimulator(running, "POST", "/v2/applications", {
      body: { ...members, keys: { public_key: publicKey } },
    });
    running.simulator.setFaults(row.faults ?? {});
    const authorization = await authorizationOf(row);

    const answer = await callSimulator(running, method, path, {
      ...(authorization === undefined ? {} : { headers: { authorization } }),
      body,
    });

    expect(answer.status).toBe(row.status);
    expect(shapeOf(answer.body)).toEqual(row.shape);
    expect(answer.body).toMatchObject({
      ...(row.fragment === undefined ? {} : { type: endingWith(row.fragment) }),
      ...(row.parameters === undefined
        ? {}
        : { invalid_parameters: row.parameters.map((name) => ({ name })) }),
    });
    expect(answer.body).toMatchObject(row.values ?? {});
  });
});

describe("updating a message of a channel that does not know it: Java: messages/MessagesClientTest, 422", () => {
  it("has the shape that is expected", async () => {
    const sent = await callSimulator(running, "POST", "/v1/messages", {
      headers: { authorization: `Bearer ${await mintFor(running)}` },
      body: TEXT,
    });
    const { message_uuid: id } = sent.body as { message_uuid: string };

    const answer = await callSimulator(running, "PATCH", `/v1/messages/${id}`, {
      headers: { authorization: `Bearer ${await mintFor(running)}` },
      body: { status: "revoked" },
    });

    expect(answer.status).toBe(422);
    expect(shapeOf(answer.body)).toEqual(PROBLEM);
    expect(answer.body).toMatchObject({ type: endingWith("#unprocessable-entity") });
  });
});

function endingWith(fragment: string): unknown {
  return expect.stringMatching(new RegExp(`${fragment.replaceAll(/[.#/]/g, "\\$&")}$`));
}
