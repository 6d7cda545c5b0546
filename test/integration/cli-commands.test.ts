import { createHmac, generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import { createCliPlace, type CliPlace, type CliResult } from "../fakes/cli-process.ts";
import { speak } from "../fakes/cli-voice.ts";
import { vaultNotice } from "../fakes/vault-notice.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";

const APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

let place: CliPlace;
let keyFile: string;
let publicKeyFile: string;

beforeAll(async () => {
  place = await createCliPlace();
  keyFile = join(place.folder, "private.key");
  publicKeyFile = join(place.folder, "public.key");
  await writeFile(keyFile, privateKey);
  await writeFile(publicKeyFile, publicKey);
});

afterAll(() => place.remove());

function decode(token: string, part: 0 | 1): unknown {
  return JSON.parse(Buffer.from(token.split(".")[part] ?? "", "base64url").toString());
}

function timeless({ code, stdout, stderr }: CliResult): CliResult {
  return { code, stdout: stdout.replace(/"exportedAt": ".*"/, ""), stderr };
}

describe("hookline jwt", { timeout: 30_000 }, () => {
  it("prints the token and nothing else, and jwt verify finds nothing against it", async () => {
    const minted = await place.run([
      "jwt",
      "--application-id",
      APPLICATION_ID,
      "--private-key",
      keyFile,
      "--ttl",
      "30m",
      "--sub",
      "me",
      "--claim",
      "n=5",
      "--claim",
      "s=x",
    ]);

    expect(minted).toMatchObject({ code: 0, stderr: "" });
    expect(minted.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const claims = decode(minted.stdout, 1);
    expect(claims).toMatchObject({ application_id: APPLICATION_ID, sub: "me", n: 5, s: "x" });
    const { iat, exp } = claims as { iat: number; exp: number }; // asserted by the subtraction
    expect(exp - iat).toBe(1_800);

    const verified = await place.run(["jwt", "verify", "--public-key", publicKeyFile], {
      input: minted.stdout,
    });
    expect(verified).toMatchObject({ code: 0, stderr: "" });
    expect(verified.stdout).toContain("Nothing speaks against this token.");
  });

  it("warns of an application ID that is no UUID, and mints for it", async () => {
    const minted = await place.run(["jwt", "--application-id", "notuuid", "--private-key", keyFile]);

    expect(minted).toMatchObject({ code: 0, stderr: expect.stringContaining("is not a UUID") });
    expect(decode(minted.stdout, 1)).toMatchObject({ application_id: "notuuid" });
  });

  it("does not look at the variable of what an option gives", async () => {
    const env = { VONAGE_APPLICATION_ID: "x".repeat(5_000) };

    const minted = await place.run(["jwt", "--application-id", APPLICATION_ID, "--private-key", keyFile], {
      env,
    });
    const refused = await place.run(["jwt", "--private-key", keyFile], { env });

    expect(decode(minted.stdout, 1)).toMatchObject({ application_id: APPLICATION_ID });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("VONAGE_APPLICATION_ID") });
  });

  it("ends it at a moment that is given, and gives it 15 minutes when nothing is said", async () => {
    const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
    const key = ["--application-id", APPLICATION_ID, "--private-key", keyFile];

    const until = await place.run(["jwt", ...key, "--exp", String(inAnHour)]);
    const usual = await place.run(["jwt", ...key]);

    expect(decode(until.stdout, 1)).toMatchObject({ exp: inAnHour });
    const { iat, exp } = decode(usual.stdout, 1) as { iat: number; exp: number }; // asserted by the subtraction
    expect(exp - iat).toBe(900);
  });

  it.each([
    [
      ["--nbf", "9999999999"],
      "--nbf takes a moment before the JWT expires, which is 15m from now (--ttl), not “9999999999”.",
    ],
    [
      ["--nbf", "9999999999", "--ttl", "1h"],
      "--nbf takes a moment before the JWT expires, which is 1h from now (--ttl), not “9999999999”.",
    ],
    [["--exp", "9999999999"], "--exp takes the epoch seconds of 30s to 24h from now, not “9999999999”."],
    [["--exp", "1"], "--exp takes the epoch seconds of 30s to 24h from now, not “1”."],
  ])("says by its option what moment of %j no JWT can have", async (moments, words) => {
    const key = ["--application-id", APPLICATION_ID, "--private-key", keyFile];

    const refused = await speak(["jwt", ...key, ...moments]);

    expect(refused).toEqual({
      code: 2,
      stdout: "",
      stderr: `The command was not run.\n${words}\nLook at its options: hookline jwt --help\n`,
    });
  });

  it("takes application and key from the environment", async () => {
    const env = { VONAGE_APPLICATION_ID: APPLICATION_ID, VONAGE_PRIVATE_KEY_PATH: keyFile };

    const { code, stdout } = await place.run(["jwt", "--json"], { env });

    expect(code).toBe(0);
    expect(decode((JSON.parse(stdout) as { token: string }).token, 1)).toMatchObject({
      application_id: APPLICATION_ID,
    });
  });

  it.each([
    ["a public key", () => publicKey, "This is a public key, not a private one."],
    ["an empty file", () => "", "This file is empty."],
    ["half a key", () => privateKey.slice(0, 600), "This private key is damaged."],
  ])("refuses %s in its own words", async (_what, contents, words) => {
    const file = join(place.folder, "bad.key");
    await writeFile(file, contents());

    const { code, stdout, stderr } = await place.run([
      "jwt",
      "--application-id",
      APPLICATION_ID,
      "--private-key",
      file,
    ]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(words);
  });

  it("names a key file that cannot be read", async () => {
    const { code, stderr } = await place.run([
      "jwt",
      "--application-id",
      "a",
      "--private-key",
      "/none/private.key",
    ]);

    expect(code).toBe(1);
    expect(stderr).toBe(
      "The file /none/private.key cannot be read.\nThere is no such file.\nCheck the path and its permissions.\n",
    );
  });
});

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

describe("hookline jwt verify", { timeout: 30_000 }, () => {
  it("exits 1 and says why when the token would be refused", async () => {
    const expired = `${part({ alg: "RS256", typ: "JWT" })}.${part({ application_id: APPLICATION_ID, iat: 1, exp: 2, jti: "j" })}.c2ln`;

    const { code, stdout } = await place.run(["jwt", "verify", "--public-key", publicKeyFile, "-"], {
      input: expired,
    });

    expect(code).toBe(1);
    expect(stdout).toMatch(/^refused +exp +It expired/m);
    expect(stdout).toMatch(/^refused +signature +The key did not make this signature\.$/m);
  });

  it("takes the token as an argument, with a warning", async () => {
    const { code, stdout, stderr } = await place.run(["jwt", "verify", "--json", "a.b"]);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ wouldBeRefused: true, header: null });
    expect(stderr).toContain("other users");
  });

  it("wants a token", async () => {
    expect(await place.run(["jwt", "verify"], { input: "\n" })).toMatchObject({ code: 2 });
  });
});

