import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, symlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createImports } from "../../../../../main/workspaces/imports/imports.ts";
import { readFoundFile } from "../../../../../main/workspaces/imports/found-file.ts";
import { SIMULATED_WORKSPACE, WorkspaceId } from "../../../../../preload/contract/ids.ts";
import type { ImportCandidate } from "../../../../../preload/contract/workspace-import.ts";
import { DEFAULT_API_HOST } from "../../../../../preload/contract/workspace.ts";
import type { WorkspaceToSave } from "../../../../../preload/contract/workspace.ts";
import { restingSimulator } from "../../../../../main/workspaces/memory-workspaces.ts";
import { createFrozenClock } from "../../../../fakes/clock.ts";
import { createImportPlaces, type ImportPlaces } from "../../../../fakes/import-places.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const keyBody = pem.split("\n").slice(1, -2).join("");
const APPLICATION = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const STORED = WorkspaceId.parse("stored");
const SIMULATOR = "http://127.0.0.1:4818";

let places: ImportPlaces;

beforeEach(() => {
  places = createImportPlaces();
});

afterEach(() => places.remove());

function openImports({
  env = {},
  apiHost = DEFAULT_API_HOST,
  workingFolder = places.surroundings.workingFolder,
} = {}) {
  const clock = createFrozenClock();
  const stored: { readonly id: WorkspaceId | null; readonly input: WorkspaceToSave }[] = [];
  const workspace = { ...restingSimulator(0).workspace, id: STORED, kind: "real", apiHost } as const;
  const imports = createImports({
    surroundings: { ...places.surroundings, workingFolder, env },
    clock,
    target: {
      list: () => ({ workspaces: [workspace], activeId: SIMULATED_WORKSPACE }),
      simulatorUrl: () => SIMULATOR,
      add: async (input) => {
        stored.push({ id: null, input });
        return workspace;
      },
      change: async (id, input) => {
        stored.push({ id, input });
        return workspace;
      },
    },
  });
  return { imports, clock, stored };
}

function lookOnce(env: Readonly<Record<string, string>> = {}): readonly Omit<ImportCandidate, "id">[] {
  const { imports } = openImports({ env });
  return imports.look().map(({ id: _new, ...candidate }) => candidate);
}

const nothing = {
  apiKey: null,
  applicationId: null,
  hasApiSecret: false,
  hasPrivateKey: false,
  hasSignatureSecret: false,
  foreignHost: null,
};

