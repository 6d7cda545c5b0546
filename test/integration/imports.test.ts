// Imports keep no key and secret that were not tried: the simulator is the account that they are tried on.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApplicationsApi } from "../../main/applications/applications-api.ts";
import { createVonageCall } from "../../main/network/vonage-call.ts";
import type { Faults } from "../../main/simulator/faults.ts";
import { createImports, type Imports } from "../../main/workspaces/imports/imports.ts";
import { createSaveWorkspace } from "../../main/workspaces/save-workspace.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { isUnasked } from "../../preload/contract/workspace.ts";
import { createCliPlace, type CliPlace } from "../fakes/cli-process.ts";
import { speak } from "../fakes/cli-voice.ts";
import { createImportPlaces, type ImportPlaces } from "../fakes/import-places.ts";
import { plainNetwork } from "../fakes/network.ts";
import { startVonageAccount, type VonageAccount } from "../fakes/vonage-account.ts";

let places: ImportPlaces;
beforeEach(() => {
  places = createImportPlaces();
});
afterEach(() => places.remove());

/** Leaves key and secret where a tool would, and takes them into a workspace, or with null into a new one. */
function take(
  imports: Imports,
  credentials: { readonly apiKey: string; readonly apiSecret: string },
  into: WorkspaceId | null,
  how: { readonly unchecked?: true } = {},
) {
  places.write("home/.vonagerc", JSON.stringify(credentials));
  const [found] = imports.look();
  return imports.take({ candidate: found?.id ?? "", workspace: into, name: "Imported", ...how });
}

describe("an import", () => {
  let account: VonageAccount;
  beforeEach(async () => {
    account = await startVonageAccount();
  });
  afterEach(() => account.stop());

  /** With `network` off, no request leaves this computer, whatever host it is for. */
  function open({ network }: { readonly network: "on" | "off" }): Imports {
    const { clock, url } = account.running;
    const signal = network === "on" ? {} : { signal: AbortSignal.abort() };
    const api = createApplicationsApi({
      clock,
      call: createVonageCall({ clock, network: plainNetwork, ...signal }),
    });
    const { workspaces } = account;
    const simulatorUrl = () => url;
    const save = createSaveWorkspace({ workspaces, api, simulatorUrl });
    return createImports({
      surroundings: places.surroundings,
      target: { ...save, list: () => workspaces.list(), simulatorUrl },
      clock,
    });
  }

  async function emptyWorkspace(): Promise<WorkspaceId> {
    const { id } = await account.workspaces.add({ name: "Empty", apiHost: account.running.url });
    return id;
  }

  function stored(): unknown {
    return [account.vault.contents(), account.workspaces.list().workspaces];
  }

  it("keeps key and secret that the account takes", async () => {
    const into = await emptyWorkspace();
    const { apiKey, apiSecret } = account.running.identity;

    const taken = await take(open({ network: "on" }), { apiKey, apiSecret }, into);

    expect(taken).toMatchObject({ id: into, apiKey, hasApiSecret: true });
    expect(await account.workspaces.credentialsOf(into)).toMatchObject({ apiKey, apiSecret });
  });

  it("stores nothing that the account refuses", async () => {
    const into = await emptyWorkspace();
    const { apiKey } = account.running.identity;
    const imports = open({ network: "on" });
    const before = stored();

    const failure: unknown = await take(imports, { apiKey, apiSecret: "hidden-secret" }, into).catch(
      (error: unknown) => error,
    );

    expect(failure).toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
    expect(JSON.stringify(failure)).not.toContain("hidden");
    expect(stored()).toEqual(before);
  });

  it("leaves a stored secret alone when the one that was found is refused", async () => {
    const { apiKey, apiSecret } = account.running.identity;
    const taking = take(open({ network: "on" }), { apiKey, apiSecret: "hidden" }, account.workspace.id);

    await expect(taking).rejects.toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
    expect(await account.workspaces.credentialsOf(account.workspace.id)).toMatchObject({ apiSecret });
  });

  it("without a network stores nothing, and all of it once that is wanted", async () => {
    const imports = open({ network: "off" });
    const credentials = { apiKey: "a1b2c3d4", apiSecret: "hidden-secret" };
    const before = stored();

    const failure: unknown = await take(imports, credentials, null).catch((error: unknown) => error);
    const afterwards = stored();
    const kept = await take(imports, credentials, null, { unchecked: true });

    expect(isUnasked((failure as { readonly code: string }).code)).toBe(true);
    expect(afterwards).toEqual(before);
    expect(kept).toMatchObject({ name: "Imported", apiKey: "a1b2c3d4", hasApiSecret: true });
    expect(kept.apiHost).toBe("https://api.nexmo.com");
  });

  it("can take the same candidate again after a failure, without looking again", async () => {
    const imports = open({ network: "off" });
    places.write("home/.vonagerc", JSON.stringify({ apiKey: "a1b2c3d4", apiSecret: "hidden" }));
    const candidate = imports.look()[0]?.id ?? "";
    await expect(imports.take({ candidate, workspace: null, name: "Imported" })).rejects.toThrow();

    const kept = await imports.take({ candidate, workspace: null, name: "Imported", unchecked: true });

    expect(kept.hasApiSecret).toBe(true);
  });

  it("asks nobody when it brings no secret", async () => {
    places.write("home/.vonagerc", JSON.stringify({ apiKey: "a1b2c3d4" }));
    const imports = open({ network: "off" });
    const [found] = imports.look();

    const taken = await imports.take({ candidate: found?.id ?? "", workspace: null, name: "Imported" });

    expect(taken).toMatchObject({ apiKey: "a1b2c3d4", hasApiSecret: false });
  });
});

