// A Hookline that is listed as the owner of the data folder and does not answer, as one that was suspended.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createControlClient } from "../../main/control/control-client.ts";
import { openDataFolder } from "../../main/data-folder/data-folder.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { speak } from "../fakes/cli-voice.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { deadAddress } from "../provocations/stage.ts";

let server: Server;
let controlPort = 0;

beforeEach(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  controlPort = (server.address() as AddressInfo).port; // it listens by TCP
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it("is given up after 5 s, though a call may take a minute", async () => {
  const clock = createFrozenClock();
  const client = createControlClient({ pid: 4711, controlPort, controlKey: "k" }, { clock });

  const calling = client.call("app.state", {}).catch((error: unknown) => error);
  await once(server, "request");
  clock.advance(5_000);

  expect(await calling).toMatchObject({ code: "OWNER_SILENT", details: { pid: 4711, seconds: 5 } });
});

it("is waited for where it lives and a call takes its time", async () => {
  const clock = createFrozenClock();
  const client = createControlClient({ pid: 4711, controlPort, controlKey: "k" }, { clock });
  server.on("request", (request, response) => {
    if (request.method === "GET") return void response.writeHead(401).end();
    clock.advance(50_000);
    return void response.end(JSON.stringify({ ok: true, value: { token: "slow" } }));
  });

  const token = await client.mintToken({ workspace: SIMULATED_WORKSPACE, lifetimeSeconds: 60 });

  expect(token).toBe("slow");
});

it("does not keep the doctor from looking at the rest", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hookline-silent-"));
  const owned = await openDataFolder(folder);
  const { port } = await deadAddress();
  owned.publishRun({ listener: port, simulator: null, control: port, controlKey: "k" });

  const { code, stdout } = await speak(["doctor", "--data-dir", folder]);
  owned.close();
  rmSync(folder, { recursive: true });

  expect(code).toBe(1);
  expect(stdout).toContain("The Hookline that owns this data folder does not answer.");
  expect(stdout).toMatch(/^\w+ +network /m);
  expect(stdout).toMatch(/^\w+ +clock /m);
});