describe("hookline workspace", { timeout: 30_000 }, () => {
  const SECRETS = {
    VONAGE_API_KEY: "abcd1234",
    VONAGE_API_SECRET: "api-secret-of-the-test",
    VONAGE_SIGNATURE_SECRET: "signature-secret-of-the-test-32-ch",
  };

  it("adds, lists, shows, mints with and removes one, and never prints a secret", async () => {
    const added = await place.run(
      [
        "workspace",
        "add",
        "--name",
        "My bot",
        "--application-id",
        APPLICATION_ID,
        "--private-key",
        keyFile,
        "--page-id",
        "0123",
        "--unchecked",
        "--json",
      ],
      { env: SECRETS },
    );
    const listed = await place.run(["workspace", "list"]);
    const shown = await place.run(["workspace", "show", "my BOT"]);
    const minted = await place.run(["jwt", "--workspace", "My bot"]);
    const judged = await place.run(["jwt", "verify", "--workspace", "My bot"], { input: minted.stdout });
    const twice = await place.run(["workspace", "add", "--name", "my bot"]);
    const removed = await place.run(["workspace", "remove", "My bot", "--json"]);
    const gone = await place.run(["workspace", "show", "My bot"]);

    expect(JSON.parse(added.stdout)).toMatchObject({
      name: "My bot",
      applicationId: APPLICATION_ID,
      pageId: "0123",
      apiKey: "abcd1234",
      hasApiSecret: true,
      hasSignatureSecret: true,
      key: { bits: 2048 },
      ephemeral: false,
    });
    expect(listed.stdout).toContain("My bot");
    expect(shown.stdout).toMatch(/^Signature secret +stored, not proved by a webhook yet$/m);
    expect(decode(minted.stdout, 1)).toMatchObject({ application_id: APPLICATION_ID });
    expect(judged).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("The key stored in this workspace made this signature."),
    });
    expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining("is already called") });
    expect(removed).toMatchObject({ code: 0, stderr: "" });
    const { id } = JSON.parse(added.stdout) as { readonly id: string }; // as `workspace show` prints it
    expect(JSON.parse(removed.stdout)).toEqual({ removed: { id, name: "My bot" } });
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no workspace My bot.") });
    const said = [added, listed, shown, twice, removed]
      .flatMap(({ stdout, stderr }) => [stdout, stderr])
      .join();
    expect(said).not.toMatch(/secret-of-the-test|PRIVATE KEY/);
    expect(await readFile(join(place.dataFolder, "vault.json"), "utf8")).not.toContain("secret-of-the-test");
  });

  it("says where the secrets lie that it was given, and nothing of them where it was given none", async () => {
    const add = (...rest: readonly string[]) => place.run(["workspace", "add", "--name", ...rest]);

    const empty = await add("Empty");
    const added = await add("Mine", "--application-id", APPLICATION_ID, "--private-key", keyFile);
    const asJson = await add("Other", "--application-id", "other", "--private-key", keyFile, "--json");
    const quietly = await add("Third", "--application-id", "third", "--private-key", keyFile, "--quiet");

    const told = vaultNotice(place.dataFolder);
    expect(empty).toMatchObject({ code: 0, stdout: expect.not.stringContaining(told), stderr: "" });
    expect(added).toMatchObject({ code: 0, stdout: expect.not.stringContaining(told), stderr: told });
    expect(asJson).toMatchObject({ code: 0, stderr: expect.stringContaining(told) });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ name: "Other" });
    expect(quietly).toMatchObject({ code: 0, stderr: expect.stringContaining(told) });
  });

  it.each([
    ["jwt", "--workspace", "My bot"],
    ["jwt", "verify", "--workspace", "My bot", "a.b.c"],
    ["send", "--workspace", "My bot", "--to", "1", "text", "Hello"],
    ["workspace", "show", "My bot"],
    ["workspace", "export", "My bot"],
    ["workspace", "key", "My bot"],
    ["workspace", "remove", "My bot"],
  ])("makes no folder for a path that was mistyped: %s %s", async (...command) => {
    const missing = join(place.folder, "mistyped");

    const { code, stderr } = await place.run([...command, "--data-dir", missing]);

    expect(code).toBe(1);
    expect(stderr).toContain(`There is no data folder ${missing} yet, so nothing is stored.\n`);
    expect(stderr).toContain("There is no workspace My bot.\n");
    expect(existsSync(missing)).toBe(false);
  });

  it("says that nothing is stored where a folder holds no store, and makes none", async () => {
    const empty = join(place.folder, "empty");
    await mkdir(empty, { mode: 0o700 });

    const { code, stdout, stderr } = await place.run(["events", "--json", "--data-dir", empty]);

    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "",
      stderr: `There is no hookline.db in ${empty}, so nothing is stored there.\n`,
    });
    expect(await readdir(empty)).toEqual([]);
  });

  it("makes no folder either for the workspace of the environment where its variables are not set", async () => {
    const missing = join(place.folder, "mistyped");

    const { code, stderr } = await place.run(["jwt", "--workspace", "Environment", "--data-dir", missing]);

    expect(code).toBe(1);
    expect(stderr).toContain("There is no workspace Environment.\n");
    expect(existsSync(missing)).toBe(false);
  });

  it.each([[["workspace", "remove"]], [["workspace", "key"]]])(
    "answers %j of the simulated workspace without a folder as with one, and makes none",
    async (command) => {
      const [missing, there] = [join(place.folder, "mistyped"), join(place.folder, "there")];
      const env = { TMPDIR: join(place.folder, "fleeting") };
      for (const folder of [env.TMPDIR, there]) await mkdir(folder, { recursive: true, mode: 0o700 });
      const run = (folder: string) => place.run([...command, "simulated", "--data-dir", folder], { env });

      const [without, within] = [await run(missing), await run(there)].map(timeless);

      const line = `There is no data folder ${missing} yet, so nothing is stored.\n`;
      expect(without).toEqual({ ...within, stderr: `${line}${within?.stderr ?? ""}` });
      expect([existsSync(missing), await readdir(env.TMPDIR)]).toEqual([false, []]);
    },
  );

  it("makes no folder for a JWT of the environment, whose workspace is kept in memory", async () => {
    const missing = join(place.folder, "mistyped");
    const env = { VONAGE_APPLICATION_ID: APPLICATION_ID, VONAGE_PRIVATE_KEY_PATH: keyFile };
    const rest = ["--workspace", "Environment", "--data-dir", missing];

    const minted = await place.run(["jwt", ...rest], { env });
    const judged = await place.run(["jwt", "verify", ...rest], { env, input: minted.stdout });

    expect(minted).toMatchObject({ code: 0, stderr: "" });
    expect(decode(minted.stdout, 1)).toMatchObject({ application_id: APPLICATION_ID });
    expect(judged).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(missing)).toBe(false);
  });

  it("makes one for a reply from there, which is logged, also where nobody answers it", async () => {
    const missing = join(place.folder, "not-yet");
    const credentials = { VONAGE_APPLICATION_ID: APPLICATION_ID, VONAGE_PRIVATE_KEY_PATH: keyFile };
    // Nothing listens there, so nothing leaves this computer.
    const env = { ...credentials, HTTPS_PROXY: "http://127.0.0.1:9" };
    const draft = ["--to", "1111111111111111", "--from", "0000000000000000", "text", "Is it kept?"];

    const sent = await place.run(["send", "--workspace", "Environment", "--data-dir", missing, ...draft], {
      env,
    });
    const { stdout } = await place.run(["events", "--json", "--data-dir", missing]);

    expect(sent.code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ kind: "reply", text: "Is it kept?", response: null });
  });

  it("says in JSON, and nothing else, that a workspace is not there where no folder is", async () => {
    const missing = join(place.folder, "mistyped");

    const { stderr } = await place.run(["jwt", "--workspace", "My bot", "--json", "--data-dir", missing]);

    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "WORKSPACE_NOT_FOUND" } });
    expect(existsSync(missing)).toBe(false);
  });

  it("refuses an API host to which secrets would go in the open", async () => {
    const { code, stderr } = await place.run([
      "workspace",
      "add",
      "--name",
      "x",
      "--api-host",
      "http://example.com",
    ]);

    expect(code).toBe(2);
    expect(stderr).toContain("The API host example.com is not allowed.");
  });

  it("keeps the simulator's own workspace", async () => {
    const { code } = await place.run(["workspace", "remove", "simulated"]);

    expect(code).toBe(1);
  });
});

