// Saving a workspace: the simulator is the account that key and secret are tried on.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApplicationsApi } from "../../main/applications/applications-api.ts";
import { createVonageCall } from "../../main/network/vonage-call.ts";
import { createSaveWorkspace, type SaveWorkspace } from "../../main/workspaces/save-workspace.ts";
import { isUnasked } from "../../preload/contract/workspace.ts";
import { deadAddress } from "../provocations/stage.ts";
import { speak } from "../fakes/cli-voice.ts";
import { createImportPlaces, type ImportPlaces } from "../fakes/import-places.ts";
import { vaultNotice } from "../fakes/vault-notice.ts";
import { startVonageAccount, type VonageAccount } from "../fakes/vonage-account.ts";
import { plainNetwork } from "../fakes/network.ts";

let account: VonageAccount;
/** Where Hookline's own simulator runs. */
let simulator: string | null;
let save: SaveWorkspace;
let given: { apiHost: string; apiKey: string; apiSecret: string };

beforeEach(async () => {
  account = await startVonageAccount();
  const { clock, identity, url } = account.running;
  const call = createVonageCall({ clock, network: plainNetwork });
  save = createSaveWorkspace({
    workspaces: account.workspaces,
    api: createApplicationsApi({ clock, call }),
    simulatorUrl: () => simulator,
  });
  simulator = url;
  given = { apiHost: url, apiKey: identity.apiKey, apiSecret: identity.apiSecret };
});
afterEach(() => account.stop());

function names(): readonly string[] {
  return account.workspaces.list().workspaces.map(({ name }) => name);
}

describe("key and secret", () => {
  it("are kept when the account takes them", async () => {
    const added = await save.add({ name: "Taken", ...given });

    expect(added).toMatchObject({ name: "Taken", apiKey: given.apiKey, hasApiSecret: true });
  });

  it("are not kept when the account refuses them", async () => {
    const before = [account.vault.contents(), names()];

    const adding = save.add({ name: "Refused", ...given, apiKey: "other123", apiSecret: "wrong" });

    await expect(adding).rejects.toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
    expect([account.vault.contents(), names()]).toEqual(before);
  });

  it("leave a stored secret alone when the new one is refused", async () => {
    const { id } = account.workspace;

    const changing = save.change(id, { name: "Renamed", apiSecret: "wrong" });

    await expect(changing).rejects.toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
    expect(account.workspaces.get(id).name).toBe("Bot");
    expect(await account.workspaces.credentialsOf(id)).toEqual(given);
  });

  it("are tried together when the key alone is corrected", async () => {
    const changing = save.change(account.workspace.id, { apiKey: "another1" });

    await expect(changing).rejects.toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
    expect(account.workspaces.get(account.workspace.id).apiKey).toBe(given.apiKey);
  });

  it("are not kept when nobody could be asked, unless it is wanted so", async () => {
    const { url: apiHost } = await deadAddress();
    const wanted = { name: "Offline", ...given, apiHost, agreedHost: apiHost, apiKey: "offline1" };

    const failure: unknown = await save.add(wanted).catch((error: unknown) => error);
    const kept = await save.add({ ...wanted, unchecked: true });

    expect(failure).toMatchObject({ code: "NETWORK_REFUSED" });
    expect(isUnasked("NETWORK_REFUSED")).toBe(true);
    expect(isUnasked("VONAGE_SECRET_REFUSED")).toBe(false);
    expect(kept.hasApiSecret).toBe(true);
  });

  it("cost no request when neither is new", async () => {
    const { id } = account.workspace;
    const { url: apiHost } = await deadAddress();

    const wanted = { name: "Moved", apiHost, agreedHost: apiHost, apiKey: given.apiKey };
    const moved = await save.change(id, wanted);

    expect(moved).toMatchObject({ name: "Moved", apiHost });
  });
});

describe("a host outside Vonage's", () => {
  const apiHost = "https://vonage.proxy.example";

  it("is asked about once", async () => {
    const refused: unknown = await save.add({ name: "One", apiHost }).catch((error: unknown) => error);
    const agreed = await save.add({ name: "One", apiHost, agreedHost: apiHost });
    const next = await save.add({ name: "Two", apiHost });

    expect(refused).toMatchObject({
      code: "WORKSPACE_HOST_FOREIGN",
      details: { host: "vonage.proxy.example", apiHost },
    });
    expect([agreed.apiHost, next.apiHost]).toEqual([apiHost, apiHost]);
  });

  it("is asked about again before it gets what is stored of another account", async () => {
    const proxied = { name: "One", apiHost, agreedHost: apiHost, apiKey: "proxied1" };
    const one = await save.add({ ...proxied, apiSecret: "its-own", unchecked: true });

    const changing = save.change(one.id, { apiKey: given.apiKey });
    const adding = save.add({ name: "Two", apiHost, apiKey: given.apiKey });

    await expect(changing).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });
    await expect(adding).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });
    expect((await save.change(one.id, { name: "Renamed", apiHost })).name).toBe("Renamed");
    expect((await save.add({ name: "Two", apiHost, apiKey: "proxied1" })).hasApiSecret).toBe(true);
  });

  it("is not agreed to by agreeing to another one", async () => {
    const adding = save.add({ name: "One", apiHost, agreedHost: "https://other.example" });

    await expect(adding).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });
  });

  it("gets no secret before it was agreed to, and never a stored one to try", async () => {
    const refused = save.add({ name: "One", ...given, apiHost: "https://nowhere.invalid" });
    await expect(refused).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });

    // Trying the stored secret there would fail by the name that nobody has.
    const changed = await save.change(account.workspace.id, {
      apiHost: "https://nowhere.invalid",
      agreedHost: "https://nowhere.invalid",
      apiKey: "another1",
    });
    expect(changed.apiKey).toBe("another1");
  });
});

