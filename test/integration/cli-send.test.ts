// `hookline send` through a running Hookline: every kind of message, and what it says of refused ones.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCliPlace, type CliPlace, type CliProcess, type CliResult } from "../fakes/cli-process.ts";
import { speak } from "../fakes/cli-voice.ts";
import { startWebhookReceiver } from "../fakes/webhook-receiver.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$/;
const PERSON = "1111111111111111";
const TEMPLATE = '{"attachment":{"type":"template","payload":{"template_type":"button","text":"Next?"}}}';

describe("hookline send", { timeout: 30_000 }, () => {
  let place: CliPlace;
  let serve: CliProcess;

  beforeAll(async () => {
    place = await createCliPlace();
    serve = place.start(["serve", "--json", "--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"]);
    await serve.nextLine();
    await run(["trigger", "inbound", "--text", "Hello"]);
  });

  afterAll(async () => {
    serve.signal("SIGINT");
    await serve.ended;
    await place.remove();
  });

  function run(args: readonly string[], options: Parameters<typeof speak>[1] = {}): Promise<CliResult> {
    return speak(["--data-dir", place.dataFolder, ...args], options);
  }

  function send(args: readonly string[], options: Parameters<typeof speak>[1] = {}): Promise<CliResult> {
    return run(["send", "--workspace", "simulated", "--to", PERSON, ...args], options);
  }

  /** The newest reply of the log: what it is, and what of it went to Vonage. */
  async function newestReply(): Promise<{ readonly event: unknown; readonly body: unknown }> {
    const { stdout } = await run(["events", "--json", "--query", "kind:reply", "--limit", "1"]);
    const event = JSON.parse(stdout) as { readonly raw: string }; // the shape of the contract
    return { event, body: JSON.parse(event.raw) };
  }

  it.each([
    ["image", "https://example.com/a.jpg"],
    ["audio", "https://example.com/a.mp3"],
    ["video", "https://example.com/a.mp4"],
    ["file", "https://example.com/a.pdf"],
  ])("sends %s and prints its message_uuid alone", async (type, url) => {
    const sent = await send([type, url]);

    expect(sent).toEqual({ code: 0, stdout: expect.stringMatching(UUID), stderr: "" });
    expect(await newestReply()).toMatchObject({
      event: { messageType: type, mediaUrl: url, messageUuid: sent.stdout.trim() },
      body: { message_type: type, [type]: { url } },
    });
  });

  it("sends a text with all options of v1, and tells the workflow_id with --json", async () => {
    const failover = join(place.folder, "failover.json");
    const sms = {
      channel: "sms",
      message_type: "text",
      to: "447700900000",
      from: "447700900001",
      text: "Hi",
    };
    await writeFile(failover, JSON.stringify([sms]));

    const options = ["--category", "update", "--client-ref", "order-7", "--failover", failover];
    const callback = ["--webhook-url", "http://127.0.0.1:9/none", "--webhook-version", "v0.1"];

    const sent = await send(["--json", ...options, ...callback, "text", "Hello"]);

    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(sent.stdout)).toEqual({
      message_uuid: expect.any(String),
      workflow_id: expect.any(String),
      event: expect.any(Number),
    });
    expect((await newestReply()).body).toEqual({
      channel: "messenger",
      message_type: "text",
      to: PERSON,
      from: "0000000000000000",
      text: "Hello",
      messenger: { category: "update" },
      client_ref: "order-7",
      webhook_url: "http://127.0.0.1:9/none",
      webhook_version: "v0.1",
      failover: [sms],
    });
  });

  it("sends a tag as the category it belongs to, and says on stderr that it is retired", async () => {
    const sent = await send(["--tag", "ACCOUNT_UPDATE", "--api-version", "v0.1", "text", "Hello"]);

    expect(sent).toEqual({
      code: 0,
      stdout: expect.stringMatching(UUID),
      stderr: "ACCOUNT_UPDATE is retired since 27 Apr 2026: Messenger refuses it.\n",
    });
    expect((await newestReply()).body).toMatchObject({
      message: { messenger: { category: "message_tag", tag: "ACCOUNT_UPDATE" } },
    });
  });

  it("sends a template of a file or of stdin, as v0.1", async () => {
    const file = join(place.folder, "template.json");
    await writeFile(file, TEMPLATE);

    const ofFile = await send(["--quiet", "custom", file]);
    const fromFile = (await newestReply()).body;
    const ofStdin = await send(["custom", "-"], { input: TEMPLATE });

    const content = { type: "custom", custom: JSON.parse(TEMPLATE) as unknown };
    expect([ofFile, ofStdin]).toEqual([
      { code: 0, stdout: expect.stringMatching(UUID), stderr: "" },
      {
        code: 0,
        stdout: expect.stringMatching(UUID),
        stderr: "Hookline checks only that this is JSON. The status shows whether Messenger accepts it.\n",
      },
    ]);
    expect([fromFile, (await newestReply()).body]).toMatchObject([
      { message: { content } },
      { message: { content } },
    ]);
  });

  it.each([
    [
      "a template that is no JSON",
      ["custom", "-"],
      '{"a": x}',
      "is not valid: it is not JSON: unexpected “x” (line 1, column 7).",
    ],
    ["a template that is a list", ["custom", "-"], "[]", "is not valid: it is JSON, but not an object."],
    ["an empty template", ["custom", "-"], "", "is not valid: it is empty."],
    [
      "a template with a number of too many digits",
      ["custom", "-"],
      '{"id":12345678901234567890}',
      "is not valid: it has the number 12345678901234567890, which would be sent as 12345678901234567000: write it as a string",
    ],
  ])("exits 2 on %s and says where it is wrong", async (_what, args, input, words) => {
    const { code, stdout, stderr } = await send(args, { input });

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`The file of the template ${words}`);
  });

  it("lets no answer of the API host steer the terminal", async () => {
    const vonage = await startWebhookReceiver();
    const messageUuid = "\u001b[2J\u009b31m\u202e\nsent";
    vonage.answerWith({ status: 202, body: JSON.stringify({ message_uuid: messageUuid }) });
    await run(
      ["workspace", "add", "--name", "Steering", "--api-host", vonage.url, "--page-id", "7", "--unchecked"],
      { env: { VONAGE_API_KEY: "abcd1235", VONAGE_API_SECRET: "a-secret" } },
    );

    const command = ["send", "--workspace", "Steering", "--to", PERSON, "text", "Hi"];
    const seen = await run(command, { isTerminal: true });
    const piped = await run(command);

    await vonage.stop();
    expect(seen).toEqual({ code: 0, stdout: "\\u001b[2J\\u009b31m\\u202e\\nsent\n", stderr: "" });
    expect(piped.stdout).toBe(`${messageUuid}\n`);
  });

  it("exits 1 and says so when Vonage refuses, with the seconds to wait", async () => {
    const vonage = await startWebhookReceiver();
    vonage.answerWith({ status: 429, headers: { "retry-after": "3" }, body: '{"title":"Rate Limit Hit"}' });
    const env = { VONAGE_API_KEY: "abcd1234", VONAGE_API_SECRET: "a-secret" };
    const added = await run(
      ["workspace", "add", "--name", "Keys only", "--api-host", vonage.url, "--page-id", "7", "--unchecked"],
      { env },
    );

    const { code, stderr } = await run(["send", "--workspace", "Keys only", "--to", PERSON, "text", "Hi"]);

    await vonage.stop();
    expect(added).toMatchObject({ code: 0 });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "Too many requests.\nVonage asks to wait 3 s.\nWait, then send again.\n",
    });
    // No application: key and secret stand in for the JWT.
    expect(vonage.received.at(-1)?.headers.authorization).toBe(`Basic ${btoa("abcd1234:a-secret")}`);
  });
});
