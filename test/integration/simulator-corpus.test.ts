// Every published send request, and what becomes of it: the answer, and the last status but `read`.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import { callSimulator } from "../fakes/simulator-client.ts";
import { mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

const FIXTURES = new URL("../fixtures/api/", import.meta.url);
const Members = z.record(z.string(), z.unknown());
const Manifest = z.object({
  payloads: z.array(z.object({ file: z.string(), version: z.string(), description: z.string() })),
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const PAGE = "0000000000000000";
const PERSON = "1111111111111111";
const V1 = { to: PERSON, from: PAGE, channel: "messenger" };
const V01 = { to: { type: "messenger", id: PERSON }, from: { type: "messenger", id: PAGE } };
const DELIVERED = { ...V1, status: "delivered", usage: { currency: "EUR", price: "0.0333" } };

interface Outcome {
  /** File of the answer that is published for it. */
  readonly answer: "response-202.json" | "response-202-workflow.json";
  /** Where its statuses go. */
  readonly path: string;
  /** What its second status says, besides the ids and the time. */
  readonly status: Readonly<Record<string, unknown>>;
}

/** What nothing in the manifest speaks against: accepted, delivered, told in the application's shape. */
const PLAIN: Outcome = { answer: "response-202.json", path: "/webhooks/status", status: DELIVERED };

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  "send-v0.1-text.json": PLAIN,
  "send-v0.1-image.json": PLAIN,
  "send-v0.1-video.json": PLAIN,
  "send-v0.1-audio.json": PLAIN,
  "send-v0.1-file.json": PLAIN,
  "send-v0.1-custom-template.json": PLAIN,
  // "Valid shape; Meta retired this tag": accepted by Vonage, refused by Messenger.
  "send-v0.1-message-tag.json": {
    ...PLAIN,
    status: {
      ...V1,
      status: "rejected",
      client_ref: "client-ref2",
      error: {
        type: "https://developer.vonage.com/api-errors/messages#1021",
        title: "1021",
        detail: "Invalid tag - The tag value is invalid.",
        instance: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    },
  },
  "send-v1-text.json": PLAIN,
  "send-v1-image.json": PLAIN,
  "send-v1-audio.json": PLAIN,
  "send-v1-video.json": PLAIN,
  "send-v1-file.json": PLAIN,
  "send-v1-text-update.json": PLAIN,
  "send-v1-text-message-tag.json": PLAIN,
  "send-v1-text-all-options.json": {
    ...PLAIN,
    path: "/status",
    status: { ...DELIVERED, client_ref: "abc123" },
  },
  "send-v1-webhook-version-v01.json": {
    ...PLAIN,
    path: "/legacy-status",
    status: { ...DELIVERED, channel: undefined, ...V01 },
  },
  "send-v1-failover-sms.json": {
    ...PLAIN,
    answer: "response-202-workflow.json",
    status: {
      ...DELIVERED,
      workflow: { workflow_id: expect.stringMatching(/^.{55}$/), items_number: "1", items_total: "2" },
    },
  },
  // Category response beside a retired tag: the tag is not in force.
  "send-v1-node-sdk-client-ref.json": {
    ...PLAIN,
    path: "/",
    status: { ...DELIVERED, to: "14152739164", from: "12126875309", client_ref: "my-ref" },
  },
};

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(async () => {
  running = await startSimulator(identity === undefined ? {} : { identity });
  ({ identity } = running);
});
afterEach(() => running.stop());

function fixture(name: string): Record<string, unknown> {
  return Members.parse(JSON.parse(readFileSync(new URL(name, FIXTURES), "utf8")));
}

/** Which person a request is for, and from which Page, in either version. */
function partiesOf({ to, from }: Record<string, unknown>): { psid: Psid; pageId: PageId } {
  return { psid: Psid.parse(idOf(to)), pageId: PageId.parse(idOf(from)) };
}

function idOf(party: unknown): unknown {
  return typeof party === "string" ? party : Members.parse(party)["id"];
}

/** The same request with its `webhook_url` on this computer: the simulator calls no other. */
function broughtHome(body: Record<string, unknown>): Record<string, unknown> {
  const { webhook_url: url } = body;
  if (typeof url !== "string") return body;
  return { ...body, webhook_url: running.receiver.url + new URL(url).pathname };
}

describe("every published send request", () => {
  const { payloads } = Manifest.parse(fixture("manifest.json"));
  const samples = payloads.filter(({ file }) => file.startsWith("send-"));

  it("has its outcome here", () => {
    expect(samples.map(({ file }) => file).sort()).toEqual(Object.keys(OUTCOMES).sort());
  });

  it.each(samples)("$file: $description", async ({ file, version }) => {
    const outcome = OUTCOMES[file] ?? PLAIN;
    const body = fixture(file);
    const { psid, pageId } = partiesOf(body);
    running.accountBook.putPage({
      pageId,
      accessToken: "t",
      name: null,
      applicationId: running.identity.applicationId,
    });
    await running.simulator.receive({ type: "text", psid, pageId });

    const answer = await callSimulator(running, "POST", `/${version}/messages`, {
      headers: { authorization: `Bearer ${await mintFor(running)}` },
      body: broughtHome(body),
    });
    running.clock.advance(400);
    await running.receiver.arrivals(2);
    running.clock.advance(800);
    await running.receiver.arrivals(3);

    const answered = Members.parse(answer.body);
    expect(answer.status).toBe(202);
    expect(Object.keys(answered)).toEqual(Object.keys(fixture(outcome.answer)));
    expect(answered["message_uuid"]).toMatch(UUID);
    const [, submitted, last] = running.receiver.received;
    expect(submitted).toMatchObject({ path: outcome.path, json: { status: "submitted" } });
    expect(last?.path).toBe(outcome.path);
    expect(last?.json).toEqual({
      message_uuid: answered["message_uuid"],
      timestamp: expect.stringMatching(/^2020-01-01T14:00:01(\.200)?Z$/),
      ...outcome.status,
    });
  });
});