describe("looking for credentials", () => {
  it("finds nothing where there is nothing", () => {
    expect(lookOnce({ VONAGE_API_KEY: " " })).toEqual([]);
  });

  it("finds every place, the project's first, and shows no secret", () => {
    const secrets = { "api-key": "a1b2c3d4", "api-secret": "hidden-secret-1" };
    places.write("home/project/.vonagerc", JSON.stringify({ ...secrets, "private-key": pem }));
    places.write("home/project/.vonage/config.json", JSON.stringify({ apiKey: "a1b2c3d4" }));
    places.write("home/.vonage/config.json", JSON.stringify({ ...secrets, "app-id": APPLICATION }));
    places.write("home/.nexmorc", "[credentials]\napi_key=a1b2c3d4\napi_secret=hidden-secret-2\n");
    places.write(
      "home/.nexmo-app",
      `[app_config]\r\napp_id=${APPLICATION}\r\nprivate_key=${JSON.stringify(pem)}\r\n`,
    );

    const found = lookOnce({
      VONAGE_API_KEY: "a1b2c3d4",
      VONAGE_SIGNATURE_SECRET: "hidden-secret-3",
      NEXMO_API_KEY: "e5f6a7b8",
    });

    const known = { ...nothing, apiKey: "a1b2c3d4", problem: null };
    expect(found).toEqual([
      {
        ...known,
        source: "vonagerc",
        place: "~/project/.vonagerc",
        hasApiSecret: true,
        hasPrivateKey: true,
      },
      { ...known, source: "vonage-config", place: "~/project/.vonage/config.json" },
      {
        ...known,
        source: "vonage-config",
        place: "~/.vonage/config.json",
        applicationId: APPLICATION,
        hasApiSecret: true,
      },
      { ...known, source: "nexmorc", place: "~/.nexmorc", hasApiSecret: true },
      {
        ...nothing,
        source: "nexmo-app",
        place: "~/.nexmo-app",
        applicationId: APPLICATION,
        hasPrivateKey: true,
        problem: null,
      },
      {
        ...known,
        source: "environment",
        place: "VONAGE_API_KEY, VONAGE_SIGNATURE_SECRET",
        hasSignatureSecret: true,
      },
      { ...known, source: "environment", place: "NEXMO_API_KEY", apiKey: "e5f6a7b8" },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hidden|BEGIN/);
  });

  it.each([
    ["broken JSON", ".vonagerc", '{\n  "api-key": "a1b2c3d4",\n  "api-secret": hidden\n}', "look at line 3."],
    ["JSON that ends early", ".vonagerc", '{\n"api-key": "a1b2c3d4"\n', "look at line 2."],
    ["JSON with a comma too many", ".vonagerc", '{"api-key":"a1b2c3d4",\n}', "look at line 2."],
    ["bottomless JSON", ".vonagerc", "[".repeat(60_000), "look at line 1."],
    ["JSON that is no object", ".vonagerc", '["hidden"]', "It holds no JSON object."],
    ["a number for a text", ".vonagerc", '{"api-key": 5}', "What stands under api-key is not a text."],
    [
      "two different keys",
      ".vonagerc",
      '{"api-key": "one", "apiKey": "two"}',
      "It says twice, and differently, what apiKey is.",
    ],
    [
      "a member that is there twice",
      ".vonagerc",
      '{"apiKey":"a1b2c3d4",\n"apiSecret":"hidden",\n"api\\u0053ecret":"hidden too"}',
      "It has a member twice: look at line 3.",
    ],
    ["an empty object", ".vonagerc", "{}", "It holds neither an API key nor an application."],
    ["a broken INI line", ".nexmorc", "[credentials]\nhidden\n", "Line 2 is neither"],
    ["broken INI quotes", ".nexmorc", 'api_key="hidden', "The quotes of line 1 do not fit together."],
    ["a secret of no account", ".nexmorc", "api_secret=hidden", "no API key says of which"],
    ["a private key that is none", ".vonagerc", '{"private-key":"-----BEGIN hidden"}', "cannot be used."],
    ["text that is no UTF-8", ".nexmorc", new Uint8Array([0xff, 0xfe, 0x41]), "It is not text in UTF-8."],
    ["a huge file", ".nexmorc", "#".repeat(70_000), "It is larger than any file of that tool."],
    [
      "a secret in the key's place",
      ".vonagerc",
      '{"apiKey":"hid/den+","apiSecret":"b"}',
      "The API key in it is none.",
    ],
    [
      "an ID that is none",
      ".vonagerc",
      '{"apiKey":"a","appId":"hid\\u202eden"}',
      "The application ID in it is none.",
    ],
    ["a host that is none", ".vonagerc", '{"apiKey":"a","apiHost":"http://example.com"}', "is not allowed."],
    ["a key that is not found", ".vonagerc", '{"privateKey":"./private.key"}', "private.key is missing."],
    ["a key elsewhere", ".vonagerc", '{"privateKey":"/etc/hidden"}', "lies outside of the project"],
  ])("names the problem of %s, and nothing of what stands there", (_what, name, text, words) => {
    places.write(`home/${name}`, text);

    const found = lookOnce();

    expect(found).toEqual([expect.objectContaining({ problem: expect.stringContaining(words) })]);
    expect(JSON.stringify(found)).not.toContain("hidden");
  });

  it.each([
    ["a key without its head", () => keyBody],
    ["a key whose head is cut", () => pem.slice(20)],
    ["the beginning of a key", () => keyBody.slice(0, 30)],
    ["a word", () => "THESECRET"],
  ])("repeats nothing of %s where a path is meant", (_what, text) => {
    const privateKey = text();
    places.write("home/.vonagerc", JSON.stringify({ appId: APPLICATION, privateKey }));

    const found = lookOnce({ VONAGE_PRIVATE_KEY: privateKey });

    const problem = "Its private key is neither the path of a file that is there nor a whole key.";
    expect(found).toEqual([expect.objectContaining({ problem }), expect.objectContaining({ problem })]);
    expect(JSON.stringify(found)).not.toContain(privateKey.slice(0, 8));
  });

  it("reads a key beside the file that names it, and says which", () => {
    places.write("home/project/private.key", pem);
    places.write("home/project/.vonagerc", JSON.stringify({ appId: APPLICATION, privateKey: "private.key" }));

    expect(lookOnce()).toEqual([
      expect.objectContaining({
        place: "~/project/.vonagerc, key ~/project/private.key",
        hasPrivateKey: true,
        problem: null,
      }),
    ]);
  });

  it("takes the root of the disk, where a desktop app is started, for no project", () => {
    places.write("home/.vonagerc", '{"privateKey":"/etc/hidden"}');
    const { imports } = openImports({ workingFolder: "/" });

    expect(imports.look()).toMatchObject([
      { place: "~/.vonagerc", problem: expect.stringContaining("lies outside of the project") },
    ]);
  });

  it("names symbolic links and follows none", () => {
    places.write("elsewhere/config.json", JSON.stringify({ apiKey: "a1b2c3d4" }));
    symlinkSync(places.path("elsewhere"), places.path("home/.vonage"));
    symlinkSync(places.path("elsewhere/config.json"), places.path("home/project/.vonagerc"));

    expect(lookOnce().map(({ place, problem }) => [place, problem])).toEqual([
      ["~/project/.vonagerc", ".vonagerc is a symbolic link, and links are not followed."],
      ["~/.vonage/config.json", ".vonage is a symbolic link, and links are not followed."],
    ]);
  });

  it.skipIf(process.platform === "win32")("does not hang on a named pipe", () => {
    execFileSync("mkfifo", [places.path("home/.nexmorc")]);

    expect(lookOnce()).toMatchObject([{ problem: "It is not a file." }]);
  });

  it("names a file of another user", () => {
    const path = places.write("home/.nexmorc", "api_key=a");

    expect(readFoundFile({ root: places.path("home"), path }, 4_711_815)).toEqual({
      kind: "problem",
      problem: "It belongs to another user of this computer.",
    });
  });

  it("names a file that may not be read", ({ skip }) => {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) console.info("Skipped: root may read every file, so none can be made that it may not read.");
    skip(isRoot, "root may read every file");
    chmodSync(places.write("home/.nexmorc", "api_key=a"), 0);

    expect(lookOnce()).toMatchObject([{ problem: "You may not read it." }]);
  });

  it("unescapes values as their tool wrote them, and leaves comments out", async () => {
    places.write("home/.nexmorc", "; mine\napi_key = a1b2 ; not this\napi_secret=s\\;e\\#c\\\\r#et\n");
    const { imports, stored } = openImports();
    const [candidate] = imports.look();

    await imports.take({ candidate: candidate?.id ?? "", workspace: STORED, name: "x" });

    expect(stored[0]?.input).toEqual({ apiKey: "a1b2", apiSecret: "s;e#c\\r" });
  });
});

