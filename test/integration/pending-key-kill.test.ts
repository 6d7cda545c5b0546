// kill -9 while an application is created: whatever becomes of the application, its private key is there, and only there
// where somebody can use it or give it up.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createControlClient, type ControlClient } from "../../main/control/control-client.ts";
import { PLAIN_SECRETS_FILE } from "../../main/data-folder/plain-secrets.ts";
import { readRunFile } from "../../main/data-folder/run-file.ts";
import type { Application, NewApplication, PendingKey } from "../../preload/contract/applications.ts";
import { SIMULATED_WORKSPACE, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createCliPlace, type CliPlace, type CliProcess } from "../fakes/cli-process.ts";
import { startHeldAccount, startSilentHost, type HeldAccount } from "../fakes/held-account.ts";
import { startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

let simulator: RunningSimulator;
let account: HeldAccount;
let place: CliPlace;
beforeEach(async () => {
  simulator = await startSimulator();
  account = await startHeldAccount(simulator.url);
  place = await createCliPlace();
});
afterEach(async () => {
  await place.remove();
  await account.stop();
  await simulator.stop();
});

interface Serving {
  readonly program: CliProcess;
  readonly owner: ControlClient;
}

async function serve(): Promise<Serving> {
  const ports = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
  const program = place.start(["serve", "--json", ...ports]);
  await program.nextLine();
  const { pid, running } = readRunFile(place.dataFolder) ?? {};
  if (pid === undefined || running == null) throw new Error("It did not write where it runs.");
  return {
    program,
    owner: createControlClient({ pid, controlPort: running.control, controlKey: running.controlKey }),
  };
}

async function kill({ program }: Serving): Promise<void> {
  program.signal("SIGKILL");
  await program.ended;
}

function addWorkspace({ owner }: Serving, apiHost: string): Promise<Workspace> {
  const { apiKey, apiSecret } = simulator.identity;
  const agreed = { agreedHost: apiHost, unchecked: true } as const;
  return owner.call("workspaces.add", { name: "Bot", apiHost, apiKey, apiSecret, ...agreed });
}

/** Asks for an application and does not wait for what comes of it: the program will be killed. */
function create({ owner }: Serving, workspace: WorkspaceId): void {
  const wanted: NewApplication = {
    workspace,
    name: "Cut off",
    inboundUrl: "https://bot.example/inbound",
    statusUrl: "https://bot.example/status",
    version: "v1",
    mediaAuthentication: true,
    improveAi: false,
    key: { from: "local" },
    use: true,
  };
  owner.call("applications.create", wanted).catch(() => undefined);
}

/** The names of the private keys on the disk, without the ids that differ from run to run. */
function keysOnDisk(): readonly string[] {
  const { secrets } = JSON.parse(readFileSync(join(place.dataFolder, PLAIN_SECRETS_FILE), "utf8")) as {
    readonly secrets: Readonly<Record<string, string>>; // written by the program under test
  };
  return Object.keys(secrets).flatMap(
    (name) => /^workspace\/[^/]+\/(?<kind>[^/]+)/.exec(name)?.groups?.["kind"] ?? [],
  );
}

async function madeMeanwhile({ owner }: Serving, workspace: WorkspaceId): Promise<readonly Application[]> {
  const { applications } = await owner.call("applications.list", { workspace, page: 1 });
  return applications.filter(({ name }) => name === "Cut off");
}

function note(apiHost: string): PendingKey {
  const { apiKey } = simulator.identity;
  return {
    applicationName: "Cut off",
    apiHost,
    apiKey,
    keyFingerprint: expect.stringMatching(/^SHA256:.{43}$/) as string, // stands for any fingerprint in a comparison
    madeAt: expect.any(Number) as number, // likewise for any moment
  };
}

describe("killed before the request leaves", { timeout: 60_000 }, () => {
  it("keeps the key, tells of it at the next start, and gives it up when told to", async () => {
    const silent = await startSilentHost();
    const first = await serve();
    const { id: workspace } = await addWorkspace(first, silent.url);
    create(first, workspace);
    await silent.called;

    await kill(first);
    await silent.stop();
    const kept = keysOnDisk();
    const next = await serve();
    const waiting = await next.owner.call("applications.pendingKeys", { workspace });
    const [{ keyFingerprint } = { keyFingerprint: "" }] = waiting;
    await next.owner.call("applications.forgetPendingKey", {
      workspace: SIMULATED_WORKSPACE,
      keyFingerprint,
    });
    const ofAnother = await next.owner.call("applications.pendingKeys", { workspace });
    await next.owner.call("applications.forgetPendingKey", { workspace, keyFingerprint });

    expect(kept).toEqual(["pending-key"]);
    expect(waiting).toEqual([note(silent.url)]);
    expect(ofAnother).toEqual(waiting);
    expect(await next.owner.call("applications.pendingKeys", { workspace })).toEqual([]);
    expect(keysOnDisk()).toEqual([]);
  });
});

describe("killed after the request arrived", { timeout: 60_000 }, () => {
  it("and before anything was made, keeps a key that goes with its workspace", async () => {
    account.rest = "arrived";
    const first = await serve();
    const { id: workspace, name } = await addWorkspace(first, account.url);
    create(first, workspace);
    await account.rested();

    await kill(first);
    const next = await serve();
    const waiting = await next.owner.call("applications.pendingKeys", { workspace });
    const made = await madeMeanwhile(next, workspace);
    await next.owner.call("workspaces.remove", { id: workspace, typedName: name });

    expect(waiting).toEqual([note(account.url)]);
    expect(made).toEqual([]);
    expect(keysOnDisk()).toEqual([]);
  });

  it.each([
    ["before its answer left", "carried-out"],
    ["with its answer on the way, before anything was stored", "answered"],
  ] as const)("%s, has the key for the application that is found", async (_point, rest) => {
    const first = await serve();
    const { id: workspace } = await addWorkspace(first, account.url);
    account.rest = rest;
    // Stopped, so that the answer gets to this computer and no further.
    account.onCarriedOut = () => first.program.signal("SIGSTOP");
    create(first, workspace);
    await account.rested();

    await kill(first);
    const next = await serve();
    const waiting = await next.owner.call("applications.pendingKeys", { workspace });
    const [made] = await madeMeanwhile(next, workspace);
    if (made === undefined) throw new Error("The simulator made none.");
    const chosen = await next.owner.call("applications.choose", { workspace, id: made.id });

    expect(waiting).toEqual([{ ...note(account.url), keyFingerprint: made.keyFingerprint }]);
    expect(chosen).toMatchObject({ applicationId: made.id, key: { fingerprint: made.keyFingerprint } });
    expect(await next.owner.call("applications.pairing", { workspace })).toBe("paired");
    expect(await next.owner.call("applications.pendingKeys", { workspace })).toEqual([]);
    expect(keysOnDisk()).toEqual(["private-key"]);
  });
});
