import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTRACT_VERSION } from "../../preload/contract/app-state.ts";
import type { RunningPorts } from "../../main/app-shape.ts";
import { createControlClient } from "../../main/control/control-client.ts";
import { connectBridge } from "../fakes/bridge-client.ts";
import { speak } from "../fakes/cli-voice.ts";
import { createCliPlace, type CliPlace, type CliProcess, type CliResult } from "../fakes/cli-process.ts";
import { postThroughTunnel, startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { startWebhookReceiver } from "../fakes/webhook-receiver.ts";
import { signToken } from "../fakes/webhook-token.ts";

const ANY_PORTS = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];

let place: CliPlace;

beforeEach(async () => {
  place = await createCliPlace();
});

afterEach(() => place.remove());

interface Ready {
  readonly pid: number;
  readonly ui: string;
  readonly listener: { readonly url: string; readonly inbound: string; readonly status: string };
  readonly simulator: Readonly<Record<string, string>> | null;
}

async function ready(serving: CliProcess): Promise<Ready> {
  return JSON.parse(await serving.nextLine()) as Ready; // the shape is asserted by the first test
}

function serve(...args: readonly string[]): CliProcess {
  return place.start(["serve", "--json", ...ANY_PORTS, ...args]);
}

async function stop(serving: CliProcess): Promise<void> {
  serving.signal("SIGTERM");
  expect(await serving.ended).toMatchObject({ code: 0 });
}

async function takePort(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, server }; // a TCP server's address is never a text
}

/** Runs a command on the data folder in this very process, which is quicker. */
function say(...args: readonly string[]): Promise<CliResult> {
  return speak([...args, "--data-dir", place.dataFolder]);
}

/** The status of an event that has one, else its kind. */
function kindOf(line: string): string {
  const { kind, status } = JSON.parse(line) as { readonly kind: string; readonly status: string | null }; // by the contract
  return status ?? kind;
}

