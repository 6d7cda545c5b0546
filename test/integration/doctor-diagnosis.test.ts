// What the doctor finds of each cause for which Vonage refuses a JWT, on the simulator and in the words of the app.
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { speak } from "../fakes/cli-voice.ts";
import { createImportPlaces, type ImportPlaces } from "../fakes/import-places.ts";
import { startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator } from "../fakes/simulator-client.ts";
import { vaultNotice } from "../fakes/vault-notice.ts";
import { deadAddress } from "../provocations/stage.ts";

interface Report {
  readonly worst: string;
  readonly findings: readonly { readonly subject: string; readonly verdict: string; readonly text: string }[];
}

let simulator: RunningSimulator;
let places: ImportPlaces;
beforeEach(async () => {
  simulator = await startSimulator();
  // Its clock stands still; until a test says otherwise it agrees with this computer's.
  simulator.clock.jumpTo(Date.now());
  places = createImportPlaces();
});
afterEach(async () => {
  places.remove();
  await simulator.stop();
});

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return speak([...args, "--data-dir", places.path("home/data")], { env, places: places.surroundings });
}

interface Given {
  readonly apiHost?: string;
  readonly apiSecret?: string;
  readonly applicationId?: string;
  readonly privateKey?: string;
}

/** Adds a workspace of the simulated account; what is left out is right. Gives what the doctor then says of it. */
async function examine(given: Given = {}): Promise<readonly string[]> {
  const { identity, url } = simulator;
  const env = {
    VONAGE_API_KEY: identity.apiKey,
    VONAGE_APPLICATION_ID: given.applicationId ?? identity.applicationId,
    VONAGE_PRIVATE_KEY: given.privateKey ?? identity.privateKeyPem,
    ...(given.apiSecret === "" ? {} : { VONAGE_API_SECRET: given.apiSecret ?? identity.apiSecret }),
  };
  const add = ["workspace", "add", "--name", "Bot", "--unchecked", "--api-host", given.apiHost ?? url];
  const stderr = vaultNotice(places.path("home/data"));
  expect(await run(add, env)).toMatchObject({ code: 0, stderr });
  const { stdout } = await run(["doctor", "--json", "--network"]);
  const { findings } = JSON.parse(stdout) as Report; // its form is what the test looks at
  return findings
    .filter(({ subject }) => ["network", "clock", "account", "keys"].includes(subject))
    .filter(({ verdict }) => verdict !== "good")
    .map(({ subject, verdict, text }) => `${subject}: ${verdict}: ${text}`);
}

function anotherKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

describe("the doctor, asking the account", { timeout: 20_000 }, () => {
  it("has nothing against a workspace that is right", async () => {
    expect(await examine()).toEqual([]);
  });

  it("has nothing against a key whose line breaks were put back and that is the application's", async () => {
    const privateKey = simulator.identity.privateKeyPem.replaceAll("\n", " ");

    expect(await examine({ privateKey })).toEqual([]);
  });

  it("finds a key that is not the application's", async () => {
    expect(await examine({ privateKey: anotherKey() })).toEqual([
      expect.stringMatching(
        /^keys: problem: The private key of workspace 2 does not belong to its application/,
      ),
    ]);
  });

  it("finds lost line breaks where the key is not the application's", async () => {
    expect(await examine({ privateKey: anotherKey().replaceAll("\n", " ") })).toEqual([
      expect.stringMatching(/^keys: problem: /),
      expect.stringMatching(/^keys: doubt: The private key of workspace 2 had lost its line breaks/),
    ]);
  });

  it("finds lost line breaks where there is no secret to ask with", async () => {
    expect(await examine({ privateKey: anotherKey().replaceAll("\n", " "), apiSecret: "" })).toEqual([
      expect.stringMatching(/^keys: doubt: The private key of workspace 2 had lost its line breaks/),
    ]);
  });

  it("finds an application of another account", async () => {
    expect(await examine({ applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab" })).toEqual([
      expect.stringMatching(
        /^account: problem: Workspace 2: There is no application aaaaaaaa… in this account\./,
      ),
    ]);
  });

  it("finds an application without Messages", async () => {
    const path = `/v2/applications/${simulator.identity.applicationId}`;
    await callSimulator(simulator, "PUT", path, { body: { name: "Voice", capabilities: {} } });

    expect(await examine()).toEqual([
      expect.stringMatching(
        /^account: problem: The application of workspace 2 lacks the Messages capability/,
      ),
    ]);
  });

  it.each([
    [-3_600_000, "ahead of"],
    [3_600_000, "behind"],
  ])("finds a clock that is off by %i ms", async (off, words) => {
    simulator.clock.jumpTo(Date.now() + off);

    expect(await examine()).toEqual([
      expect.stringMatching(
        new RegExp(`^clock: problem: It is 3,(?:59\\d|60\\d) s ${words} another API host’s`),
      ),
    ]);
  });

  it("finds a secret that is not the account's", async () => {
    expect(await examine({ apiSecret: "of-another-account" })).toEqual([
      expect.stringMatching(/^account: problem: Workspace 2: Vonage refused the API secret of /),
    ]);
  });

  it.each([
    ["is not there", async () => (await deadAddress()).url, "It refused the connection"],
    ["has no address", async () => "https://nowhere.invalid", "No address was found for its name"],
    ["speaks no TLS", async () => simulator.url.replace("http:", "https:"), "did not agree on TLS"],
  ])("names the trouble with a host that %s, for the way and for the account", async (_what, host, words) => {
    const found = await examine({ apiHost: await host() });

    expect(found).toEqual([
      expect.stringMatching(/^network: problem: .*host of workspace 2/),
      expect.stringMatching(/^account: problem: Workspace 2: .*host of workspace 2/),
    ]);
    for (const text of found) expect(text).toContain(words);
  });
});
