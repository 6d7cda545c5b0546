// Which tunnel server is asked: who named one is never led to another by a later press.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import type { Network } from "../../main/ports.ts";
import { createMemorySettingsFile, type MemorySettingsFile } from "../fakes/settings-file.ts";
import { startLocaltunnelServer, type LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { plainNetwork } from "../fakes/network.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

const STORED = { tunnel: { host: "http://stored.invalid", subdomain: "" } };
/** As a button that names no server. */
const PRESS = { provider: "localtunnel" } as const;

let server: LocaltunnelServer;
let settingsFile: MemorySettingsFile;
let test: RunningApp;
/** Hosts that were called, in order. */
let called: string[];

beforeEach(async () => {
  server = await startLocaltunnelServer();
  settingsFile = createMemorySettingsFile(STORED);
  called = [];
  const network: Network = {
    ...plainNetwork,
    wayTo: (url) => {
      called.push(url.origin);
      return plainNetwork.wayTo(url);
    },
  };
  test = await startTestApp({}, { settingsFile, network });
});
afterEach(async () => {
  await test.stop();
  await server.stop();
});

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await test.app.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  // It is the output of that call, by its name.
  return result.value as CallOutput<N>;
}

/** As `serve --tunnel localtunnel --tunnel-host … --subdomain …` does. */
function openNamed(): Promise<CallOutput<"tunnel.open">> {
  return call("tunnel.open", { ...PRESS, host: server.url, subdomain: "brave-bird" });
}

it("asks the named server again after the tunnel was closed, and shows it", async () => {
  await openNamed();
  await call("tunnel.close", {});

  const shown = (await call("settings.get", {})).tunnel;
  const again = await call("tunnel.open", PRESS);

  expect(shown).toEqual({ host: server.url, subdomain: "brave-bird" });
  expect(again).toMatchObject({ state: "open" });
  expect(server.given).toHaveLength(2);
  expect(new Set(called)).toEqual(new Set([server.url]));
});

it("asks the named server again after it failed", async () => {
  server.answerWith({ status: 503, body: "" });
  const failed = await openNamed();
  server.answerWith("address");

  const again = await call("tunnel.open", PRESS);

  expect(failed).toMatchObject({ state: "failed" });
  expect(again).toMatchObject({ state: "open" });
  expect(server.given).toEqual(["brave-bird"]);
  expect(new Set(called)).toEqual(new Set([server.url]));
});

it("asks the named server again when the name was refused", async () => {
  const refused = await test.app.call("tunnel.open", { ...PRESS, host: server.url, subdomain: "-x-" });
  const again = await test.app.call("tunnel.open", PRESS);
  await call("settings.change", { tunnel: { subdomain: "" } });

  const opened = await call("tunnel.open", PRESS);

  for (const result of [refused, again])
    expect(result).toMatchObject({ ok: false, error: { code: "TUNNEL_SUBDOMAIN_INVALID" } });
  expect(opened).toMatchObject({ state: "open" });
  expect(new Set(called)).toEqual(new Set([server.url]));
});

it("names the server that is asked among the hosts that are called, and stores nothing", async () => {
  await openNamed();

  const { ways } = await call("network.state", {});

  expect(ways.map(({ host }) => host)).toEqual([expect.any(String), new URL(server.url).host]);
  expect(settingsFile.contents()).toEqual(STORED);
});

it("asks the one that was changed to afterwards", async () => {
  await openNamed();
  const other = await startLocaltunnelServer();

  await call("settings.change", { tunnel: { host: other.url, subdomain: "other-bird" } });
  await call("tunnel.open", PRESS);
  const { given } = other;
  await call("tunnel.close", {});
  await other.stop();

  expect(given).toEqual(["other-bird"]);
  expect(settingsFile.contents()).toMatchObject({ tunnel: { host: other.url, subdomain: "other-bird" } });
});

it("keeps no address with a user name or password, whichever way it comes in", async () => {
  const host = "https://joe:hunter2@t.invalid";
  const before = await call("settings.get", {});

  const opened = await test.app.call("tunnel.open", { ...PRESS, host });
  const changed = await test.app.call("settings.change", { tunnel: { host } });

  for (const result of [opened, changed]) {
    expect(result).toMatchObject({ ok: false, error: { code: "TUNNEL_HOST_INVALID" } });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  }
  expect(await call("settings.get", {})).toEqual(before);
  expect(JSON.stringify(settingsFile.contents())).not.toContain("hunter2");
});