describe("hookline serve", { timeout: 30_000 }, () => {
  it("says in one JSON line where everything is, in the documented order", async () => {
    const serving = serve();
    const line = await serving.nextLine();

    const said: unknown = JSON.parse(line);
    const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    const text = expect.stringMatching(/./);
    expect(said).toEqual({
      event: "ready",
      host: "browser",
      pid: serving.pid,
      ui: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#key=[\w-]{43}$/),
      dataDir: place.dataFolder,
      listener: {
        url,
        inbound: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/webhooks\/inbound$/),
        status: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/webhooks\/status$/),
      },
      simulator: {
        url,
        controlKey: text,
        apiKey: text,
        apiSecret: text,
        signatureSecret: text,
        applicationId: text,
        privateKeyFile: join(place.dataFolder, "simulator/private.key"),
        pageId: "0000000000000000",
        psid: "1111111111111111",
      },
      tunnel: null,
    });
    expect(Object.keys(said as object)).toEqual([
      "event",
      "host",
      "pid",
      "ui",
      "dataDir",
      "listener",
      "simulator",
      "tunnel",
    ]);
    await stop(serving);
  });

  it("is not what a trigger may call, but for its listener", async () => {
    const serving = serve();
    const { ui, listener, simulator } = await ready(serving);
    const { control } = JSON.parse(await readFile(join(place.dataFolder, "run.json"), "utf8"))
      .running as RunningPorts; // as `publishRun` wrote it
    const addresses = [new URL(ui).origin, `http://localhost:${control}`, simulator?.["url"] ?? ""];

    for (const address of addresses) {
      const { stderr } = await place.run(["trigger", "inbound", "--json", "--to", address]);
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: "TARGET_OWN_PORT" } });
    }
    expect(await place.run(["trigger", "inbound", "--to", listener.inbound])).toMatchObject({ code: 0 });
    await stop(serving);
  });

  it.each([
    ["a silent", ""],
    ["a half-sent", "POST /call/app.state HTTP/1.1\r\ncontent-length: 5\r\n"],
  ])("ends on SIGTERM within 5 s while %s connection to a port is open", async (_name, sent) => {
    const serving = serve();
    const { ui, listener } = await ready(serving);
    const run = JSON.parse(await readFile(join(place.dataFolder, "run.json"), "utf8")) as {
      readonly running: RunningPorts; // as `publishRun` wrote it
    };
    const ports = [run.running.control, Number(new URL(ui).port), Number(new URL(listener.url).port)];
    const sockets = await Promise.all(
      ports.map(async (port) => {
        const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
        socket.on("error", () => {}); // being cut off is what the test is about
        await new Promise((resolve) => socket.once("connect", resolve));
        socket.write(sent);
        return socket;
      }),
    );
    const askedAt = performance.now();

    await stop(serving);

    expect(performance.now() - askedAt).toBeLessThan(5_000);
    await expect(stat(join(place.dataFolder, "run.json"))).rejects.toThrow("ENOENT");
    for (const socket of sockets) socket.destroy();
  });

  it("ends on SIGINT, SIGTERM, SIGHUP and SIGQUIT with exit code 0 within 5 s, leaving no owner behind", async () => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const) {
      const serving = serve();
      const { ui } = await ready(serving);
      const { port, hash } = new URL(ui);
      const page = await connectBridge({ port: Number(port) });
      page.send({ type: "hello", key: hash.slice("#key=".length), contractVersion: CONTRACT_VERSION });
      await page.next();
      const askedAt = performance.now();
      serving.signal(name);

      expect(await serving.ended).toMatchObject({ code: 0, stderr: "" });
      expect(performance.now() - askedAt).toBeLessThan(5_000);
      expect(await page.closed).toBe(1001);
      await expect(stat(join(place.dataFolder, "run.json"))).rejects.toThrow("ENOENT");
    }
  });

  it("carries a message in, an answer out and its statuses back, with no account", async () => {
    const serving = serve();
    await ready(serving);

    const inbound = await place.run(["trigger", "inbound", "--text", "Is anyone there?"]);
    const sent = await place.run(["send", "--to", "1111111111111111", "text", "Yes."]);
    const uuid = sent.stdout.trim();
    await expect.poll(() => eventsOf(`uuid:${uuid}`), { timeout: 8_000 }).toHaveLength(4);
    await stop(serving);

    expect([inbound.code, sent.code]).toEqual([0, 0]);
    const events = await eventsOf("");
    expect(events.map(({ kind, status, text }) => [kind, status, text])).toEqual([
      ["inbound", null, "Is anyone there?"],
      ["reply", null, "Yes."],
      ["status", "submitted", null],
      ["status", "delivered", null],
      ["status", "read", null],
    ]);
    expect(events.map(({ signature }) => signature?.state ?? null)).toEqual([
      "verified",
      null,
      "verified",
      "verified",
      "verified",
    ]);
    expect(events[0]).toMatchObject({ messageUuid: inbound.stdout.trim(), simulated: true });
  });

  it("says of a trigger that the app of the simulated application does not take it", async () => {
    const bot = await startWebhookReceiver();
    bot.answerWith(404);
    const serving = serve();
    const { simulator } = await ready(serving);
    const webhooks = { inbound_url: { address: bot.inbound }, status_url: { address: bot.status } };
    const set = await fetch(`${simulator?.["url"]}/v2/applications/${simulator?.["applicationId"]}`, {
      method: "PUT",
      headers: {
        authorization: `Basic ${btoa(`${simulator?.["apiKey"]}:${simulator?.["apiSecret"]}`)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ name: "Simulated application", capabilities: { messages: { webhooks } } }),
    });

    const triggered = await say("trigger", "inbound");
    await stop(serving);
    await bot.stop();

    expect(set.status).toBe(200);
    expect(triggered).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^[0-9a-f-]{36}\n$/),
      stderr: expect.stringContaining(`${new URL(bot.url).host} answered 404, and only 2xx takes it.`),
    });
  });

  it("plays its simulator's clock, and reads as the person, from the command line", async () => {
    const serving = serve();
    await ready(serving);
    await say("trigger", "inbound", "--fault", "reset");
    await say("send", "--to", "1111111111111111", "text", "Yes.");

    const day = await say("trigger", "play", "--advance", "24h", "--json");
    const rest = await say("trigger", "play");
    const read = await say("trigger", "read", "--json");
    const events = await say("events", "--json");
    await stop(serving);

    expect(JSON.parse(day.stdout)).toMatchObject({ advancedMs: 86_400_000, end: "idle" });
    expect(rest).toEqual({
      code: 0,
      stdout: "0 s played, 0 webhooks sent; nothing waits any more\n",
      stderr: "",
    });
    // It has read everything by itself meanwhile.
    expect(JSON.parse(read.stdout)).toEqual({ message_uuids: [] });
    const kinds = events.stdout.trimEnd().split("\n").map(kindOf);
    // The first attempt of the message broke off; what came is its retry.
    expect(kinds.toSorted()).toEqual(["delivered", "inbound", "read", "reply", "submitted"]);
  });

  it("refuses a second owner of the data folder, naming the first", async () => {
    const serving = serve();
    await ready(serving);

    const second = await place.run(["serve", "--json", ...ANY_PORTS]);

    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(JSON.parse(second.stderr)).toEqual({
      error: {
        code: "DATA_FOLDER_IN_USE",
        what: `Another Hookline already uses the data folder ${place.dataFolder}.`,
        why: `It runs as process ${serving.pid}.`,
        todo: "Use that one, stop it, or start this one with another --data-dir.",
      },
    });
    await stop(serving);
  });

  it.each(["--ui-port", "--listen-port", "--simulator-port"])(
    "fails when the port given with %s is taken, naming both",
    async (option) => {
      const { port, server } = await takePort();

      const { code, stderr } = await place.run(["serve", ...ANY_PORTS, option, String(port)]);
      server.close();

      expect(code).toBe(1);
      expect(stderr).toContain(`Port ${port} is in use by another program.`);
      expect(stderr).toContain(option);
    },
  );

  it("names both options that choose one port, and starts nothing", async () => {
    const { code, stdout, stderr } = await place.run([
      "serve",
      "--listen-port",
      "48170",
      "--ui-port",
      "48170",
    ]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--ui-port and --listen-port both ask for port 48170.");
  });

  it("runs without the simulator", async () => {
    const serving = place.start([
      "serve",
      "--json",
      "--ui-port",
      "0",
      "--listen-port",
      "0",
      "--no-simulator",
    ]);
    const { simulator } = await ready(serving);

    const acts = [
      await place.run(["trigger", "inbound"]),
      await place.run(["send", "--to", "1111111111111111", "text", "Hi"]),
      await place.run(["send", "--to", "1111111111111111", "--from", "0", "text", "Hi"]),
      await place.run(["jwt", "--workspace", "simulated"]),
    ];
    await stop(serving);

    expect(simulator).toBeNull();
    for (const { code, stderr } of acts) {
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(/^The simulator does not run\./),
      });
    }
  });

  it("makes a workspace of the environment, kept in memory, and never prints its secrets", async () => {
    const secret = "environment-signature-secret-of-32-chars";
    const serving = place.start(["serve", "--json", ...ANY_PORTS], {
      env: { VONAGE_API_KEY: "abcd1234", VONAGE_API_SECRET: "top-secret-1", VONAGE_SIGNATURE_SECRET: secret },
    });
    const line = await serving.nextLine();
    const listed = await place.run(["workspace", "list", "--json"]);
    await stop(serving);
    const { stdout, stderr } = await serving.ended;

    expect(JSON.parse(listed.stdout)).toMatchObject({
      activeId: "environment",
      workspaces: expect.arrayContaining([
        expect.objectContaining({
          name: "Environment",
          ephemeral: true,
          hasSignatureSecret: true,
          apiKey: "abcd1234",
        }),
      ]),
    });
    const everything = [line, stdout, stderr, listed.stdout].join("\n");
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain("top-secret-1");
    await expect(readFile(join(place.dataFolder, "vault.json"), "utf8")).rejects.toThrow("ENOENT");
  });

  it("checks signatures by the variables' secret, whatever blanks stand around the API key", async () => {
    const serving = place.start(["serve", "--json", ...ANY_PORTS], {
      env: { VONAGE_API_KEY: "abcd1234 \r", VONAGE_API_SECRET: "s", VONAGE_SIGNATURE_SECRET: "right\r" },
    });
    const { listener } = await ready(serving);

    for (const secret of ["right", "wrong"]) {
      const body = JSON.stringify({ message_uuid: secret });
      const token = signToken({ secret, body, claims: { api_key: "abcd1234" } });
      await fetch(listener.inbound, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
    }
    const { stdout } = await say("events", "--json");
    await stop(serving);

    const states = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly signature: { readonly state: string } }); // by the contract
    expect(states.map(({ signature }) => signature.state).sort()).toEqual(["bad", "verified"]);
  });

  it("opens a tunnel when it is asked to, which the first webhook through it proves", async () => {
    const server = await startLocaltunnelServer();
    const serving = serve("--tunnel", "localtunnel", "--tunnel-host", server.url, "--subdomain", "my-bot");
    const { tunnel } = JSON.parse(await serving.nextLine()) as { tunnel: string }; // its value is asserted below
    const run = JSON.parse(await readFile(join(place.dataFolder, "run.json"), "utf8")) as {
      pid: number;
      running: RunningPorts;
    };
    const client = createControlClient({
      pid: run.pid,
      controlPort: run.running.control,
      controlKey: run.running.controlKey,
    });
    const before = await client.call("app.state", {});

    const status = await postThroughTunnel(tunnel, "/webhooks/inbound", "{}");
    await expect
      .poll(async () => (await client.call("app.state", {})).tunnel)
      .toMatchObject({ proved: true });
    await stop(serving);
    await server.stop();

    expect(new URL(tunnel).hostname).toMatch(/^my-bot\./);
    expect(before.tunnel).toMatchObject({ state: "open", url: tunnel, proved: false });
    expect(status).toBe(200);
  });

  it("says why a tunnel could not be opened, and runs all the same", async () => {
    const serving = serve("--tunnel", "localtunnel", "--tunnel-host", "http://127.0.0.1:1");
    const line: unknown = JSON.parse(await serving.nextLine());
    await stop(serving);

    expect(line).toMatchObject({ event: "ready", tunnel: null });
    expect((await serving.ended).stderr).toContain("The tunnel was not opened.");
  });

  it("tells a person the addresses, the data folder, how keys are kept and how to stop", async () => {
    const serving = place.start(["serve", ...ANY_PORTS]);
    await serving.nextLine();
    await place.run(["trigger", "inbound"]);
    serving.signal("SIGINT");
    const { code, stdout, stderr } = await serving.ended;

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Open +http:\/\/127\.0\.0\.1:\d+\/#key=/);
    expect(stdout).toMatch(/^Inbound URL +http:\/\/127\.0\.0\.1:\d+\/webhooks\/inbound$/m);
    expect(stdout).toMatch(/^Status URL +http:\/\/127\.0\.0\.1:\d+\/webhooks\/status$/m);
    expect(stdout).toContain(place.dataFolder);
    expect(stdout).toMatch(/^Stored keys are kept in the file/m);
    expect(stderr).toContain("Ctrl+C");
  });

  it("warns when the page can be reached from other computers", async () => {
    const serving = serve("--bind", "0.0.0.0", "--allowed-host", "build-box.lan");
    await ready(serving);
    await stop(serving);

    expect((await serving.ended).stderr).toContain("can be reached from other computers");
  });

  it("runs on, and says so, where the browser cannot be opened", async () => {
    await mkdir(join(place.dataFolder, "open.html"), { recursive: true, mode: 0o700 });
    const serving = serve("--open");
    const { ui } = await ready(serving);
    await expect.poll(async () => (await fetch(ui)).status).toBe(200);
    await stop(serving);

    expect((await serving.ended).stderr).toMatch(
      /^The browser was not opened: .*open\.html cannot be written\./,
    );
  });

  it("says and logs once which settings are not taken", async () => {
    await mkdir(place.dataFolder, { mode: 0o700 });
    await writeFile(join(place.dataFolder, "settings.json"), '{"theme":5,"webhooks":{"bodyLimit":-1}}');
    const serving = serve();
    await ready(serving);
    await stop(serving);

    const { stderr } = await serving.ended;
    const log = await readFile(join(place.dataFolder, "hookline.log"), "utf8");
    expect(stderr.match(/the defaults are used: theme, webhooks\.bodyLimit\./g)).toHaveLength(1);
    expect(log.match(/settings\.not-taken.*theme, webhooks\.bodyLimit/g)).toHaveLength(1);
  });

  it("tells of settings that were kept aside also when the vault keeps it from starting", async () => {
    await mkdir(place.dataFolder, { mode: 0o700 });
    await writeFile(join(place.dataFolder, "settings.json"), '{"x":');
    await writeFile(join(place.dataFolder, "vault.json"), "garbage", { mode: 0o600 });

    const { code, stderr } = await serve().ended;

    expect(code).toBe(1);
    expect(stderr).toContain("The old file was kept as");
    expect(stderr).toContain("vault.json");
  });

  it("names the page when this computer has no such address", async () => {
    // Reserved for documentation: no computer has it.
    const serving = serve("--bind", "203.0.113.9", "--allowed-host", "build-box.lan");

    const { code, stderr } = await serving.ended;
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { what: "The page could not start.", why: expect.stringContaining("203.0.113.9") },
    });
  });
});

interface PrintedEvent {
  readonly kind: string;
  readonly status: string | null;
  readonly text: string | null;
  readonly messageUuid: string | null;
  readonly signature: { readonly state: string } | null;
}

async function eventsOf(query: string): Promise<readonly PrintedEvent[]> {
  const { stdout } = await place.run(["events", "--json", "--query", query]);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as PrintedEvent); // what this test reads of an event
}
