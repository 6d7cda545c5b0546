// The doctor, with and without a running Hookline. Its report may be pasted in public.
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { speak } from "../fakes/cli-voice.ts";
import { createCliPlace, type CliPlace } from "../fakes/cli-process.ts";
import { createImportPlaces, type ImportPlaces } from "../fakes/import-places.ts";
import { vaultNotice } from "../fakes/vault-notice.ts";

const APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const PAGE_ID = "107083064136738";
const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const SECRETS = {
  VONAGE_API_KEY: "a1b2c3d4",
  VONAGE_API_SECRET: "hidden-api-secret",
  VONAGE_SIGNATURE_SECRET: "hidden-signature-secret",
  VONAGE_PRIVATE_KEY: pem,
  VONAGE_APPLICATION_ID: APPLICATION_ID,
};

interface Report {
  readonly worst: string;
  readonly findings: readonly { readonly subject: string; readonly verdict: string; readonly text: string }[];
}

let places: ImportPlaces;

beforeEach(() => {
  places = createImportPlaces();
});

afterEach(() => places.remove());

function folder(): string {
  return places.path("home/data");
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return speak([...args, "--data-dir", folder()], { env, places: places.surroundings });
}

async function addWorkspace(...args: readonly string[]): Promise<void> {
  const added = await run(
    ["workspace", "add", "--name", "Bike bot of Acme", "--page-id", PAGE_ID, "--unchecked", ...args],
    SECRETS,
  );
  expect(added.stderr).toBe(vaultNotice(folder()));
}

async function report(...args: readonly string[]): Promise<Report & { readonly code: number | null }> {
  const { code, stdout } = await run(["doctor", "--json", ...args]);
  return { code, ...(JSON.parse(stdout) as Report) }; // its form is what the tests look at
}

function about(found: Report, subject: string): readonly string[] {
  return found.findings
    .filter((finding) => finding.subject === subject)
    .map(({ verdict, text }) => `${verdict}: ${text}`);
}

/** Everything that must not stand in a report that others read. */
function privateTexts(): readonly string[] {
  const vault = JSON.parse(readFileSync(join(folder(), "vault.json"), "utf8")) as {
    readonly secrets: Readonly<Record<string, string>>;
  };
  const secrets = Object.values(vault.secrets).flatMap((secret) => secret.trim().split("\n"));
  return [...secrets, places.path(""), APPLICATION_ID, PAGE_ID, "a1b2c3d4", "Acme"];
}

describe("hookline doctor without a running Hookline", () => {
  it("says what there would be where nothing is yet, and makes nothing", async () => {
    const found = await report();

    expect(found).toMatchObject({ code: 0 });
    expect(about(found, "data folder")).toEqual(["note: There is none yet; it would be below ~."]);
    expect(about(found, "store")).toEqual(["note: There is none yet."]);
    expect(about(found, "version")).toEqual([expect.stringMatching(/^good: Hookline \d.*Node 2\d/)]);
    expect(about(found, "clock")).toEqual([
      "note: It was not compared with Vonage’s. Give --network to ask the API host.",
    ]);
    expect(existsSync(folder())).toBe(false);
  });

  it("tells of keys, store and link, and of nobody's secrets, names and paths", async () => {
    await addWorkspace();

    const { code, stdout, stderr } = await run(["doctor"]);
    const found = await report();

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(about(found, "keys")).toEqual([
      "good: Workspace 2 (real, application aaaaaaaa…): RSA key of 2048 bits, stored 0 days ago; API secret stored, signature secret not proved yet.",
    ]);
    expect(about(found, "store")).toEqual([
      expect.stringMatching(/^good: Its integrity check passes. 0 events/),
    ]);
    expect(about(found, "link")).toEqual(["note: Page link of workspace 2: no day of linking is known."]);
    const printed = stdout + JSON.stringify(found);
    expect(privateTexts().filter((text) => printed.includes(text))).toEqual([]);
    expect(printed).not.toMatch(/hidden|BEGIN/);
  });

  it("names a damaged store and goes on", async () => {
    await addWorkspace();
    writeFileSync(join(folder(), "hookline.db"), "no database, but long enough to be looked at".repeat(50));

    const found = await report();

    expect(found).toMatchObject({ code: 1, worst: "problem" });
    expect(about(found, "store")).toEqual([
      expect.stringMatching(/^problem: The file hookline\.db cannot be read/),
    ]);
    expect(about(found, "ports")).toHaveLength(3);
    expect(privateTexts().filter((text) => JSON.stringify(found).includes(text))).toEqual([]);
  });

  it("names a damaged vault without its text", async () => {
    await addWorkspace();
    const vault = readFileSync(join(folder(), "vault.json"), "utf8");
    writeFileSync(join(folder(), "vault.json"), vault.slice(0, -5));

    const found = await report();

    expect(found.code).toBe(1);
    expect(JSON.stringify(found)).toContain("vault.json");
    expect(JSON.stringify(found)).not.toMatch(/hidden|BEGIN/);
  });

  it.skipIf(process.platform === "win32")("names a folder and a vault that others can read", async () => {
    await addWorkspace();
    chmodSync(folder(), 0o755);
    chmodSync(join(folder(), "vault.json"), 0o644);

    const found = await report();

    expect(about(found, "data folder")).toEqual([
      "doubt: It is below ~, and other users can look into it. Close it: chmod 700",
      "doubt: The keys in its vault.json are open to other users, by the file’s mode. Start Hookline to close it, or: chmod 600",
    ]);
  });

  it("takes a folder of nobody's for none", async () => {
    const { code, stdout } = await speak(["doctor", "--data-dir", "/none/of/mine"], {
      places: places.surroundings,
    });

    expect(code).toBe(0);
    expect(stdout).toContain("outside of the home folder");
    expect(stdout).not.toContain("/none");
  });
});