describe("without a running Hookline", { timeout: 30_000 }, () => {
  it("prints no events of a folder that is not there, and makes none", async () => {
    const elsewhere = join(place.folder, "nowhere");

    expect(await place.run(["events", "--data-dir", elsewhere])).toEqual({
      code: 0,
      stdout: "",
      stderr: `There is no data folder ${elsewhere} yet, so nothing is stored.\n`,
    });
    await expect(readFile(elsewhere)).rejects.toThrow("ENOENT");
  });

  it("lists the simulator's workspace alone where no folder is, and makes none", async () => {
    const elsewhere = join(place.folder, "nowhere");
    const listed = await place.run(["workspace", "list", "--json", "--data-dir", elsewhere]);
    const shown = await place.run(["workspace", "show", "other", "--data-dir", elsewhere]);

    expect(listed).toMatchObject({ code: 0, stderr: expect.stringContaining("There is no data folder") });
    expect(JSON.parse(listed.stdout)).toMatchObject({
      activeId: "simulated",
      workspaces: [{ id: "simulated", kind: "simulated", applicationId: null }],
    });
    expect(shown).toMatchObject({ code: 1, stdout: "" });
    expect(shown.stderr).toContain("There is no workspace other.");
    await expect(readFile(elsewhere)).rejects.toThrow("ENOENT");
  });

  it("tells what the simulator keeps of itself, invents nothing, and names no host of Vonage for it", async () => {
    const folder = join(place.folder, "kept");
    const ask = async (...args: string[]) =>
      (await speak(["workspace", ...args, "--data-dir", folder])).stdout;
    const unmade = [await ask("list"), await ask("show", "simulated"), await ask("export", "simulated")];
    const isMade = existsSync(folder);

    await mkdir(folder, { mode: 0o700 });
    const { applicationId, apiKey } = await loadSimulatorIdentity(folder);
    const made = [await ask("list"), await ask("show", "simulated"), await ask("export", "simulated")];
    const asJson = await ask("show", "simulated", "--json");

    expect(isMade).toBe(false);
    expect(unmade[0]).toContain("made at the simulator’s first start");
    expect(unmade[1]).toContain("at the simulator’s first start");
    expect([...unmade, ...made, asJson].filter((text) => text.includes("nexmo.com"))).toEqual([]);
    for (const text of made) expect(text).toContain(applicationId);
    expect(made[1]).toContain("none while the simulator does not run");
    expect(JSON.parse(made[2] ?? "")).toMatchObject({
      workspace: { applicationId, apiKey, pageId: "0000000000000000", apiHost: null },
    });
    expect(JSON.parse(asJson)).toMatchObject({ applicationId, apiKey, apiHost: "", hasApiSecret: true });
  });

  it.each([
    [["trigger", "inbound"]],
    [["trigger", "status"]],
    [["send", "--workspace", "simulated", "--to", "1", "text", "Hi"]],
    [["jwt", "--workspace", "simulated"]],
  ])("says of %j that one is needed", async (args) => {
    const { code, stderr } = await place.run([...args, "--json"]);

    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "OWNER_NEEDED" } });
  });

  it.each([
    [["workspace", "list"], "DATA_FOLDER_UNREADABLE"],
    [["workspace", "add", "--name", "Bot"], "DATA_FOLDER_UNWRITABLE"],
  ])("says of %j in words why the data folder cannot be used", async (args, error) => {
    const file = join(place.folder, "a-file");
    await writeFile(file, "in the way");

    const { code, stderr } = await place.run([...args, "--data-dir", file, "--json"]);

    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: error, why: expect.stringMatching(/./) } });
  });

  it("warns about a data folder that others can read", async () => {
    const open = join(place.folder, "open");
    await mkdir(open);
    await chmod(open, 0o755);

    const { code, stderr } = await place.run(["workspace", "list", "--data-dir", open]);

    expect(code).toBe(0);
    expect(stderr).toContain("Other users of this computer can look into the data folder");
  });
});

