// People to play: each with a conversation of their own, named for the person at the computer, kept from run to run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openKeptPeople } from "../../main/simulator/people-file.ts";
import type { Simulator } from "../../main/simulator/simulator.ts";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import { SIMULATED_MESSAGE_TYPES } from "../../preload/contract/simulator.ts";
import { startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, type ApiAnswer } from "../fakes/simulator-client.ts";

const PAGE = PageId.parse("0000000000000000");
const FIRST = Psid.parse("1111111111111111");
const NOW = 1_577_887_200_000;

let running: RunningSimulator;
let simulator: Simulator;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(() => start());
afterEach(() => running.stop());

async function start(changes: Parameters<typeof startSimulator>[0] = {}): Promise<void> {
  running = await startSimulator({ ...(identity === undefined ? {} : { identity }), ...changes });
  ({ identity, simulator } = running);
}

function control(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const authorization = `Bearer ${running.identity.controlKey}`;
  return callSimulator(running, method, `/simulator/${path}`, { headers: { authorization }, body });
}

const Accepted = z.object({ message_uuid: z.string() });

async function send(to: string, changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const body = { channel: "messenger", message_type: "text", text: "Hi!", to, from: PAGE, ...changes };
  return Accepted.parse((await callSimulator(running, "POST", "/v1/messages", { body })).body).message_uuid;
}

function names(): readonly (readonly [string, string | null, number | null])[] {
  return simulator.state().people.map(({ psid, name, lastInboundAt }) => [psid, name, lastInboundAt]);
}

describe("people", () => {
  it("begin with one who never wrote", () => {
    expect(simulator.state()).toMatchObject({ peopleCount: 1 });
    expect(simulator.state().people).toEqual([
      { psid: FIRST, pageId: PAGE, name: null, isKept: true, lastInboundAt: null, unread: 0 },
    ]);
  });

  it("are made with a name, and a PSID that is invented where none is given", async () => {
    const anna = await control("POST", "people", { name: "  Anna " });
    const bert = await control("POST", "people", { name: "Bert", psid: "007" });

    expect([anna.status, bert.status]).toEqual([201, 201]);
    const invented = expect.stringMatching(/^[1-9]\d{15}$/);
    expect(anna.body).toMatchObject({ psid: invented, pageId: PAGE, name: "Anna", lastInboundAt: null });
    expect(names()).toEqual([
      [FIRST, null, null],
      [invented, "Anna", null],
      ["007", "Bert", null],
    ]);
  });

  it("get another name, and stay where they are", () => {
    simulator.savePerson({ name: "Bert", psid: Psid.parse("007") });
    simulator.savePerson({ name: "Me", psid: FIRST });

    expect(names()).toEqual([
      [FIRST, "Me", null],
      ["007", "Bert", null],
    ]);
  });

  it("who merely write are listed after those who were made, the last one first", async () => {
    simulator.savePerson({ name: "Anna", psid: Psid.parse("1") });
    for (const psid of ["8", "9", "1"]) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await simulator.receive({ type: "text", psid: Psid.parse(psid) });
    }

    expect(names()).toEqual([
      [FIRST, null, null],
      ["1", "Anna", NOW],
      ["9", null, NOW],
      ["8", null, NOW],
    ]);
    expect(simulator.state().people.map(({ isKept }) => isKept)).toEqual([true, true, false, false]);
  });

  it("are each one's own at each Page", async () => {
    await simulator.receive({ type: "text", psid: FIRST, pageId: PageId.parse("42") });

    expect(simulator.conversation({ psid: FIRST }).messages).toEqual([]);
    expect(simulator.conversation({ psid: FIRST, pageId: PageId.parse("42") }).messages).toHaveLength(1);
    expect(simulator.state().people).toMatchObject([
      { pageId: PAGE, lastInboundAt: null },
      { pageId: "42", lastInboundAt: NOW },
    ]);
  });

  it("are removed with all they wrote, and are strangers again", async () => {
    await simulator.receive({ type: "text", psid: Psid.parse("007") });
    await control("POST", "people", { name: "Bert", psid: "007" });

    expect((await control("DELETE", "people?psid=007")).status).toBe(200);
    expect((await control("DELETE", "people?psid=nobody")).status).toBe(200);

    expect(names()).toEqual([[FIRST, null, null]]);
    expect(simulator.conversation({ psid: Psid.parse("007") })).toEqual({ person: null, messages: [] });
    await send("007");
    await simulator.play({ until: "idle" });
    expect(running.receiver.received.at(-1)?.json).toMatchObject({ error: { title: "1300" } });
  });

  it("are listed over HTTP", async () => {
    await control("POST", "people", { name: "Anna", psid: "1" });

    expect(await control("GET", "people")).toMatchObject({
      status: 200,
      body: { peopleCount: 2, people: [{ psid: FIRST }, { psid: "1", name: "Anna" }] },
    });
  });

  it.each([{}, { name: "" }, { name: " " }, { name: "x".repeat(61) }, { name: "A", psid: "" }, { name: 1 }])(
    "are not made of %j",
    async (person) => {
      expect((await control("POST", "people", person)).status).toBe(422);
      expect(simulator.state().peopleCount).toBe(1);
    },
  );

  it("cannot be more than two hundred", async () => {
    for (let count = 1; count < 200; count++) simulator.savePerson({ name: `Person ${count}` });

    expect(await control("POST", "people", { name: "One too many" })).toMatchObject({
      status: 422,
      body: { error: { code: "SIMULATOR_PEOPLE_FULL" } },
    });
    expect(simulator.savePerson({ name: "Me", psid: FIRST })).toMatchObject({ name: "Me" });
  });

  it("are as before everything when it starts over", async () => {
    simulator.savePerson({ name: "Anna" });
    simulator.savePerson({ name: "Me", psid: FIRST });
    await simulator.receive({ type: "text" });

    await control("POST", "reset");

    expect(names()).toEqual([[FIRST, null, null]]);
    expect(simulator.conversation({ psid: FIRST }).messages).toEqual([]);
  });

  it("who wrote before this run are known when the log remembers them", async () => {
    await running.stop();
    await start({ remembered: (psid) => (psid === FIRST ? NOW - 5_000 : null) });

    expect(names()).toEqual([[FIRST, null, NOW - 5_000]]);
    simulator.removePerson({ psid: FIRST });
    expect(names()).toEqual([]);
    expect(simulator.savePerson({ psid: FIRST, name: "New" })).toMatchObject({ lastInboundAt: null });
  });

  it("who write past the simulator are known to the next message all the same", async () => {
    let wroteAt: number | null = null;
    await running.stop();
    await start({ remembered: () => wroteAt });
    expect(names()).toEqual([[FIRST, null, null]]);

    wroteAt = NOW - 1_000;
    await send(FIRST);
    await simulator.play({ until: "idle" });

    expect(simulator.state().messages[0]?.statuses).toEqual(["submitted", "delivered", "read"]);
    expect(names()).toEqual([[FIRST, null, NOW - 1_000]]);
  });

  it("are invented alike in every run with the same seed", async () => {
    await running.stop();
    await start({ seed: 7 });
    const { psid } = simulator.savePerson({ name: "Anna" });
    await running.stop();
    await start({ seed: 7 });

    expect(simulator.savePerson({ name: "Anna" }).psid).toBe(psid);
  });
});

