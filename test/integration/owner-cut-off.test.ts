// A running Hookline that is asked and ends, or hangs, before it answers: what became of it is not known then.
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createControlClient, type ControlClient } from "../../main/control/control-client.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { draftOf } from "../fakes/drafts.ts";

let server: Server;
let clock: FrozenClock;
let owner: ControlClient;
/** What it does once the whole call has come. */
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.method === "GET") return void response.writeHead(401).end();
    return void request.resume().on("end", () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const controlPort = (server.address() as AddressInfo).port; // it listens by TCP
  clock = createFrozenClock();
  owner = createControlClient({ pid: 4711, controlPort, controlKey: "k" }, { clock });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it("is told as not known where the call may have changed something", async () => {
  answer = (response) => response.destroy();

  await expect(owner.call("messages.sendReply", draftOf())).rejects.toMatchObject({
    code: "OWNER_CUT_OFF",
    details: { pid: 4711, reason: "the connection was closed without an answer" },
  });
});

it("is told so, too, when the answer does not come in time", async () => {
  answer = () => clock.advance(60_000);

  await expect(owner.call("messages.sendReply", draftOf())).rejects.toMatchObject({
    code: "OWNER_CUT_OFF",
    details: { pid: 4711, reason: "no answer within 60 s" },
  });
});

it("is not told of what only reads: that can be asked again", async () => {
  answer = (response) => response.destroy();

  const reading = owner.call("workspaces.list", {});
  const minting = owner.mintToken({ workspace: SIMULATED_WORKSPACE, lifetimeSeconds: 60 });

  await expect(reading).rejects.toMatchObject({ code: "OWNER_UNREACHABLE" });
  await expect(minting).rejects.toMatchObject({ code: "OWNER_UNREACHABLE" });
});

it("is not told of a call that did not reach it: nothing came of that one", async () => {
  answer = (response) => response.destroy();
  await expect(owner.call("messages.sendReply", draftOf())).rejects.toMatchObject({ code: "OWNER_CUT_OFF" });
  await new Promise((resolve) => server.close(resolve));

  const late = owner.call("messages.sendReply", draftOf());

  await expect(late).rejects.toMatchObject({ code: "OWNER_UNREACHABLE", details: { pid: 4711 } });
});
