// Every payload of the corpus through the real listener: what its manifest says it is, it must become.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEngine, TEST_ACCOUNT, type TestEngine } from "../fakes/engine.ts";
import { readWebhookFixtures, type WebhookFixture } from "../fakes/webhook-fixtures.ts";
import { signToken } from "../fakes/webhook-token.ts";
import type { LoggedEvent } from "../../preload/contract/event.ts";

const fixtures = readWebhookFixtures();
const webhooks = fixtures.filter(({ kind }) => kind === "inbound" || kind === "status");
const others = fixtures.filter(({ kind }) => kind !== "inbound" && kind !== "status");

let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** Sends the file byte by byte as it is, and reads back what was stored. */
async function deliver(
  fixture: WebhookFixture,
  path: string,
): Promise<{ status: number; event: LoggedEvent }> {
  const answer = await fetch(engine.url + path, {
    method: "POST",
    body: fixture.raw,
    headers: { authorization: `Bearer ${signToken({ secret: TEST_ACCOUNT.secret, body: fixture.raw })}` },
  });
  const { upToId } = await engine.store.page({
    workspace: null,
    query: "",
    upToId: null,
    offset: 0,
    limit: 1,
  });
  if (upToId === null) throw new Error("Nothing was stored.");
  return { status: answer.status, event: engine.store.get(upToId) };
}

/** v0.1 wraps an id in an object. */
function id(party: unknown): unknown {
  return typeof party === "object" && party !== null && "id" in party ? party.id : party;
}

/** The wire's words, read by hand: what the event must say. */
function expectedOf({ kind, version, body }: WebhookFixture): Partial<LoggedEvent> {
  const isInbound = kind === "inbound";
  return {
    kind: isInbound ? "inbound" : "status",
    payloadVersion: version === "v1" ? "v1" : "v0.1",
    messageUuid: body["message_uuid"],
    channel: "messenger",
    psid: id(isInbound ? body["from"] : body["to"]),
    pageId: id(isInbound ? body["to"] : body["from"]),
    timestamp: new Date(String(body["timestamp"])).toISOString(),
    status: body["status"] ?? null,
    clientRef: body["client_ref"] ?? null,
    usage: body["usage"] ?? null,
    signature: { state: "verified", reason: null },
    // The wire's values, which the schemas have not branded.
  } as Partial<LoggedEvent>;
}

describe.each(webhooks)("$file", (fixture) => {
  it.each(["/webhooks/inbound", "/webhooks/status"])("is known by its shape at %s", async (path) => {
    const { status, event } = await deliver(fixture, path);

    expect(status).toBe(200);
    expect(event).toMatchObject(expectedOf(fixture));
    expect(event.raw).toBe(fixture.raw);
  });
});

const CONTENT: readonly (readonly [string, string, string | null, string | null])[] = [
  ["v0-1/inbound-v0.1-text.json", "text", "Hello from Facebook Messenger!", null],
  ["v0-1/inbound-v0.1-image.json", "image", null, "https://example.com/image.jpg"],
  ["v0-1/inbound-v0.1-unsupported.json", "unsupported", null, null],
  ["v1/inbound-v1-text.json", "text", "Hello from Vonage!", null],
  ["v1/inbound-v1-file.json", "file", null, "https://example.com/file.pdf"],
  ["v1/inbound-v1-unsupported.json", "unsupported", null, null],
];

it.each(CONTENT)("%s is a message of type %s", async (file, messageType, text, mediaUrl) => {
  const fixture = fixtures.find((candidate) => candidate.file === file);
  if (fixture === undefined) throw new Error(`No such payload: ${file}`);

  const { event } = await deliver(fixture, "/webhooks/inbound");

  expect(event).toMatchObject({ messageType, text, mediaUrl });
});

const ERRORS: readonly (readonly [string, string | null, string | null])[] = [
  ["v0-1/status-v0.1-rejected-unknown-psid.json", "1300", "Not part of the provider network"],
  ["v1/status-v1-rejected-integer-title.json", "1300", "Not part of the provider network"],
  ["v1/status-v1-workflow.json", "1340", "Outside of the allowed window"],
  ["v1/status-v1-rejected-page-link-expired.json", "1370", "Expired access Token"],
];

it.each(ERRORS)("%s carries the error code as a string", async (file, code, title) => {
  const fixture = fixtures.find((candidate) => candidate.file === file);
  if (fixture === undefined) throw new Error(`No such payload: ${file}`);

  const { event } = await deliver(fixture, "/webhooks/status");

  expect(event.error).toMatchObject({ code, title });
});

it.each(others)("$file is no webhook: it is kept as unparsed, with the reason", async (fixture) => {
  const { status, event } = await deliver(fixture, "/webhooks/inbound");

  expect(status).toBe(200);
  expect(event).toMatchObject({
    kind: "unparsed",
    payloadVersion: null,
    messageUuid: null,
    raw: fixture.raw,
  });
  expect(event.text).toMatch(/message_uuid and timestamp|neither|looks like/);
});
