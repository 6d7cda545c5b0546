import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import packageJson from "../../../../package.json" with { type: "json" };
import { speak } from "../../../fakes/cli-voice.ts";

const APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const NOWHERE = "http://127.0.0.1:9/";
const KEY_TEXTS = [
  ["a PEM", PEM],
  ["a PEM in one line", PEM.trim().replaceAll("\n", "\\n")],
  ["the base64 of a key without its head", PEM.split("\n").slice(1, -2).join("")],
  ["one line out of a key", PEM.split("\n")[3] ?? ""],
] as const;

const folder = mkdtempSync(join(tmpdir(), "hookline-words-"));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
writeFileSync(join(folder, "private.key"), privateKey.export({ type: "pkcs8", format: "pem" }));
const WITH_KEY = ["--application-id", APPLICATION_ID, "--private-key", join(folder, "private.key")];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the command line", () => {
  it.each([[["--version"]], [["serve", "--version"]], [["jwt", "verify", "--version"]]])(
    "prints its version for %j",
    async (args) => {
      expect(await speak(args)).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: "" });
    },
  );

  it("lists every command of this version in --help, and none of a later one", async () => {
    const { code, stdout, stderr } = await speak(["--help"]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name]) => name);
    expect(commands).toEqual([
      "serve",
      "events",
      "jwt",
      "workspace",
      "send",
      "trigger",
      "simulate",
      "scenario",
      "handler-doctor",
      "doctor",
    ]);
    expect(stdout).not.toMatch(/replay/);
  });

  it.each([
    [["serve"]],
    [["events"]],
    [["jwt"]],
    [["jwt", "verify"]],
    [[]],
    [["workspace"]],
    [["trigger"]],
    [["workspace", "add"]],
    [["workspace", "list"]],
    [["workspace", "show"]],
    [["workspace", "remove"]],
    [["send"]],
    [["trigger", "inbound"]],
    [["trigger", "status"]],
    [["trigger", "read"]],
    [["trigger", "play"]],
    [["simulate"]],
    [["scenario"]],
    [["scenario", "list"]],
    [["scenario", "run"]],
    [["handler-doctor"]],
  ])("offers the common options in %j --help, and none of a later version", async (command) => {
    const { stdout } = await speak([...command, "--help"]);

    for (const option of ["--data-dir", "--json", "--quiet", "--help", "--version"]) {
      expect(stdout).toContain(option);
    }
    expect(stdout).not.toMatch(/default: \[\]|--forward-to/);
  });

  it.each([[[]], [["serve"]], [["jwt", "verify"]]])(
    "takes help before the command, too: %j",
    async (command) => {
      const asked = await speak(["help", ...command]);

      expect(asked).toEqual(await speak([...command, "--help"]));
      expect(asked).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("Usage: hookline"),
        stderr: "",
      });
    },
  );

  it("explains help itself", async () => {
    expect(await speak(["help", "--help"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Usage: hookline help"),
      stderr: "",
    });
  });

  it("says of help about a command that there is not that there is none", async () => {
    const { code, stdout, stderr } = await speak(["help", "jwt", "hidden-secret"]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "The command was not run.\nThere is no such command.\nLook at its options: hookline --help\n",
    );
  });

  it.each([
    [["replay", "12", "--to", "http://127.0.0.1:3000", "--re-sign"], "replay"],
    [["replay", "--help"], "replay"],
    [["help", "replay"], "replay"],
    [["serve", "--forward-to", "http://127.0.0.1:3000"], "--forward-to"],
    [["serve", "--tunnel", "cloudflared"], "--tunnel cloudflared"],
  ])("says of %j that it is not in this version", async (args, name) => {
    const { code, stdout, stderr } = await speak(args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`“${name}” is not in this version.`);
  });

  it.each([
    [[]],
    [["nonsense"]],
    [["workspace"]],
    [["workspace", "nonsense"]],
    [["workspace", "show"]],
    [["workspace", "add", "--application-id", APPLICATION_ID]],
    [["trigger"]],
    [["trigger", "inbound", "--type", "smell"]],
    [["trigger", "inbound", "--fault", "nonsense"]],
    [["trigger", "inbound", "--fault", "late,,duplicate"]],
    [["trigger", "play", "--advance", "soon"]],
    [["trigger", "inbound", "--payload-version", "v2"]],
    [["trigger", "inbound", "--to", "ftp://127.0.0.1/"]],
    [["trigger", "inbound", "--psid", "x".repeat(51)]],
    [["events", "--limit", "0"]],
    [["events", "--limit", "-3"]],
    [["events", "--limit", "1e3"]],
    [["events", "--after", "x"]],
    [["events", "--nonsense"]],
    [["events", "extra"]],
    [["jwt"]],
    [["jwt", "--application-id", APPLICATION_ID]],
    [["jwt", "--workspace", "a", "--application-id", APPLICATION_ID]],
    [["jwt", "--ttl", "forever", "--workspace", "a"]],
    [["jwt", "--ttl", "29s", "--workspace", "a"]],
    [["jwt", "--ttl", "25h", "--workspace", "a"]],
    [["jwt", "--nbf", "tomorrow", "--workspace", "a"]],
    [["jwt", "--exp", "tomorrow", "--workspace", "a"]],
    [["jwt", "--exp", "2000000000", "--ttl", "15m", "--workspace", "a"]],
    [["jwt", ...WITH_KEY, "--exp", "1000"]],
    [["jwt", "--claim", "novalue", "--workspace", "a"]],
    [["jwt", ...WITH_KEY, "--claim", "iat=5"]],
    [["jwt", ...WITH_KEY, "--claim", "tenant=7", "--claim", "tenant=8"]],
    [["jwt", ...WITH_KEY, "--claim", 'user={"id":1,"id":2}']],
    [["jwt", ...WITH_KEY, "--acl", '{"paths":{"/a":{},"/a":{}}}']],
    [["jwt", ...WITH_KEY, "--acl", "{x"]],
    [["jwt", ...WITH_KEY, "--acl", ""]],
    [["jwt", ...WITH_KEY, "--sub", " "]],
    [["jwt", ...WITH_KEY, "--jti", ""]],
    [["events", "--query", "status:foo", "--data-dir", "."]],
    [["workspace", "add", "--name", "B", "--api-host", "http://evil.example", "--data-dir", folder]],
    [["trigger", "status", "bogus"]],
    [["scenario"]],
    [["scenario", "run"]],
    [["scenario", "run", "image"]],
    [["scenario", "run", "nonsense", "--inbound-url", "http://127.0.0.1:9/"]],
    [["scenario", "run", "/none/mine.json", "--inbound-url", "http://127.0.0.1:9/"]],
    [["scenario", "run", "image", "--inbound-url", "ftp://127.0.0.1/"]],
    [["scenario", "run", "image", "--inbound-url", "http://127.0.0.1:9/", "--report", "pdf"]],
    [["scenario", "run", "image", "--inbound-url", "http://127.0.0.1:9/", "--seed", "x"]],
    [["scenario", "run", "image", "--inbound-url", "http://127.0.0.1:9/", "--wait", "2h"]],
    [["handler-doctor"]],
    [["handler-doctor", "--inbound-url", "http://127.0.0.1:9/", "--require", "G"]],
    [["jwt", "verify"]],
    [["jwt", "verify", "a.b.c", "--public-key", "a", "--private-key", "b"]],
    [["jwt", "verify", "a.b.c", "--workspace", "a", "--private-key", "b"]],
    [["jwt", "verify", "a.b.c", "--workspace", "a", "--application-id", "b"]],
    [["send", "text", "Hi"]],
    [["send", "--to", "1", "text"]],
    [["send", "--to", "1", "carousel", "Hi"]],
    [["send", "--to", "x".repeat(51), "--from", "2", "text", "Hi"]],
    [["send", "--to", "1", "image"]],
    [["send", "--to", "1", "file", ""]],
    [["send", "--to", "1", "--category", "RESPONSE", "text", "Hi"]],
    [["send", "--to", "1", "--api-version", "v2", "text", "Hi"]],
    [["send", "--to", "1", "--api-version", "v1", "custom", "a.json"]],
    [["send", "--to", "1", "--api-version", "v0.1", "--webhook-url", "https://a.example", "text", "Hi"]],
    [["send", "--to", "1", "--failover", "a.json", "custom", "a.json"]],
    [["simulate", "--port", "99999"]],
    [["simulate", "--seed", "x"]],
    [["simulate", "--webhook-base", "nowhere"]],
    [["serve", "--ui-port", "x"]],
    [["serve", "--ui-port", "65536"]],
    [["serve", "--listen-port", "-1"]],
    [["serve", "--bind", "0.0.0.0"]],
    [["serve", "--bind", "nowhere", "--allowed-host", "a"]],
    [["serve", "--subdomain", "abc"]],
    [["serve", "--no-simulator", "--simulator-port", "5818"]],
    [["serve", "--tunnel", "localtunnel", "--tunnel-host", "https://user:pass@tunnel.example"]],
    [["serve", "--tunnel", "localtunnel", "--subdomain", "a".repeat(64)]],
    [["serve", "extra"]],
  ])("exits 2 on %j and says how it is used, on stderr only", async (args) => {
    const { code, stdout, stderr } = await speak(args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(3);
    expect(stderr).not.toContain("pass@");
  });

  it.each([
    [
      ["serve", "--bind", "0.0.0.0", "--allowed-host", "http://box:5816/"],
      /^--allowed-host takes a name or an IP address alone: write box, not “http:\/\/box:5816\/”\.$/m,
    ],
    [
      ["serve", "--bind", "0.0.0.0", "--allowed-host", "a b"],
      /^--allowed-host takes a name or an IP address alone, as in the address of the page, not “a b”\.$/m,
    ],
    [
      ["trigger", "status", "bogus"],
      /^The status is one of submitted, delivered, read, rejected, undeliverable\.$/m,
    ],
    [
      ["trigger", "inbound", "--fault", "none"],
      /^--fault is one of bad-signature, unsigned, .*, huge-body, or several with commas between\.$/m,
    ],
    [["trigger", "status", "read", "--fault", "late,none"], /^--fault is one of bad-signature, /m],
    [["trigger", "play", "--until", "later"], /^--until takes next or idle, not “later”\.$/m],
    [
      ["trigger", "play", "--advance", "9999h"],
      /^--advance takes a time like 30s, 15m, 24h or 8d, up to 31d/m,
    ],
    [
      ["trigger", "play", "--advance", "1h", "--until", "idle"],
      /^--advance and --until exclude each other\.$/m,
    ],
    [
      ["trigger", "inbound", "--signature-secret-file", "secret"],
      /^--signature-secret-file goes with --to\.$/m,
    ],
    [["trigger", "read", "--psid", ""], /^--psid is empty\.$/m],
    [["trigger", "inbound", "--payload-version", "v2"], /^--payload-version is one of v0\.1, v1\.$/m],
    [["workspace", "add", "--name", ""], /^--name is empty\.$/m],
    [["send", "--to", "1", "text", ""], /^The text is empty\.$/m],
    [["send", "--to", "1", "text"], /^The text is missing: /m],
    [["send", "--to", "1", "audio"], /^The address of the audio is missing: send --to PSID audio https/m],
    [["send", "--to", "1", "custom"], /^The file of the template is missing: /m],
    [
      ["send", "--to", "1", "quick", "Hi"],
      /^It sends text, image, audio, video, file, custom, not “quick”\.$/m,
    ],
    [
      ["send", "--to", "1", "--category", "message-tag", "text", "Hi"],
      /^--category takes response, update, message_tag, not “message-tag”\. It is written with an underscore\.$/m,
    ],
    [
      ["send", "--to", "1", "--api-version", "v0.1", "--webhook-version", "v1", "text", "Hi"],
      /^--webhook-version is of v1 only; v0\.1 has nothing like it\.$/m,
    ],
    [
      ["send", "--to", "1", "--api-version", "v1", "custom", "a.json"],
      /^Templates are sent by --api-version v0\.1 only\.$/m,
    ],
  ])("says in plain words what is wrong with %j", async (args, words) => {
    const { stderr } = await speak(args);

    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/hookline [a-z ]*--help/);
  });

  it("takes the options of every command before the command, too", async () => {
    const before = await speak(["--json", "--data-dir", folder, "workspace", "list"]);
    const between = await speak(["workspace", "--json", "list", "--data-dir", folder]);
    const after = await speak(["workspace", "list", "--json", "--data-dir", folder]);

    for (const { code, stdout, stderr } of [before, between, after]) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({ activeId: "simulated" });
    }
  });

  it("points at the right help when a value stands before the command", async () => {
    const { stderr } = await speak(["--data-dir", folder, "events", "--nonsense"]);

    expect(stderr).toContain("hookline events --help");
  });

  it("names the environment's variable whose key is of no use", async () => {
    const env = { VONAGE_PRIVATE_KEY: "garbage", VONAGE_APPLICATION_ID: APPLICATION_ID };
    const { code, stderr } = await speak(["jwt"], { env });

    expect(code).toBe(1);
    expect(stderr).toContain(
      "The private key in the environment variable VONAGE_PRIVATE_KEY cannot be used.",
    );
    expect(stderr).not.toContain("This file");
  });

  it("does not care for the environment's key beside one that is given", async () => {
    const env = { VONAGE_PRIVATE_KEY: "garbage", VONAGE_APPLICATION_ID: APPLICATION_ID };
    const [, , ...keyOnly] = WITH_KEY;

    expect(await speak(["jwt", ...keyOnly], { env })).toMatchObject({ code: 0, stderr: "" });
  });

  it("tells a data folder that is not there from one that cannot be read", async () => {
    const missing = await speak(["events", "--data-dir", join(folder, "none")]);
    const inTheWay = await speak(["events", "--data-dir", join(folder, "private.key")]);

    expect(missing).toMatchObject({ code: 0, stdout: "" });
    expect(missing.stderr).toBe(
      `There is no data folder ${join(folder, "none")} yet, so nothing is stored.\n`,
    );
    expect(inTheWay).toMatchObject({ code: 1, stdout: "" });
    expect(inTheWay.stderr).toContain("A file stands where a folder should be.");
    expect(inTheWay.stderr.trimEnd().split("\n")).toHaveLength(3);
  });

  it("takes no empty name for the data folder, which would be the current one", async () => {
    const { code, stderr } = await speak(["events", "--data-dir", ""]);

    expect({ code, stderr: stderr.includes("--data-dir takes a folder") }).toEqual({ code: 2, stderr: true });
  });

  it("points at the help of the command that was meant", async () => {
    const { stderr } = await speak(["workspace", "add", "--nonsense"]);

    expect(stderr).toContain("hookline workspace add --help");
  });

  it("writes an error as JSON with --json", async () => {
    const { stdout, stderr } = await speak(["events", "--limit", "x", "--json"]);

    expect(stdout).toBe("");
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: "CLI_USAGE",
        what: "The command was not run.",
        why: `--limit takes a whole number from 1 to ${Number.MAX_SAFE_INTEGER}, not “x”.`,
        todo: "Look at its options: hookline events --help",
      },
    });
  });
});

