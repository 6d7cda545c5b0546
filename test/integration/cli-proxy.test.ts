// The command line as a developer behind a company's proxy runs it: the variables of the shell, and nothing else.
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { speak } from "../fakes/cli-voice.ts";
import { createCliPlace, type CliPlace, type CliResult } from "../fakes/cli-process.ts";
import { createInternet, type Internet } from "../fakes/internet.ts";
import { vaultNotice } from "../fakes/vault-notice.ts";
import type { ProxyServer } from "../fakes/proxy-server.ts";

const HOST = "api.vonage.test";
const SECRETS = {
  VONAGE_API_KEY: "a1b2c3d4",
  VONAGE_API_SECRET: "hidden-api-secret",
  VONAGE_PRIVATE_KEY: generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString(),
};

interface Report {
  readonly findings: readonly { readonly subject: string; readonly verdict: string; readonly text: string }[];
}

let place: CliPlace;
let internet: Internet;
let proxy: ProxyServer;
let behind: Readonly<Record<string, string>>;
beforeEach(async () => {
  place = await createCliPlace();
  internet = createInternet();
  await internet.host(HOST, {
    answer: ({ path }, response) =>
      path === "/v1/messages"
        ? response.writeHead(202).end('{"message_uuid":"uuid-1"}')
        : response
            .writeHead(200)
            .end('{"_embedded":{"applications":[]},"total_items":0,"page":1,"page_size":100}'),
  });
  proxy = await internet.proxy({ login: "wilma:hush-hush" });
  behind = {
    HTTPS_PROXY: proxy.url.replace("://", "://wilma:hush-hush@"),
    NODE_EXTRA_CA_CERTS: internet.authority.file,
  };
});
afterEach(async () => {
  await place.remove();
  await internet.stop();
});

const OF_BOT = [
  "--name",
  "Bot",
  "--application-id",
  "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  "--page-id",
  "107083064136738",
];
const ADD = ["workspace", "add", ...OF_BOT, "--api-host", `https://${HOST}`];