describe("hookline trigger --to", { timeout: 30_000 }, () => {
  interface Posted {
    readonly url: string;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
  }
  const posted: Posted[] = [];
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      posted.push({ url: request.url ?? "", headers: request.headers, body });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // A TCP server's address is never a text.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/my/hook`;
  });

  afterAll(() => server.close());

  it("posts to any listener, signed with the secret of the file, without an owner", async () => {
    const secretFile = join(place.folder, "signature-secret");
    await writeFile(secretFile, "my-signature-secret-of-32-letters\n");

    const { code, stdout } = await place.run([
      "trigger",
      "inbound",
      "--to",
      url,
      "--signature-secret-file",
      secretFile,
      "--text",
      "Hi",
      "--payload-version",
      "v0.1",
    ]);

    expect(code).toBe(0);
    const [webhook] = posted.splice(0);
    expect(webhook?.url).toBe("/my/hook");
    expect(JSON.parse(webhook?.body ?? "")).toMatchObject({
      message_uuid: stdout.trim(),
      message: { content: { type: "text", text: "Hi" } },
    });
    const [head = "", claims = "", signature = ""] = (webhook?.headers.authorization ?? "")
      .slice(7)
      .split(".");
    const expected = createHmac("sha256", "my-signature-secret-of-32-letters").update(`${head}.${claims}`);
    expect(signature).toBe(expected.digest("base64url"));
  });

  it("sends a status, with a fault where one is asked for", async () => {
    const args = [
      "trigger",
      "status",
      "rejected",
      "--error-code",
      "1340",
      "--to",
      url,
      "--fault",
      "unsigned",
      "--json",
    ];
    const { code, stdout } = await place.run(args);

    expect(code).toBe(0);
    const [webhook] = posted.splice(0);
    expect(webhook?.headers.authorization).toBeUndefined();
    const said = JSON.parse(stdout) as Readonly<Record<string, unknown>>; // every answer in JSON is an object
    expect(JSON.parse(webhook?.body ?? "")).toMatchObject({
      message_uuid: said["message_uuid"],
      status: "rejected",
    });
    expect(Object.entries(said)[0]).toEqual(["message_uuid", expect.any(String)]);
    expect(said).toEqual({
      message_uuid: expect.any(String),
      count: 1,
      host: new URL(url).host,
      faults: ["unsigned"],
      answer: { status: 200, durationMs: expect.any(Number), reason: null },
    });
  });

  it("mixes faults, and sends what it held back before it ends", async () => {
    const args = ["trigger", "inbound", "--to", url, "--fault", "duplicate,unsigned,out-of-order"];
    const { code, stdout } = await place.run(args);

    expect(code).toBe(0);
    const webhooks = posted.splice(0);
    expect(webhooks.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    expect(new Set(webhooks.map(({ body }) => body)).size).toBe(1);
    expect(JSON.parse(webhooks[0]?.body ?? "")).toMatchObject({ message_uuid: stdout.trim() });
  });

  describe("an app that does not take it", () => {
    let app: WebhookReceiver;

    beforeAll(async () => {
      app = await startWebhookReceiver();
    });

    afterAll(() => app.stop());

    function triggerTo(kind: "inbound" | "status", ...args: readonly string[]): Promise<CliResult> {
      return speak(["trigger", kind, "--to", app.inbound, ...args, "--data-dir", place.dataFolder]);
    }

    it.each([
      [302, "inbound"],
      [400, "status"],
      [404, "inbound"],
      [500, "status"],
    ] as const)("and answers %i to %s is told, and ends it with 1", async (status, kind) => {
      app.answerWith({ status, headers: { location: url } });

      const { code, stdout, stderr } = await triggerTo(kind);

      expect(code).toBe(1);
      expect(app.received.at(-1)?.json).toMatchObject({ message_uuid: stdout.trim() });
      expect(stderr.split("\n").slice(0, 2)).toEqual([
        "The simulated webhook was not taken.",
        `${new URL(app.url).host} answered ${status}, and only 2xx takes it.`,
      ]);
    });

    it("is told in JSON, too", async () => {
      app.answerWith(500);

      const { code, stdout, stderr } = await triggerTo("inbound", "--json");

      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ answer: { status: 500, reason: null } });
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: "SIMULATOR_WEBHOOK_REFUSED" } });
    });

    it.each(["bad-signature", "unsigned", "wrong-hash", "huge-body"])(
      "does right when the webhook has fault %s",
      async (fault) => {
        app.answerWith(401);

        const { code, stdout, stderr } = await triggerTo("inbound", "--fault", fault);

        expect({ code, stdout, stderr }).toEqual({
          code: 0,
          stdout: expect.stringMatching(/^[0-9a-f-]{36}\n$/),
          stderr: expect.stringMatching(/^Answered 401 in \d[\d.]* m?s\.\n$/),
        });
      },
    );

    it("has no say when the connection was to break", async () => {
      expect(await triggerTo("inbound", "--fault", "reset")).toMatchObject({
        code: 0,
        stderr: "There was no answer: the simulator broke the connection, as it was told to.\n",
      });
    });

    it.each([
      [500, "The simulated webhook was not taken."],
      ["hang up", "The simulated message did not reach the webhook."],
    ] as const)("is told, by %s, also of what was held back", async (answer, what) => {
      app.answerWith(answer);

      const { code, stderr } = await triggerTo("inbound", "--fault", "out-of-order");

      expect({ code, what: stderr.split("\n")[0] }).toEqual({ code: 1, what });
    });
  });

  it("says when nobody listens there", async () => {
    const { code, stderr } = await place.run(["trigger", "inbound", "--to", "http://127.0.0.1:1/"]);

    expect(code).toBe(1);
    expect(stderr).toContain("did not reach the webhook");
  });
});

