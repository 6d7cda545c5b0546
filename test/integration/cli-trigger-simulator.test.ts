import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCliPlace, type CliPlace, type CliProcess, type CliResult } from "../fakes/cli-process.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";

interface ReadyLine {
  readonly simulator: { readonly url: string; readonly controlKey: string };
}

describe("hookline trigger --simulator", { timeout: 60_000 }, () => {
  let place: CliPlace;
  let bot: WebhookReceiver;
  let simulating: CliProcess;
  let address: string;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    place = await createCliPlace();
    bot = await startWebhookReceiver();
    simulating = place.start(["simulate", "--port", "0", "--json", "--webhook-base", bot.url]);
    const { simulator } = JSON.parse(await simulating.nextLine()) as ReadyLine; // as docs/simulator.md says
    address = simulator.url;
    env = { HOOKLINE_CONTROL_KEY: simulator.controlKey };
  });

  afterAll(async () => {
    simulating.signal("SIGTERM");
    await simulating.ended;
    await bot.stop();
    await place.remove();
  });

  function trigger(...args: readonly string[]): Promise<CliResult> {
    return place.run(["trigger", ...args, "--simulator", address], { env });
  }

  async function setFaults(webhooks: "unsigned" | null): Promise<void> {
    const set = await fetch(`${address}/simulator/faults`, {
      method: "PUT",
      headers: {
        authorization: `Bearer ${env["HOOKLINE_CONTROL_KEY"]}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ webhooks }),
    });
    expect(set.status).toBe(200);
  }

  it("makes one that was started alone send a message and a status, play time and read", async () => {
    const inbound = await trigger("inbound", "--text", "Is anyone there?", "--psid", "77");
    const status = await trigger("status", "rejected", "--error-code", "1340");
    const played = await trigger("play", "--advance", "1m", "--json");
    const read = await trigger("read", "--json");

    const all = [inbound, status, played, read];
    expect(all.map(({ code, stderr }) => [code, stderr])).toEqual(all.map(() => [0, ""]));
    expect(bot.received.map(({ json }) => json)).toEqual([
      expect.objectContaining({ message_uuid: inbound.stdout.trim(), from: "77", text: "Is anyone there?" }),
      expect.objectContaining({ message_uuid: status.stdout.trim(), status: "rejected" }),
    ]);
    expect(JSON.parse(played.stdout)).toMatchObject({ advancedMs: 60_000, attempts: 0, end: "idle" });
    expect(JSON.parse(read.stdout)).toEqual({ message_uuids: [] });
    expect(await trigger("read")).toEqual({
      code: 0,
      stdout: "",
      stderr: "There was nothing new to read.\n",
    });
  });

  it("takes the control key from a file, and never as an argument", async () => {
    const file = join(place.folder, "control.key");
    await writeFile(file, `${env["HOOKLINE_CONTROL_KEY"]}\n`);
    const door = ["--simulator", address, "--control-key-file", file];

    const { code } = await place.run(["trigger", "inbound", ...door], {
      env: { HOOKLINE_CONTROL_KEY: "another" },
    });

    expect(code).toBe(0);
    expect((await place.run(["trigger", "inbound", "--help"])).stdout).not.toMatch(/--control-key </);
  });

  it("repeats what the simulator refuses in its own words", async () => {
    bot.answerWith("hang up");
    const { code, stderr } = await trigger("inbound");
    bot.answerWith(200);

    expect(code).toBe(1);
    expect(stderr).toContain("The simulated message did not reach the webhook.");
  });

  it("says so when the app does not take it", async () => {
    bot.answerWith(500);
    const inbound = await trigger("inbound", "--json");
    const status = await trigger("status");
    bot.answerWith(200);

    const { host } = new URL(bot.url);
    expect([inbound.code, status.code]).toEqual([1, 1]);
    expect(JSON.parse(inbound.stdout)).toEqual({
      message_uuid: expect.any(String),
      count: 1,
      host,
      faults: [],
      answer: { status: 500, durationMs: expect.any(Number), reason: null },
    });
    expect(JSON.parse(inbound.stderr)).toMatchObject({ error: { code: "SIMULATOR_WEBHOOK_REFUSED" } });
    expect(status.stderr).toContain(`${host} answered 500`);
  });

  it("lets an app refuse what the faults in force spoil", async () => {
    await setFaults("unsigned");
    bot.answerWith(401);
    const { code } = await trigger("inbound");
    bot.answerWith(200);
    await setFaults(null);

    expect(code).toBe(0);
  });

  it.each([
    [["--simulator", "http://bot.example:4818"], "an address of this computer"],
    [["--simulator", "http://127.0.0.1:4818", "--to", "http://127.0.0.1:1/"], "exclude each other"],
    [["--simulator", "http://127.0.0.1:4818"], "needs the control key"],
    [["--control-key-file", "/none/key"], "goes with --simulator"],
  ])("%j is wrong usage", async (args, words) => {
    const { code, stdout, stderr } = await place.run(["trigger", "inbound", ...args]);

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
  });
});
