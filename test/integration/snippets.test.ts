// Every snippet, run for real: what reaches a server is what Hookline itself would have sent.
import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ReplyDraft } from "../../preload/contract/reply.ts";
import { buildSendRequest } from "../../preload/contract/send-request.ts";
import { SNIPPETS, type SnippetWorkspace } from "../../preload/contract/snippets/snippet.ts";
import { ApplicationId } from "../../preload/contract/ids.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { anyDraft, draftOf } from "../fakes/drafts.ts";
import { mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const AWKWARD = `it's "quoted" \\ \n\r\n $HOME $(id) \`id\` %s 🚲 \u202eabc \u007f \u2028 </script> \${x}`;

type Language = (typeof SNIPPETS)[number]["id"];

const WORKSPACE: SnippetWorkspace = {
  kind: "real",
  applicationId: ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab"),
  apiKey: "abcd1234",
  hasApiSecret: true,
  apiHost: "https://api.nexmo.com",
};

let folder: string;

beforeAll(async () => {
  // Inside the checkout, so that the modules of a snippet are found as in a project of one's own.
  await mkdir(join(root, "test-results"), { recursive: true });
  folder = await mkdtemp(join(root, "test-results/snippets-"));
});
afterAll(() => rm(folder, { recursive: true }));

function snippet(language: Language, draft: ReplyDraft, workspace: SnippetWorkspace): string {
  const made = SNIPPETS.find(({ id }) => id === language)?.make(draft, workspace);
  if (made?.ok !== true) throw new Error(made?.why ?? "There is no such language.");
  return made.code;
}

/** Runs snippets one after the other in one process, as somebody would who pastes each into a file. */
async function runAll(
  language: "curl" | "fetch" | "node-sdk",
  codes: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const ending = language === "curl" ? "sh" : "mjs";
  const files = await Promise.all(
    codes.map(async (code, index) => {
      const file = join(folder, `${language}-${String(index)}.${ending}`);
      await writeFile(file, code);
      return file;
    }),
  );
  const all = join(folder, `${language}-all.${ending}`);
  const lines = files.map((file) =>
    language === "curl" ? `. ${file}\necho` : `await import(${JSON.stringify(file)});`,
  );
  await writeFile(all, lines.join("\n"));
  const program = language === "curl" ? "sh" : process.execPath;
  const { stdout } = await run(program, [all], {
    cwd: folder,
    env: { PATH: process.env["PATH"], ...env },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

const runnable = ["curl", "fetch", "node-sdk"] as const;
const isPosix = process.platform !== "win32";

describe.each(runnable)("the snippet for %s", { timeout: 60_000 }, (language) => {
  const isHere = language !== "curl" || (isPosix && isInstalled("curl"));
  if (!isHere) console.warn("The snippet for curl is not run: there is no curl, or no POSIX shell, here.");

  describe.runIf(isHere)("run against the simulator", () => {
    // Snippets go by the system's clock.
    const clock = createFrozenClock({ now: Date.now() });
    let running: RunningSimulator;
    let workspace: SnippetWorkspace;

    beforeEach(async () => {
      running = await startSimulator({ clock });
      const { applicationId, apiKey } = running.identity;
      workspace = { ...WORKSPACE, applicationId, apiKey, apiHost: running.url };
      await running.simulator.receive({ type: "text", text: "Hello" });
    });
    afterEach(() => running.stop());

    it("has each type of message accepted, with a JWT", async () => {
      const versions = language === "node-sdk" ? (["v1"] as const) : (["v1", "v0.1"] as const);
      const drafts = versions.flatMap((apiVersion) =>
        CONTENTS.map((content) =>
          draftOf({ apiVersion, content, category: "message_tag", tag: "HUMAN_AGENT", clientRef: "it's #7" }),
        ),
      );
      const keyFile = join(folder, "private.key");
      await writeFile(keyFile, running.identity.privateKeyPem);

      const printed = await runAll(
        language,
        drafts.map((draft) => snippet(language, draft, workspace)),
        { JWT: await mintFor({ ...running, clock }), VONAGE_PRIVATE_KEY_PATH: keyFile },
      );

      const accepted = running.simulator.state().messages.map(({ message_uuid: uuid }) => uuid);
      expect(accepted).toHaveLength(drafts.length);
      for (const uuid of accepted) expect(printed).toContain(uuid);
    });

    it("is accepted with key and secret, where there is no application", async () => {
      const { apiKey, apiSecret } = running.identity;
      const code = snippet(language, draftOf(), { ...workspace, applicationId: null });

      const printed = await runAll(language, [code], {
        VONAGE_API_KEY: apiKey,
        VONAGE_API_SECRET: apiSecret,
      });

      expect(code).not.toContain(apiSecret);
      expect(printed).toContain(String(running.simulator.state().messages[0]?.message_uuid));
    });
  });

  describe.runIf(isHere)("run against a server that keeps what comes", () => {
    let vonage: WebhookReceiver;
    beforeEach(async () => {
      vonage = await startWebhookReceiver();
      vonage.answerWith({
        status: 202,
        headers: { "content-type": "application/json" },
        body: '{"message_uuid":"uuid"}',
      });
    });
    afterEach(() => vonage.stop());

    it("sends what Hookline would send, whatever is in the draft", async () => {
      const workspace = { ...WORKSPACE, apiHost: vonage.url, applicationId: null };
      const drawn = fc.sample(anyDraft(), { numRuns: language === "curl" ? 60 : 120, seed: 11 });
      const sms = {
        channel: "sms",
        message_type: "text",
        to: "447700900000",
        from: "447700900001",
        text: AWKWARD,
      };
      const drafts = [
        draftOf({ content: { type: "text", text: AWKWARD }, clientRef: AWKWARD }),
        draftOf({ failover: JSON.stringify([sms]) }),
        ...drawn,
      ];
      const offered = drafts.flatMap((draft) => {
        const made = SNIPPETS.find(({ id }) => id === language)?.make(draft, workspace);
        return made?.ok === true ? [{ draft, code: made.code }] : [];
      });

      await runAll(
        language,
        offered.map(({ code }) => code),
        { VONAGE_API_KEY: "abcd1234", VONAGE_API_SECRET: "it's $ecret" },
      );

      expect(offered.length).toBeGreaterThan(language === "node-sdk" ? 20 : 60);
      expect(vonage.received.map(({ path, json }) => ({ path, json }))).toEqual(
        offered.map(({ draft }) => {
          const { path, body } = buildSendRequest(draft, { apiHost: vonage.url, authorization: "" });
          return { path, json: JSON.parse(body) as unknown };
        }),
      );
      for (const { headers } of vonage.received) {
        expect(headers.authorization).toBe(`Basic ${btoa("abcd1234:it's $ecret")}`);
        expect(headers["content-type"]).toMatch(/^application\/json/);
      }
    });
  });
});

const CONTENTS = [
  { type: "text", text: AWKWARD },
  { type: "image", url: "https://example.com/a.jpg?x='\"$(id)" },
  { type: "audio", url: "https://example.com/a.mp3" },
  { type: "video", url: "https://example.com/a.mp4" },
  { type: "file", url: "https://example.com/a.pdf" },
] as const;

describe("the snippet for the Python SDK", { timeout: 60_000 }, () => {
  const drafts = CONTENTS.flatMap((content) => [
    draftOf({ content }),
    draftOf({
      content,
      category: "message_tag",
      tag: AWKWARD,
      clientRef: "order'7",
      webhookUrl: "https://example.com/status",
      webhookVersion: "v0.1",
    }),
  ]);
  const programs = [
    ...drafts.map((draft) => snippet("python-sdk", draft, WORKSPACE)),
    snippet("python-sdk", draftOf(), {
      ...WORKSPACE,
      applicationId: null,
      apiHost: "https://api-eu.nexmo.com",
    }),
  ];
  const hasPython = isInstalled("python3");
  if (!hasPython) console.warn("The snippets for the Python SDK are not compiled: there is no python3 here.");

  it.runIf(hasPython)("is Python", async () => {
    const files = programs.map((_program, index) => join(folder, `sdk-${String(index)}.py`));
    await Promise.all(programs.map((program, index) => writeFile(files[index] ?? "", program)));

    await expect(run("python3", ["-m", "py_compile", ...files])).resolves.toMatchObject({ stderr: "" });
  });

  it.runIf(hasPython)("says with its arguments what Hookline would send", async () => {
    const file = join(folder, "arguments.py");
    await writeFile(file, `${PYTHON_STAND_IN}\n${programs.map(indented).join("\n")}`);

    const { stdout } = await run("python3", [file], {
      env: {
        PATH: process.env["PATH"],
        VONAGE_PRIVATE_KEY_PATH: "/key",
        VONAGE_API_KEY: "k",
        VONAGE_API_SECRET: "s",
      },
    });

    const sent = stdout
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    const bodies = [...drafts, draftOf()].map((draft): unknown =>
      JSON.parse(buildSendRequest(draft, { apiHost: "", authorization: "" }).body),
    );
    expect(sent).toEqual(bodies);
  });

  const reason = hasPython ? whyNoSdk() : "there is no python3 here";
  const isRequired = process.env["HOOKLINE_PYTHON_SDK"] === "required";
  if (reason !== null) console.warn(`The snippets for the Python SDK are not run for real: ${reason}`);

  it.runIf(reason === null || isRequired)("runs, and sends what Hookline would send", async () => {
    const vonage = await startWebhookReceiver();
    vonage.answerWith({
      status: 202,
      headers: { "content-type": "application/json" },
      body: '{"message_uuid":"uuid"}',
    });
    const keyFile = join(folder, "python.key");
    const running = await startSimulator();
    await writeFile(keyFile, running.identity.privateKeyPem);
    await running.stop();
    const plain = drafts.filter(({ content }) => content.type !== "text" || content.text.length <= 640);
    // The client speaks https only; what it hands to its HTTP library is turned to the server here.
    const redirect = [
      "import requests",
      "_request = requests.Session.request",
      "def _here(self, method, url, **rest):",
      `    return _request(self, method, url.replace("https://api.nexmo.com", ${JSON.stringify(vonage.url)}), **rest)`,
      "requests.Session.request = _here",
    ].join("\n");
    const file = join(folder, "for-real.py");
    await writeFile(
      file,
      [redirect, ...plain.map((draft) => snippet("python-sdk", draft, WORKSPACE))].join("\n"),
    );

    await run("python3", [file], { env: { PATH: process.env["PATH"], VONAGE_PRIVATE_KEY_PATH: keyFile } });

    await vonage.stop();
    expect(vonage.received.map(({ json }) => json)).toEqual(
      plain.map((draft): unknown =>
        JSON.parse(buildSendRequest(draft, { apiHost: "", authorization: "" }).body),
      ),
    );
  });
});

/** The names of Vonage's package, made to print what a message was given. */
const PYTHON_STAND_IN = `
import json, os, sys, types

class Model:
    message_type = None
    def __init__(self, **members):
        self.members = members
    def body(self):
        members = {("from" if name == "from_" else name): value for name, value in self.members.items()}
        return {name: value.body() if isinstance(value, Model) else value for name, value in members.items()}

class Messages:
    def send(self, message):
        print(json.dumps({"channel": "messenger", "message_type": message.message_type, **message.body()}))
        return types.SimpleNamespace(message_uuid=None)

class Vonage:
    def __init__(self, auth, http_client_options=None):
        self.messages = Messages()

def keep(**members):
    return members

vonage = types.ModuleType("vonage")
vonage.Auth, vonage.HttpClientOptions, vonage.Vonage = keep, keep, Vonage
models = types.ModuleType("vonage_messages.models")
models.MessengerOptions, models.MessengerResource = type("O", (Model,), {}), type("R", (Model,), {})
for kind in ["text", "image", "audio", "video", "file"]:
    setattr(models, "Messenger" + kind.capitalize(), type("M", (Model,), {"message_type": kind}))
sys.modules.update({"vonage": vonage, "vonage_messages": types.ModuleType("vonage_messages"), "vonage_messages.models": models})

def print_none(*values):
    pass
`;

/** Its last line prints the message_uuid, of which the stand-in has none. */
function indented(program: string): string {
  return program.replace(/print\(response\.message_uuid\)\s*$/, "");
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    // Whatever keeps it from telling its version keeps it from running a snippet.
    return false;
  }
}

/** null when the package can be used. */
function whyNoSdk(): string | null {
  try {
    execFileSync("python3", ["-c", "import vonage, vonage_messages"], { stdio: "pipe" });
    return null;
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    return said.split("\n").at(-1) ?? said;
  }
}