describe("hookline workspace import, with a running Hookline", { timeout: 20_000 }, () => {
  let place: CliPlace;
  let simulator: { readonly url: string; readonly controlKey: string };
  beforeEach(async () => {
    place = await createCliPlace();
    const ports = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
    const serving = place.start(["serve", "--json", ...ports]);
    ({ simulator } = JSON.parse(await serving.nextLine()) as { simulator: typeof simulator }); // `serve` says so
    // To its own simulator, because tests ask no other account.
    await command("add", "--name", "Bike bot", "--api-host", simulator.url);
    places.write("home/.nexmorc", "api_key=a1b2c3d4\napi_secret=hidden-secret\n");
  });
  afterEach(() => place.remove());

  function command(...args: readonly string[]) {
    return speak(["workspace", ...args, "--json", "--data-dir", place.dataFolder], {
      places: places.surroundings,
    });
  }

  async function failAccount(account: Faults["account"]): Promise<void> {
    const { ok } = await fetch(`${simulator.url}/simulator/faults`, {
      method: "PUT",
      headers: { authorization: `Bearer ${simulator.controlKey}`, "content-type": "application/json" },
      body: JSON.stringify({ account }),
    });
    expect(ok).toBe(true);
  }

  async function stored(): Promise<unknown> {
    return JSON.parse((await command("show", "Bike bot")).stdout);
  }

  it("stores nothing that the account refuses", async () => {
    const { code, stderr } = await command("import", "--take", "1", "--into", "Bike bot");

    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "VONAGE_SECRET_REFUSED" } });
    expect(await stored()).toMatchObject({ apiKey: null, hasApiSecret: false });
  });

  it("stores, with a warning, what nobody could be asked about", async () => {
    await failAccount("internal-error");

    const { code, stdout, stderr } = await command("import", "--take", "1", "--into", "Bike bot");

    expect(code).toBe(0);
    expect(stderr).toContain("Key and secret are stored unchecked.");
    expect(stderr + stdout).not.toContain("hidden");
    expect(await stored()).toMatchObject({ apiKey: "a1b2c3d4", hasApiSecret: true });
  });

  it("asks nobody when told not to", async () => {
    const { code, stderr } = await command("import", "--take", "1", "--into", "Bike bot", "--unchecked");

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await stored()).toMatchObject({ apiKey: "a1b2c3d4", hasApiSecret: true });
  });
});