/** One of the simulator's own. */
function sample(name: string): string {
  return `${running.url}/v3/media/simulated-${name}`;
}

function media(name: string): string {
  return `https://example.com/${name}`;
}

describe("a conversation", () => {
  it("holds what a person of each kind wrote, and what came back, with its statuses", async () => {
    for (const type of SIMULATED_MESSAGE_TYPES) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await control("POST", "inbound", { type, psid: "007" });
    }
    const text = await send("007");
    const image = await send("007", { message_type: "image", image: { url: "https://example.com/cat.png" } });
    await simulator.play({ advanceMs: 2_000 });

    const { body } = await control("GET", "conversation?psid=007");

    const person = { psid: "007", pageId: PAGE, name: null, isKept: false, lastInboundAt: NOW, unread: 2 };
    const written = [
      { type: "text", text: "Hello from Facebook Messenger!", mediaUrl: null },
      { type: "image", text: null, mediaUrl: sample("image.png") },
      { type: "audio", text: null, mediaUrl: sample("audio.mp3") },
      { type: "video", text: null, mediaUrl: media("video.mp4") },
      { type: "file", text: null, mediaUrl: sample("file.pdf") },
      { type: "unsupported", text: null, mediaUrl: null },
    ].map((message) => ({
      messageUuid: expect.any(String),
      from: "person",
      at: NOW,
      statuses: [],
      ...message,
    }));
    const page = { from: "page", at: NOW, statuses: ["submitted", "delivered"] };
    expect(body).toEqual({
      person,
      messages: [
        ...written,
        { ...page, messageUuid: text, type: "text", text: "Hi!", mediaUrl: null },
        { ...page, messageUuid: image, type: "image", text: null, mediaUrl: media("cat.png") },
      ],
    });
  });

  it("holds what v0.1 sends, templates too, and what Messenger refuses", async () => {
    const body = {
      to: { type: "messenger", id: FIRST },
      from: { type: "messenger", id: PAGE },
      message: { content: { type: "custom", custom: { attachment: {} } } },
    };
    await callSimulator(running, "POST", "/v0.1/messages", { body });
    await simulator.play({ until: "idle" });

    expect(simulator.conversation({ psid: FIRST })).toMatchObject({
      person: { lastInboundAt: null, unread: 0 },
      messages: [{ from: "page", type: "custom", text: null, statuses: ["submitted", "rejected"] }],
    });
  });

  it("holds the newest two hundred messages, and never half a character", async () => {
    const body = {
      to: { type: "messenger", id: FIRST },
      from: { type: "messenger", id: PAGE },
      message: { content: { type: "text", text: `${"x".repeat(1_999)}\u{1F600}` } },
    };
    await callSimulator(running, "POST", "/v0.1/messages", { body });
    expect(simulator.conversation({ psid: FIRST }).messages[0]?.text).toBe("x".repeat(1_999));

    await control("PUT", "timing", { burstSize: 250 });
    await simulator.receive({ type: "text", text: "Hi", fault: "burst" });

    const { messages } = simulator.conversation({ psid: FIRST });
    expect(messages).toHaveLength(200);
    expect(messages.at(-1)?.text).toBe("Hi (250 of 250)");
  });

  it("of each person is read by that person only", async () => {
    for (const psid of ["1", "2"]) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await simulator.receive({ type: "text", psid: Psid.parse(psid) });
    }
    await control("PUT", "timing", { readMs: null });
    const [one, two] = [await send("1"), await send("2")];
    await simulator.play({ until: "idle" });
    expect(simulator.state().people.map(({ unread }) => unread)).toEqual([0, 1, 1]);

    const read = await control("POST", "read", { psid: "1" });
    await running.receiver.arrivals(7);

    expect(read.body).toEqual({ message_uuids: [one] });
    expect(running.receiver.received.at(-1)?.json).toMatchObject({
      message_uuid: one,
      status: "read",
      to: "1",
    });
    expect(simulator.conversation({ psid: Psid.parse("2") })).toMatchObject({
      person: { unread: 1 },
      messages: [{}, { messageUuid: two, statuses: ["submitted", "delivered"] }],
    });
    expect((await control("POST", "read", { psid: "1" })).body).toEqual({ message_uuids: [] });
  });

  it("can be read where the app is never told of a delivery", async () => {
    await simulator.receive({ type: "text" });
    await control("PUT", "timing", { deliveredMs: null, readMs: null });
    const uuid = await send(FIRST);

    expect(simulator.read({ psid: FIRST })).toEqual([uuid]);
  });

  it("shows the person's message though no webhook took it", async () => {
    running.receiver.answerWith(500);
    await simulator.receive({ type: "text", text: "Anybody?" });

    expect(simulator.conversation({ psid: FIRST }).messages).toMatchObject([{ text: "Anybody?" }]);
  });
});