it("takes a claim of many digits as the text that it is", async () => {
  const { stdout } = await speak([
    "jwt",
    ...WITH_KEY,
    "--claim",
    "psid=24071234567890123",
    "--claim",
    "n=12",
  ]);

  const claims: unknown = JSON.parse(Buffer.from(stdout.split(".")[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({ psid: "24071234567890123", n: 12 });
});

it.each([
  [
    ["jwt", ...WITH_KEY, "--claim", 'user={"id":24071234567890123}'],
    "--claim user has the number 24071234567890123, which would be signed as 24071234567890124: write it as a string, between quotation marks.",
  ],
  [["jwt", ...WITH_KEY, "--claim", "exp=5"], "The claim exp is set by --exp or --ttl, not by --claim."],
  [["jwt", ...WITH_KEY, "--claim", "iat=5"], "The claim iat is always the moment of minting."],
  [["serve", "--tunnel", "foo"], "--tunnel takes none or localtunnel, not “foo”."],
])("says of %j what is wrong with it", async (args, words) => {
  const { code, stderr } = await speak(args);

  expect({ code, why: stderr.split("\n")[1] }).toEqual({ code: 2, why: words });
});

it("tells the workspace of the environment which variable its key comes from", async () => {
  const env = { VONAGE_API_KEY: "a1b2c3d4", VONAGE_APPLICATION_ID: APPLICATION_ID };

  const { code, stderr } = await speak(["jwt", "--workspace", "Environment", "--data-dir", folder], { env });

  expect({ code, why: stderr.split("\n")[1] }).toEqual({
    code: 2,
    why: "The workspace Environment has no private key: set VONAGE_PRIVATE_KEY or VONAGE_PRIVATE_KEY_PATH.",
  });
});

describe("a secret of an account in the environment, without VONAGE_API_KEY,", () => {
  const KEY = { VONAGE_APPLICATION_ID: APPLICATION_ID, VONAGE_PRIVATE_KEY_PATH: join(folder, "private.key") };

  it.each([
    ["VONAGE_API_SECRET", ["serve"]],
    ["VONAGE_SIGNATURE_SECRET", ["serve"]],
    ["VONAGE_SIGNATURE_SECRET", ["jwt", "--workspace", "Environment"]],
    ["VONAGE_API_SECRET", ["jwt", "verify", "--workspace", "environment"]],
    ["VONAGE_SIGNATURE_SECRET", ["send", "--to", "1", "--from", "2", "text", "Hi"]],
    ["VONAGE_API_SECRET", ["workspace", "add", "--name", "B"]],
  ])("is told by the name of its variable: %s, %j", async (variable, command) => {
    const env = { ...KEY, [variable]: "hidden-secret" };

    const said = await speak([...command, "--data-dir", folder], { env, input: "a.b.c" });

    expect(said).toEqual({
      code: 1,
      stdout: "",
      stderr:
        `The secret in the environment variable ${variable} cannot be used.\n` +
        "It belongs to an account, and VONAGE_API_KEY does not say to which.\n" +
        `Unset ${variable}, or set VONAGE_API_KEY as well.\n`,
    });
  });

  it("keeps no JWT from being minted that needs no account", async () => {
    const env = { ...KEY, VONAGE_API_SECRET: "hidden-secret" };

    expect(await speak(["jwt"], { env })).toMatchObject({ code: 0, stderr: "" });
  });

  it("is no matter to commands that name a stored workspace", async () => {
    const { VONAGE_PRIVATE_KEY_PATH: file } = KEY;
    const place = ["--data-dir", join(folder, "beside-the-environment")];
    const app = ["--application-id", APPLICATION_ID, "--private-key", file];
    await speak(["workspace", "add", "--name", "Bot", "--unchecked", ...app, ...place]);
    const env = { VONAGE_SIGNATURE_SECRET: "hidden-secret" };

    const minted = await speak(["jwt", "--workspace", "bot", ...place], { env });
    const sent = await speak(["send", "--workspace", "Bot", "--to", "1", "text", "Hi", ...place], { env });

    expect(minted).toMatchObject({ code: 0, stderr: "" });
    // Further than the environment: to what this workspace lacks.
    expect(sent.stderr).toContain("No Page ID is known for Bot.");
  });
});

describe("a secret where something else is meant", () => {
  describe.each(KEY_TEXTS)("%s", (_what, key) => {
    it.each([
      [["jwt", "--application-id", APPLICATION_ID, "--private-key", key]],
      [["workspace", "add", "--name", "B", "--private-key", key, "--data-dir", folder]],
      [["jwt", "verify", "-", "--public-key", key]],
      [["jwt", "verify", "-", "--private-key", key]],
      [["trigger", "inbound", "--to", NOWHERE, "--signature-secret-file", key, "--data-dir", folder]],
      [["send", "--to", "1", "--from", "2", "custom", key]],
      [["jwt", key]],
      [["jwt", "verify", key, key]],
      [["events", key]],
      [["workspace", "add", `--api-secret=${key}`]],
      [["jwt", ...WITH_KEY, "--claim", key]],
      [["jwt", ...WITH_KEY, "--ttl", key]],
      [["serve", "--listen-port", key]],
      [["jwt", "--workspace", key, "--data-dir", folder]],
      [["workspace", "show", "--data-dir", folder, key]],
    ])("is not repeated: case %#", async (args) => {
      for (const more of [[], ["--json"]]) {
        const said = await speak([...more, ...args]);

        expect(said.code).toBeGreaterThan(0);
        expectNothingOf(key, said);
      }
    });

    it("is not repeated out of the environment, and its variable is named", async () => {
      const env = { VONAGE_APPLICATION_ID: APPLICATION_ID, VONAGE_PRIVATE_KEY_PATH: key };

      const said = await speak(["jwt"], { env });

      expectNothingOf(key, said);
      expect(said.stderr).toBe(
        "The private key in the environment variable VONAGE_PRIVATE_KEY_PATH cannot be used.\n" +
          "It looks like a key itself, where the path of its file is meant.\n" +
          "Unset VONAGE_PRIVATE_KEY_PATH, or put the PEM text into VONAGE_PRIVATE_KEY, or the path of its file into VONAGE_PRIVATE_KEY_PATH.\n",
      );
    });
  });

  it.each([
    [["workspace", "add", "--api-secret=SECRETsecret0123"], "Unknown option '--api-secret'."],
    [["events", "-pSECRET"], "Unknown option; it is not repeated, as it may be a secret."],
    [["events", "--nonsense"], "Unknown option '--nonsense'."],
    [["SECRETsecret0123"], "Unknown command; it is not repeated, as it may be a secret."],
    [["nonsense"], "Unknown command 'nonsense'."],
    [["jwt", "verfy"], "Unknown command 'verfy' (Did you mean verify?)."],
    [["triger"], "Unknown command 'triger' (Did you mean trigger?)."],
    [["jwt", "SECRETsecret0123"], "Unknown command; it is not repeated, as it may be a secret."],
    [["events", "SECRET"], "Too many arguments for 'events'. Expected 0 arguments but got 1."],
  ])("names of %j only what plainly is a name", async (args, words) => {
    const { code, stderr } = await speak(args);

    expect({ code, why: stderr.split("\n")[1] }).toEqual({ code: 2, why: words });
  });

  it("does not repeat a word where the file of a secret is meant", async () => {
    const args = ["trigger", "inbound", "--to", NOWHERE, "--data-dir", folder];

    const { code, stderr } = await speak([...args, "--signature-secret-file", "THESECRET"]);

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "The file that --signature-secret-file names cannot be read.\nThere is no such file.\nCheck the path and its permissions.\n",
    });
  });
});

/** No eight characters of the key, of which any line has more. */
function expectNothingOf(key: string, { stdout, stderr }: { stdout: string; stderr: string }): void {
  const body = key.replace(/-----[^-]*-----/g, "").replace(/\\n|\s/g, "");
  for (let at = 0; at + 8 <= body.length; at += 1) {
    expect(stdout + stderr).not.toContain(body.slice(at, at + 8));
  }
  expect(stdout + stderr).not.toContain("BEGIN");
}