/** In the test's own process, as long as no variable is one that Node itself reads when it starts. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliResult> {
  return speak([...args, "--data-dir", place.dataFolder], { env });
}

function addWorkspace(env: Readonly<Record<string, string>>): Promise<CliResult> {
  return run(ADD, { ...SECRETS, ...env });
}

async function doctor(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ readonly network: readonly string[]; readonly printed: string }> {
  const { stdout, stderr } = await run(["doctor", "--json", ...args], env);
  expect(stderr).toBe("");
  const { findings } = JSON.parse(stdout) as Report; // its form is what the test looks at
  const network = findings
    .filter(({ subject }) => subject === "network")
    .map(({ verdict, text }) => `${verdict}: ${text}`);
  return { network, printed: stdout };
}

describe(
  "behind a proxy that wants a login, with an authority of the company's own",
  { timeout: 60_000 },
  () => {
    it("a workspace is added and a reply sent, and nothing that is written holds the login", async () => {
      const added = await addWorkspace(behind);
      const send = ["send", "--json", "--workspace", "Bot", "--to", "2", "text", "Hi"];
      const sent = await run(send, behind);

      expect(added).toMatchObject({ code: 0, stderr: vaultNotice(place.dataFolder) });
      expect(sent).toMatchObject({ code: 0, stderr: "" });
      expect(JSON.parse(sent.stdout)).toMatchObject({ message_uuid: "uuid-1" });
      expect(internet.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
        expect.stringMatching(/^GET \/v2\/applications/),
        "POST /v1/messages",
      ]);
      const written = ["hookline.log", "hookline.db", "hookline.db-wal", "vault.json"].map((name) =>
        readOrNothing(join(place.dataFolder, name)),
      );
      const everything = [added.stdout, sent.stdout, ...written].join();
      expect(everything).not.toMatch(/hush-hush|d2lsbWE6aHVzaC1odXNo/);
    });

    it("the doctor says which proxy and whose certificates are in use, and hides the login", async () => {
      await addWorkspace(behind);

      const { network, printed } = await doctor(behind, "--network");

      expect(network).toEqual([
        `good: The way to the host of workspace 2 and localtunnel.me is the proxy http://***@127.0.0.1:${proxy.port}, with a login, named by HTTPS_PROXY. A tunnel’s own connections go past it.`,
        expect.stringMatching(
          /^good: Certificates are trusted of \d+ authorities that come with Node, \d+ of this system and 1 of NODE_EXTRA_CA_CERTS\.$/,
        ),
      ]);
      expect(printed).not.toMatch(/wilma|hush/);
    });

    it("the doctor names what is wrong with the way, in the words of the app", async () => {
      await addWorkspace(behind);
      const wrong = { ...behind, HTTPS_PROXY: proxy.url.replace("://", "://wilma:guess@") };
      const { NODE_EXTRA_CA_CERTS: _file, ...untrusting } = behind;

      const refused = await doctor(wrong, "--network");
      const distrusted = await doctor(untrusting, "--network");
      const unreadable = await doctor({ ...behind, NODE_EXTRA_CA_CERTS: "/none/ca.pem" });
      const unusable = await doctor({ HTTPS_PROXY: "socks5://wilma:guess@proxy.example" });

      expect(refused.network.at(-1)).toBe(
        `problem: The host of workspace 2 was not reached: the proxy http://***@127.0.0.1:${proxy.port} asks for a login. It answered 407: it refused the user name and password in its address. Set HTTPS_PROXY to http://user:password@host:port, special characters percent-encoded, and start Hookline again.`,
      );
      expect(distrusted.network.at(-1)).toMatch(
        /^problem: The connection to .* an authority that is not trusted/,
      );
      expect(unreadable.network.at(-1)).toMatch(
        /^doubt: The file that NODE_EXTRA_CA_CERTS names cannot be read: ENOENT/,
      );
      expect(unreadable.printed).not.toContain("/none");
      expect(unusable.network[0]).toMatch(
        /^problem: There is no way to .* HTTPS_PROXY: it names a socks5 proxy/,
      );
      for (const { printed } of [refused, distrusted, unusable])
        expect(printed).not.toMatch(/wilma|guess|hush/);
    });

    // Only there can a test bring a store along; on the other systems it is the computer's own.
    it.skipIf(process.platform !== "linux")("the authority may also be in the system's store", async () => {
      // What OpenSSL takes for the store, and other systems have in their own way.
      const env = { HTTPS_PROXY: behind["HTTPS_PROXY"] ?? "", SSL_CERT_FILE: internet.authority.file };

      const stderr = vaultNotice(place.dataFolder);
      expect(await place.run(ADD, { env: { ...SECRETS, ...env } })).toMatchObject({ code: 0, stderr });
      expect(internet.requests).toHaveLength(1);
    });

    it("what runs on this computer is spoken to past every proxy, whatever Node was told", async () => {
      const env = { ...behind, HTTP_PROXY: behind["HTTPS_PROXY"] ?? "", NODE_USE_ENV_PROXY: "1" };
      const ports = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
      const serving = place.start(["serve", "--json", ...ports], { env });
      await serving.nextLine();

      const received = await place.run(["trigger", "inbound", "--text", "Hello"], { env });
      const send = ["send", "--json", "--workspace", "simulated", "--to", "1111111111111111", "text", "Hi"];
      const sent = await place.run(send, { env });
      const { network } = await doctor(env);
      serving.signal("SIGTERM");
      await serving.ended;

      expect([received, sent]).toMatchObject([
        { code: 0, stderr: "" },
        { code: 0, stderr: "" },
      ]);
      expect(network[0]).toContain(
        "The way to api.nexmo.com and localtunnel.me is the proxy http://***@127.0.0.1",
      );
      expect(proxy.requests).toEqual([]);
    });
  },
);

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    // Not every file is there after every command.
    return "";
  }
}