describe("a host on this computer", () => {
  it("is asked about once before it gets the stored secret of an account", async () => {
    const { url: apiHost } = await deadAddress();
    const { id } = account.workspace;

    const refused: unknown = await save.change(id, { apiHost }).catch((error: unknown) => error);
    const agreed = await save.change(id, { apiHost, agreedHost: apiHost });
    const next = await save.add({ name: "Two", apiHost, apiKey: given.apiKey });

    expect(refused).toMatchObject({
      code: "WORKSPACE_HOST_FOREIGN",
      details: { host: new URL(apiHost).host, apiHost },
    });
    expect([agreed.apiHost, next.apiHost]).toEqual([apiHost, apiHost]);
  });

  it("is asked about before it gets a typed secret, too", async () => {
    const { url: apiHost } = await deadAddress();

    const adding = save.add({ name: "One", apiHost, apiKey: "another1", apiSecret: "typed" });

    await expect(adding).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });
  });

  it("is not asked about while Hookline's own simulator answers there", async () => {
    const added = await save.add({ name: "One", ...given });

    expect(added).toMatchObject({ apiHost: given.apiHost, hasApiSecret: true });
  });

  it.each([
    ["the simulator does not run", (url: string) => ({ runs: null, apiHost: url })],
    ["the simulator runs at another port", (url: string) => ({ runs: "http://127.0.0.1:9", apiHost: url })],
    [
      "another program may answer by that name",
      (url: string) => ({ runs: url, apiHost: url.replace("127.0.0.1", "localhost") }),
    ],
  ])("is asked about where %s", async (_why, choose) => {
    const { runs, apiHost } = choose(given.apiHost);
    simulator = runs;

    const adding = save.add({ name: "One", ...given, apiKey: "another1", apiHost });

    await expect(adding).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });
  });

  it("is asked about once the simulator is gone that it was taken for, by whatever is new there", async () => {
    const { id } = await save.add({ name: "One", apiHost: given.apiHost });
    simulator = null;

    const adding = save.add({ name: "Two", apiHost: given.apiHost });
    const changing = save.change(id, { apiKey: "another1", apiSecret: "typed" });

    await expect(adding).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });
    await expect(changing).rejects.toMatchObject({ code: "WORKSPACE_HOST_FOREIGN" });
    expect((await save.change(id, { name: "Renamed" })).name).toBe("Renamed");
  });
});

describe("hookline workspace add", () => {
  let places: ImportPlaces;
  beforeEach(() => {
    places = createImportPlaces();
  });
  afterEach(() => places.remove());

  function add(apiHost: string, secret: string) {
    const env = { VONAGE_API_KEY: given.apiKey, VONAGE_API_SECRET: secret };
    return run(["add", "--name", "Bot", "--api-host", apiHost], env);
  }

  function run(args: readonly string[], env = {}) {
    const command = ["workspace", ...args, "--data-dir", places.path("home/data")];
    return speak(command, { env, places: places.surroundings });
  }

  it("stores nothing that Vonage refuses", async () => {
    const added = await add(given.apiHost, "wrong");
    const listed = await run(["list"]);

    expect(added.code).toBe(1);
    expect(added.stderr).toContain("API secret");
    expect(listed.stdout).not.toContain("Bot");
  });

  it("stores what Vonage takes, with no word but of where the secret lies", async () => {
    const added = await add(given.apiHost, given.apiSecret);

    const stderr = vaultNotice(places.path("home/data"));
    expect(added).toMatchObject({ code: 0, stderr, stdout: expect.stringMatching(/API secret +stored/) });
  });

  it("warns of what nobody could be asked about", async () => {
    const added = await add((await deadAddress()).url, "whatever");

    expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/API secret +stored/) });
    expect(added.stderr).toContain("Key and secret are stored unchecked.");
    expect(added.stderr).not.toContain("whatever");
  });

  it("warns of an application ID that is no UUID, and stores it", async () => {
    const id = "AAAABBBBCCCCDDDDEEEE0123456789AB";
    const added = await run(["add", "--name", "Odd", "--application-id", "nope"]);
    const usual = await run(["add", "--name", "Usual", "--application-id", id]);

    expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/Application +nope/) });
    expect(added.stderr).toContain("The application ID was stored, but it is not a UUID");
    expect(usual).toMatchObject({ code: 0, stderr: "" });
  });

  it("warns of a Page ID that is no number, and stores it", async () => {
    const added = await run(["add", "--name", "Odd", "--page-id", "https://facebook.com/mypage"]);
    const usual = await run(["add", "--name", "Usual", "--page-id", "012345678901234567"]);

    expect(added).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Page +https:\/\/facebook\.com\/mypage/),
    });
    expect(added.stderr).toContain("The Page ID was stored, but it is not a number");
    expect(usual).toMatchObject({ code: 0, stderr: "" });
  });

  it("makes a workspace of the sandbox", async () => {
    const added = await run(["add", "--name", "Try", "--sandbox", "--json"]);

    expect(JSON.parse(added.stdout)).toMatchObject({
      kind: "sandbox",
      apiHost: "https://messages-sandbox.nexmo.com",
      pageId: "107083064136738",
    });
  });
});