describe("the file of people", () => {
  const folder = mkdtempSync(join(tmpdir(), "hookline-people-"));
  const file = join(folder, "simulator", "people.json");
  afterEach(() => rmSync(join(folder, "simulator"), { recursive: true, force: true }));

  it("keeps them from one run to the next, and who wrote is not in it", async () => {
    await running.stop();
    await start({ keptPeople: openKeptPeople(folder) });
    simulator.savePerson({ name: "Anna", psid: Psid.parse("1") });
    simulator.removePerson({ psid: FIRST });
    await simulator.receive({ type: "text", psid: Psid.parse("2") });
    await running.stop();

    await start({ keptPeople: openKeptPeople(folder) });

    expect(names()).toEqual([["1", "Anna", null]]);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      format: 1,
      people: [{ psid: "1", pageId: PAGE, name: "Anna" }],
    });
  });

  it.each([
    ["{", "It is not JSON."],
    [JSON.stringify({ format: 2, people: [] }), "Its member format is not as written."],
    ["[]", "Its member list is not as written."],
  ])("is not overwritten when it is damaged: %s", async (text, reason) => {
    openKeptPeople(folder).save([]);
    writeFileSync(file, text);

    expect(() => openKeptPeople(folder)).toThrow(
      expect.objectContaining({ code: "DATA_FILE_DAMAGED", details: { file, reason } }),
    );
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("that cannot be written leaves everybody as they are", async () => {
    await running.stop();
    const kept = openKeptPeople(folder);
    // A file in the folder's place.
    writeFileSync(join(folder, "simulator"), "");
    await start({ keptPeople: kept });

    expect(await control("POST", "people", { name: "Anna" })).toMatchObject({
      status: 500,
      body: { error: { code: "DATA_WRITE_FAILED" } },
    });
    const file = join(folder, "simulator", "people.json");
    const reason = `${file} could not be written. A file stands where a folder should be.`;
    expect(() => simulator.removePerson({ psid: FIRST })).toThrow(
      expect.objectContaining({ code: "DATA_WRITE_FAILED", details: { reason } }),
    );
    expect(names()).toEqual([[FIRST, null, null]]);
  });
});