describe("hookline doctor --network", () => {
  let server: Server;
  let host: string;
  let offsetMs = 0;

  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.setHeader("date", new Date(Date.now() - offsetMs).toUTCString());
      response.statusCode = 401;
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is never a text
  });

  afterEach(() => server.close());

  it("finds a clock that is off, and a secret that is refused", async () => {
    offsetMs = 3_600_000;
    await addWorkspace("--api-host", host);

    const found = await report("--network");

    expect(found).toMatchObject({ code: 1, worst: "problem" });
    expect(about(found, "clock")).toEqual([
      expect.stringMatching(/^problem: It is 3,(?:599|60[01]) s ahead of another API host’s/),
    ]);
    expect(about(found, "account")).toEqual([expect.stringMatching(/^problem: Workspace 2: /)]);
    const printed = JSON.stringify(found);
    expect([...privateTexts(), host.slice(7)].filter((text) => printed.includes(text))).toEqual([]);
  });

  it("finds a clock that is right", async () => {
    offsetMs = 0;
    await addWorkspace("--api-host", host);

    expect(about(await report("--network"), "clock")).toEqual(["good: It agrees with another API host’s."]);
  });
});

describe("hookline doctor beside a running Hookline", { timeout: 30_000 }, () => {
  let place: CliPlace;

  beforeEach(async () => {
    place = await createCliPlace();
  });

  afterEach(() => place.remove());

  it("asks it: ports, tunnel, and the simulator's account without --network", async () => {
    const serve = place.start([
      "serve",
      "--json",
      "--ui-port",
      "0",
      "--listen-port",
      "0",
      "--simulator-port",
      "0",
    ]);
    const ready = JSON.parse(await serve.nextLine()) as {
      readonly simulator: Readonly<Record<string, string>>;
      readonly listener: { readonly url: string };
    };
    await fetch(`${ready.listener.url}/hooks/of-somebody`, { method: "POST" });

    const { code, stdout, stderr } = await place.run(["doctor", "--json"]);
    serve.signal("SIGTERM");
    await serve.ended;

    const found = JSON.parse(stdout) as Report; // its form is what the test looks at
    expect({ code, stderr, problems: found.findings.filter(({ verdict }) => verdict === "problem") }).toEqual(
      {
        code: 0,
        stderr: "",
        problems: [],
      },
    );
    expect(about(found, "ports")).toHaveLength(4);
    expect(about(found, "listener")).toEqual([
      "doubt: Requests to other paths than /webhooks/inbound and /webhooks/status: 1. The status bar of Hookline names them.",
    ]);
    expect(stdout).not.toContain("of-somebody");
    expect(about(found, "tunnel")).toEqual(["note: It is off, so Vonage cannot reach this computer."]);
    expect(about(found, "account")).toEqual([
      "good: API key and secret of workspace 1 are taken.",
      "good: The application of workspace 1 may use Messages.",
    ]);
    expect(about(found, "keys")).toContain(
      "good: The private key of workspace 1 belongs to its application.",
    );
    expect(about(found, "clock")[0]).toBe("good: It agrees with another API host’s.");
    const { apiSecret = "", signatureSecret = "", controlKey = "", applicationId = "" } = ready.simulator;
    for (const text of [apiSecret, signatureSecret, controlKey, applicationId, place.folder])
      expect(stdout).not.toContain(text);
  });
});
