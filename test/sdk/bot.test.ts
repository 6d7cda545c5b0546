// A bot written with Vonage's own SDK lives on the simulator: a person writes, it replies, the simulator delivers.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Psid } from "../../preload/contract/ids.ts";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { SimulatedMessage, SimulatorFault } from "../../preload/contract/simulator.ts";
import type { RunningSimulator } from "../fakes/running-simulator.ts";
import { startBot, type Bot } from "./bot.ts";
import { refusalOf, startSimulatorToday } from "./sdk-stage.ts";

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;
let bot: Bot;

beforeEach(async () => {
  running = await startSimulatorToday({
    ...(identity === undefined ? {} : { identity }),
    webhookTargets: () => bot,
  });
  ({ identity } = running);
  bot = await startBot({
    applicationId: identity.applicationId,
    privateKey: identity.privateKeyPem,
    signatureSecret: identity.signatureSecret,
    apiHost: running.url,
  });
});
afterEach(async () => {
  await running.stop();
  await bot.stop();
});

/** The person writes, and the bot has done with it. */
async function write(message: Partial<SimulatedMessage> = {}): Promise<string> {
  const { messageUuid } = await running.simulator.receive({ type: "text", text: "Hi", ...message });
  await bot.idle();
  return messageUuid;
}

/** Moves time on, one status after the other, until the bot has answered each. */
async function tellStatuses(delaysMs: readonly number[], perStatus = 1): Promise<void> {
  const before = bot.answers.length;
  for (const [index, delayMs] of delaysMs.entries()) {
    running.clock.advance(delayMs);
    await bot.answered(before + (index + 1) * perStatus);
  }
}

/** The messages in the simulator's state. */
function sent(): readonly {
  readonly message_uuid: string;
  readonly psid: string;
  readonly statuses: unknown;
}[] {
  return running.simulator.state().messages;
}

describe.each<PayloadVersion>(["v1", "v0.1"])("full circle in %s:", (payloadVersion) => {
  beforeEach(() => {
    const application = running.accountBook.application(running.identity.applicationId);
    if (application === null) throw new Error("The simulated application is gone.");
    const { members } = application;
    const messages = { authenticate_inbound_media: false, version: payloadVersion };
    running.accountBook.putApplication({
      ...application,
      members: { ...members, capabilities: { messages } },
    });
  });

  it("a person writes, the bot replies, the simulator delivers, the person reads", async () => {
    const messageUuid = await write({ text: "Hi 👋" });
    await tellStatuses([400, 800, 2_800]);

    const [reply] = bot.replies;
    expect(bot.replies).toEqual([{ messageUuid: expect.any(String), to: messageUuid }]);
    expect(sent()).toEqual([
      {
        message_uuid: reply?.messageUuid,
        psid: running.identity.psid,
        statuses: ["submitted", "delivered", "read"],
      },
    ]);
    expect(bot.statuses).toEqual(
      ["submitted", "delivered", "read"].map((status) => ({ messageUuid: reply?.messageUuid, status })),
    );
    expect(bot.answers).toEqual([200, 200, 200, 200]);
    expect(running.simulator.state()).toMatchObject({
      people: [{ psid: running.identity.psid, pageId: running.identity.pageId }],
      waitingRetries: 0,
    });
  });

  it.each(["image", "audio", "video", "file", "unsupported"] as const)(
    "%s is replied to too",
    async (type) => {
      const messageUuid = await write({ type, text: undefined });

      expect(bot.replies).toEqual([{ messageUuid: expect.any(String), to: messageUuid }]);
    },
  );
});

it("twenty people at once get a reply each", async () => {
  const psids = Array.from({ length: 20 }, (_, index) =>
    Psid.parse(`10000000000000${String(index).padStart(2, "0")}`),
  );

  await Promise.all(psids.map((psid) => write({ psid })));

  expect(bot.replies).toHaveLength(20);
  expect(
    sent()
      .map(({ psid }) => psid)
      .sort(),
  ).toEqual(psids);
});

describe("the bot", () => {
  it("replies once to a message that is delivered twice", async () => {
    await write({ fault: "duplicate" });

    expect(bot.answers).toEqual([200, 200]);
    expect(bot.replies).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  it("notes a status once that is told twice", async () => {
    await write();
    running.simulator.setFaults({ webhooks: "duplicate" });

    await tellStatuses([400, 800], 2);

    expect(bot.answers).toEqual([200, 200, 200, 200, 200]);
    expect(bot.statuses.map(({ status }) => status)).toEqual(["submitted", "delivered"]);
  });

  it("asks for an unsigned message again and does not reply to it", async () => {
    await write({ fault: "unsigned" });

    expect(bot.answers).toEqual([503]);
    expect(bot.replies).toEqual([]);
    expect(running.simulator.state()).toMatchObject({ messages: [], waitingRetries: 1 });
  });

  it.each<SimulatorFault>(["bad-signature", "wrong-hash"])("refuses %s for good", async (fault) => {
    await write({ fault });

    expect(bot.answers).toEqual([401]);
    expect(bot.replies).toEqual([]);
    expect(running.simulator.state()).toMatchObject({ messages: [], waitingRetries: 0 });
  });

  it("replies to what comes signed after all that", async () => {
    for (const fault of ["unsigned", "bad-signature", "wrong-hash"] as const) await write({ fault });
    const messageUuid = await write();

    expect(bot.answers).toEqual([503, 401, 401, 200]);
    expect(bot.replies).toEqual([{ messageUuid: expect.any(String), to: messageUuid }]);
  });

  it("hears that its reply was rejected, because the link to the Page has expired", async () => {
    running.simulator.setFaults({ messenger: "expired-page-link" });

    await write();
    await tellStatuses([400, 800]);

    expect(bot.statuses.map(({ status }) => status)).toEqual(["submitted", "rejected"]);
    expect(sent()).toMatchObject([{ statuses: ["submitted", "rejected"] }]);
  });

  it("hears from the API that it sends too fast", async () => {
    running.simulator.setFaults({ api: "throttled" });

    await write();

    const [refusal] = bot.refusals;
    expect(await refusalOf(Promise.reject(refusal))).toMatchObject({ status: 429 });
    expect(bot.replies).toEqual([]);
    expect(sent()).toEqual([]);
  });
});