describe("hookline simulate", { timeout: 30_000 }, () => {
  it("runs alone and says where in one JSON line, until it is stopped", async () => {
    const simulating = place.start(["simulate", "--port", "0", "--json", "--seed", "7"]);

    const line: unknown = JSON.parse(await simulating.nextLine());
    simulating.signal("SIGTERM");

    expect(line).toMatchObject({
      event: "ready",
      pid: simulating.pid,
      ui: null,
      listener: null,
      simulator: {
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        controlKey: expect.any(String),
      },
      tunnel: null,
    });
    expect(await simulating.ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("does not start where none of its webhooks would be sent to", async () => {
    const base = ["--webhook-base", "http://bot.example:3000"];

    const { code, stdout, stderr } = await place.run(["simulate", "--port", "0", ...base]);

    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("The simulator does not call bot.example.");
    expect(stderr).toContain("--allow-callback-host bot.example");
  });

  it("starts where the host of its webhooks is allowed by name", async () => {
    const base = ["--webhook-base", "http://bot.example:3000", "--allow-callback-host", "bot.example"];
    const simulating = place.start(["simulate", "--port", "0", "--json", ...base]);

    expect(JSON.parse(await simulating.nextLine())).toMatchObject({ event: "ready" });
    simulating.signal("SIGTERM");
    expect(await simulating.ended).toMatchObject({ code: 0, stderr: "" });
  });
});