describe("taking a candidate", () => {
  it("stores what was found in a new workspace, under the name given", async () => {
    places.write("home/.vonage/config.json", JSON.stringify({ apiKey: "a1b2c3d4", apiSecret: "hidden" }));
    const { imports, stored } = openImports();
    const [candidate] = imports.look();

    await imports.take({ candidate: candidate?.id ?? "", workspace: null, name: "Bike bot" });

    expect(stored).toEqual([
      { id: null, input: { name: "Bike bot", apiKey: "a1b2c3d4", apiSecret: "hidden" } },
    ]);
  });

  it("adds to a workspace that is there, and leaves its name", async () => {
    places.write("home/.nexmo-app", `app_id=${APPLICATION}\nprivate_key=${JSON.stringify(pem)}`);
    const { imports, stored } = openImports();
    const [candidate] = imports.look();

    await imports.take({ candidate: candidate?.id ?? "", workspace: STORED, name: "Other" });

    expect(stored).toEqual([{ id: STORED, input: { applicationId: APPLICATION, privateKey: pem } }]);
  });

  it("takes a host of Vonage's along", async () => {
    const { imports, stored } = openImports({
      env: { VONAGE_API_KEY: "a1b2c3d4", VONAGE_API_HOST: "api-eu.vonage.com" },
    });
    const [candidate] = imports.look();

    await imports.take({ candidate: candidate?.id ?? "", workspace: null, name: "EU" });

    expect(stored[0]?.input).toEqual({
      name: "EU",
      apiKey: "a1b2c3d4",
      apiHost: "https://api-eu.vonage.com",
    });
  });

  it.each([
    "https://api.nexmo.com.evil.test",
    "https://evilnexmo.com",
    "http://localhost:4010",
    "https://api.nexmo.com:8443",
    "https://pages.vonage.com",
  ])("takes neither the host %s nor a secret beside it", async (apiHost) => {
    places.write("home/.vonagerc", JSON.stringify({ apiKey: "a1b2c3d4", apiSecret: "hidden", apiHost }));
    const { imports, stored } = openImports();
    const [candidate] = imports.look();

    await imports.take({ candidate: candidate?.id ?? "", workspace: null, name: "Evil" });

    expect(candidate).toMatchObject({ foreignHost: new URL(apiHost).host, problem: null });
    expect(stored[0]?.input).toEqual({ name: "Evil", apiKey: "a1b2c3d4" });
  });

  it.each(["https://proxy.example", "http://127.0.0.1:4010"])(
    "takes nothing into a workspace that sends to %s, which is not Vonage's",
    async (apiHost) => {
      const { imports, stored } = openImports({ env: { VONAGE_API_KEY: "a1b2c3d4" }, apiHost });
      const [candidate] = imports.look();

      const taking = imports.take({ candidate: candidate?.id ?? "", workspace: STORED, name: "x" });

      await expect(taking).rejects.toMatchObject({ code: "IMPORT_HOST_FOREIGN" });
      expect(stored).toEqual([]);
    },
  );

  it("takes it into a workspace that sends to Hookline's own simulator", async () => {
    const { imports, stored } = openImports({ env: { VONAGE_API_KEY: "a1b2c3d4" }, apiHost: SIMULATOR });
    const [candidate] = imports.look();

    await imports.take({ candidate: candidate?.id ?? "", workspace: STORED, name: "x" });

    expect(stored).toEqual([{ id: STORED, input: { apiKey: "a1b2c3d4" } }]);
  });

  it("passes on that key and secret may be kept untried", async () => {
    const { imports, stored } = openImports({ env: { VONAGE_API_KEY: "a1b2c3d4" } });
    const [candidate] = imports.look();

    await imports.take({ candidate: candidate?.id ?? "", workspace: null, name: "Bot", unchecked: true });

    expect(stored[0]?.input).toEqual({ name: "Bot", apiKey: "a1b2c3d4", unchecked: true });
  });

  it("refuses what has a problem", async () => {
    places.write("home/.nexmorc", "hidden");
    const { imports, stored } = openImports();
    const [candidate] = imports.look();

    const taking = imports.take({ candidate: candidate?.id ?? "", workspace: null, name: "x" });

    await expect(taking).rejects.toMatchObject({ code: "IMPORT_CANDIDATE_UNUSABLE" });
    expect(stored).toEqual([]);
  });

  it("forgets what it found at the next look, after ten minutes, and when it stops", async () => {
    const { imports, clock } = openImports({ env: { VONAGE_API_KEY: "a1b2c3d4" } });
    const take = (found: readonly ImportCandidate[]) =>
      imports.take({ candidate: found[0]?.id ?? "", workspace: null, name: "x" });
    const gone = { code: "IMPORT_CANDIDATE_GONE" };

    const first = imports.look();
    const second = imports.look();
    await expect(take(first)).rejects.toMatchObject(gone);
    clock.advance(10 * 60 * 1000);
    await expect(take(second)).rejects.toMatchObject(gone);
    const third = imports.look();
    imports.stop();
    await expect(take(third)).rejects.toMatchObject(gone);
    expect(clock.pending()).toBe(0);
  });
});
