// kill -9 while a reply is on its way: the next start logs that it left, once, and that nothing is known of it.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createControlClient, type ControlClient } from "../../main/control/control-client.ts";
import { readRunFile } from "../../main/data-folder/run-file.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { createCliPlace, type CliPlace, type CliProcess } from "../fakes/cli-process.ts";
import { draftOf } from "../fakes/drafts.ts";

/** Takes every message and answers none. */
let vonage: Server;
let asked: PromiseWithResolvers<void>;
let apiHost = "";
let place: CliPlace;

beforeEach(async () => {
  place = await createCliPlace();
  asked = Promise.withResolvers<void>();
  vonage = createServer((request) => request.resume().on("end", () => asked.resolve()));
  await new Promise<void>((resolve) => vonage.listen(0, "127.0.0.1", resolve));
  apiHost = `http://127.0.0.1:${(vonage.address() as AddressInfo).port}`; // it listens by TCP
});
afterEach(async () => {
  await place.remove();
  vonage.closeAllConnections();
  vonage.close();
});

async function serve(): Promise<{ readonly program: CliProcess; readonly owner: ControlClient }> {
  const ports = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
  const program = place.start(["serve", "--json", ...ports]);
  await program.nextLine();
  const { pid, running } = readRunFile(place.dataFolder) ?? {};
  if (pid === undefined || running == null) throw new Error("It did not write where it runs.");
  const { control: controlPort, controlKey } = running;
  return { program, owner: createControlClient({ pid, controlPort, controlKey }) };
}

async function addWorkspace(owner: ControlClient): Promise<WorkspaceId> {
  const agreed = { agreedHost: apiHost, unchecked: true } as const;
  const account = { apiKey: "a1b2c3d4", apiSecret: "not-to-be-kept" } as const;
  return (await owner.call("workspaces.add", { name: "Bot", apiHost, ...account, ...agreed })).id;
}

async function repliesAfter(restarts: number): Promise<readonly unknown[]> {
  for (let count = 0; count < restarts; count += 1) {
    // oxlint-disable no-await-in-loop -- one after the other
    const { program } = await serve();
    program.signal("SIGTERM");
    await program.ended;
    // oxlint-enable no-await-in-loop
  }
  const { stdout } = await place.run(["events", "--json", "--query", "kind:reply"]);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

it("logs what was on its way, once, without what authorised it", { timeout: 60_000 }, async () => {
  const { program, owner } = await serve();
  const workspace = await addWorkspace(owner);
  const sending = owner.call("messages.sendReply", draftOf({ workspace })).catch(() => "cut off");
  await asked.promise;
  program.signal("SIGKILL");
  await program.ended;

  const replies = await repliesAfter(2);

  expect(await sending).toBe("cut off");
  expect(replies).toEqual([
    expect.objectContaining({
      kind: "reply",
      workspace,
      messageUuid: null,
      text: "Hi",
      response: null,
      error: { code: "REPLY_NO_ANSWER", title: null, detail: expect.stringContaining("Hookline ended") },
    }),
  ]);
  expect(JSON.stringify(replies)).not.toMatch(/not-to-be-kept|Basic [A-Za-z0-9+/]{8}/);
});
