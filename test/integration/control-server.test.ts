import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createControlClient, type ControlClient } from "../../main/control/control-client.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

let test: RunningApp;
let client: ControlClient;

beforeEach(async () => {
  test = await startTestApp();
  const { control: controlPort, controlKey } = test.running;
  client = createControlClient({ pid: process.pid, controlPort, controlKey });
});

afterEach(() => test.stop());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function ask({
  method = "POST",
  path = "/call/app.state",
  headers = {},
  body = "{}",
}: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port: test.running.control,
        method,
        path,
        agent: false,
        headers: { authorization: `Bearer ${test.running.controlKey}`, ...headers },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.on("error", reject).end(body);
  });
}

describe("the control server", () => {
  it("runs a call for whoever has the key", async () => {
    expect(await client.call("app.state", {})).toMatchObject({
      host: "browser",
      dataFolder: test.dataFolder,
    });
  });

  it("hands on the error of a call", async () => {
    await expect(client.call("workspaces.activate", { id: "none" })).rejects.toMatchObject({
      code: "WORKSPACE_NOT_FOUND",
      details: { name: "none" },
    });
  });

  it("keeps the clipboard for the person at the window", async () => {
    const copying = client.call("jwt.copy", { workspace: SIMULATED_WORKSPACE, form: "token" });
    const typedName = "Simulated application";
    const copyingSecret = client.call("credentials.copyApiSecret", {
      workspace: SIMULATED_WORKSPACE,
      typedName,
    });

    await expect(copying).rejects.toMatchObject({ code: "CONTRACT_UNKNOWN_CALL" });
    await expect(copyingSecret).rejects.toMatchObject({ code: "CONTRACT_UNKNOWN_CALL" });
  });

  it("mints a token for the command line", async () => {
    const token = await client.mintToken({ workspace: SIMULATED_WORKSPACE, lifetimeSeconds: 60 });

    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(claims).toMatchObject({ application_id: test.app.ready().simulator?.applicationId });
  });

  it("refuses a token that Vonage would not take", async () => {
    const minting = client.mintToken({ workspace: SIMULATED_WORKSPACE, lifetimeSeconds: 1 });

    await expect(minting).rejects.toMatchObject({ code: "CONTRACT_INPUT_INVALID" });
  });

  it.each([
    [401, { headers: { authorization: "Bearer wrong" } }],
    [401, { headers: { authorization: "" } }],
    [401, { path: "/jwt", headers: { authorization: "Basic x" } }],
    [403, { headers: { origin: "http://127.0.0.1:4816" } }],
    [403, { headers: { origin: "null" } }],
    [403, { headers: { host: "evil.example" } }],
    [403, { headers: { host: "127.0.0.1" } }],
    [404, { path: "/" }],
    [405, { method: "GET", body: "" }],
    [400, { body: "not json" }],
    [400, { body: JSON.stringify("x".repeat(2 * 1024 * 1024)) }],
  ])("answers %i to %j", async (status, asked) => {
    expect(await ask(asked)).toBe(status);
  });

  it("is unreachable once the owner has stopped", async () => {
    await test.app.stop();

    await expect(client.call("app.state", {})).rejects.toMatchObject({
      code: "OWNER_UNREACHABLE",
      details: { pid: process.pid },
    });
  });
});
