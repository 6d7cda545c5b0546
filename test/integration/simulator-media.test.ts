// What lies behind the addresses of simulated media.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createSimulator } from "../../main/simulator/simulator.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

let running: RunningSimulator;

beforeAll(async () => {
  running = await startSimulator();
});
afterAll(() => running.stop());
beforeEach(() => running.simulator.reset());

/** The address that a message of the simulated person names. */
async function addressOf(type: "image" | "audio" | "video" | "file"): Promise<string> {
  const before = running.receiver.received.length;
  await running.simulator.receive({ type });
  const [message] = running.receiver.received.slice(before);
  // The body of a v1 message with media.
  const body = (message?.json ?? {}) as Readonly<Record<string, { readonly url: string }>>;
  return body[type]?.url ?? "";
}

it.each([
  ["image", "image/png", "\x89PNG\r\n\x1a\n"],
  ["audio", "audio/mpeg", "\xff\xfb"],
  ["file", "application/pdf", "%PDF-1.4\n"],
] as const)("gives a sample of simulated media: %s", async (type, contentType, head) => {
  const address = await addressOf(type);

  const answer = await fetch(address);

  expect(address).toMatch(new RegExp(`^${running.url}/v3/media/simulated-${type}\\.`));
  expect([
    answer.status,
    answer.headers.get("content-type"),
    answer.headers.get("x-content-type-options"),
  ]).toEqual([200, contentType, "nosniff"]);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .toString("latin1")
      .slice(0, head.length),
  ).toBe(head);
});

it("names an example of the documentation where it has no sample", async () => {
  expect(await addressOf("video")).toBe("https://example.com/video.mp4");
});

it("has nothing else there", async () => {
  const answer = await fetch(`${running.url}/v3/media/1b456509-974c-458b-aafa-45fc48a4d976`);

  expect(answer.status).toBe(404);
});

it("names an example while its endpoints are closed", async () => {
  const { identity, clock, receiver } = running;
  const closed = createSimulator({ identity, clock, log: createMemoryLog(), webhookTargets: () => receiver });

  await closed.receive({ type: "image" });

  expect(receiver.received.at(-1)?.json).toMatchObject({ image: { url: "https://example.com/image.jpg" } });
  await closed.stop();
});
