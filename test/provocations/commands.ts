// Provokes what the command line says: its own errors, and those of acting through a running Hookline.
import { spawn } from "node:child_process";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { devNull } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { readEnvironmentSecrets } from "../../main/cli/environment.ts";
import { inPassingFolder } from "../../main/cli/passing-folder.ts";
import { createControlClient } from "../../main/control/control-client.ts";
import { openDataFolder } from "../../main/data-folder/data-folder.ts";
import { startBrowserHost } from "../../main/hosts/browser/index.ts";
import { openTarget } from "../../main/simulator/targets.ts";
import { speak } from "../fakes/cli-voice.ts";
import { startSimulator } from "../fakes/running-simulator.ts";
import { startWebhookReceiver } from "../fakes/webhook-receiver.ts";
import { commandFails, deadAddress, thrownBy, type Provocation, type Said, type Stage } from "./stage.ts";

function triggerFails(stage: Stage, address: string, controlKey: string): Promise<Said> {
  return commandFails(["trigger", "inbound", "--simulator", address], stage.folder(), {
    HOOKLINE_CONTROL_KEY: controlKey,
  });
}

/** A command whose answer goes where nothing can be written. */
async function answerInVain(folder: string): Promise<Said> {
  const out = openSync(devNull, "r");
  const entry = join(import.meta.dirname, "../fakes/cli-entry.ts");
  const args = ["workspace", "list", "--json", "--data-dir", folder];
  const child = spawn(process.execPath, [entry, folder, ...args], { stdio: ["ignore", out, "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stderr = child.stderr === null ? "" : await text(child.stderr);
  closeSync(out);
  if ((await ended) !== 1) throw new Error(`It did not end with 1: ${stderr}`);
  return (JSON.parse(stderr) as { readonly error: Said }).error; // its form is what the test looks at
}

/** By code. */
export const commandProvocations = {
  CLI_OUTPUT_UNWRITABLE: (stage) => answerInVain(stage.folder()),
  CLI_USAGE: (stage) => commandFails(["events", "--limit", "none"], stage.folder()),
  CLI_NOT_YET: (stage) => commandFails(["replay", "1"], stage.folder()),
  CLI_FILE_UNREADABLE: (stage) =>
    commandFails(["send", "--to", "1", "custom", "/none/template.json"], stage.folder()),
  CLI_INTERFACE_MISSING: ({ running, folder }) =>
    thrownBy(() =>
      startBrowserHost({
        ...running,
        files: running.fileTickets,
        port: { port: 0, isExplicit: true },
        bind: "127.0.0.1",
        allowedHosts: [],
        rendererFolder: folder(),
      }),
    ),
  TEMPORARY_FOLDER_UNWRITABLE: (stage) =>
    thrownBy(() => inPassingFolder(() => Promise.resolve(), join(stage.folder(), "none"))),
  OWNER_NEEDED: (stage) => commandFails(["trigger", "inbound"], stage.folder()),
  OWNER_UNREACHABLE: async () => {
    const { port } = await deadAddress();
    const client = createControlClient({ pid: 4711, controlPort: port, controlKey: "k" });
    return thrownBy(() => client.call("app.state", {}));
  },
  OWNER_SILENT: async (stage) => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    stage.defer(() => silent.close());
    const { port } = silent.address() as AddressInfo; // it listens by TCP
    const client = createControlClient({ pid: 4711, controlPort: port, controlKey: "k" }, { timeoutMs: 1 });
    return thrownBy(() => client.call("app.state", {}));
  },
  OWNER_CUT_OFF: async (stage) => {
    const leaving = createHttpServer((request, response) => {
      if (request.method === "GET") response.end();
      else response.destroy();
    });
    await new Promise<void>((resolve) => leaving.listen(0, "127.0.0.1", resolve));
    stage.defer(() => leaving.close());
    const { port } = leaving.address() as AddressInfo; // it listens by TCP
    const client = createControlClient({ pid: 4711, controlPort: port, controlKey: "k" });
    return thrownBy(() => client.call("simulator.reset", {}));
  },
  OWNER_STARTING: async (stage) => {
    const folder = stage.folder();
    const starting = await openDataFolder(folder);
    stage.defer(starting.close);
    return commandFails(["workspace", "list"], folder);
  },
  REPLY_PAGE_MISSING: async (stage) => {
    const folder = stage.folder();
    await speak(["workspace", "add", "--name", "Bot", "--data-dir", folder]);
    return commandFails(["send", "--workspace", "Bot", "--to", "1", "text", "Hi"], folder);
  },
  CREDENTIALS_FILE_UNREADABLE: (stage) =>
    commandFails(["jwt", "--application-id", "a", "--private-key", "/none/private.key"], stage.folder()),
  CREDENTIALS_VARIABLE_UNUSABLE: () =>
    thrownBy(() => readEnvironmentSecrets({ VONAGE_PRIVATE_KEY: "no key at all" })),
  DATA_FOLDER_UNREADABLE: (stage) => {
    const file = join(stage.folder(), "in-the-way");
    writeFileSync(file, "");
    return commandFails(["events"], file);
  },
  TARGET_REFUSED: (stage) =>
    commandFails(["trigger", "inbound", "--to", "http://169.254.169.254/latest"], stage.folder()),
  TARGET_OWN_PORT: () => thrownBy(() => openTarget("http://localhost:4816/", [4816])),
  SIMULATOR_DELIVERY_FAILED: async (stage) =>
    commandFails(["trigger", "inbound", "--to", (await deadAddress()).url], stage.folder()),
  SIMULATOR_WEBHOOK_REFUSED: async (stage) => {
    const app = await startWebhookReceiver();
    stage.defer(() => app.stop());
    app.answerWith(404);
    return commandFails(["trigger", "inbound", "--to", app.inbound], stage.folder());
  },
  SIMULATOR_LISTENER_REFUSED: async (stage) => {
    const listener = await startWebhookReceiver();
    stage.defer(() => listener.stop());
    listener.answerWith(503);
    const folder = stage.folder();
    const owned = await openDataFolder(folder);
    stage.defer(owned.close);
    const { port: control } = await deadAddress();
    const { port } = new URL(listener.url);
    owned.publishRun({ listener: Number(port), simulator: null, control, controlKey: "k" });
    return commandFails(["trigger", "inbound", "--to", listener.inbound], folder);
  },
  SIMULATOR_UNREACHABLE: async (stage) => triggerFails(stage, (await deadAddress()).url, "key"),
  SIMULATOR_KEY_REFUSED: async (stage) => {
    const running = await startSimulator();
    stage.defer(() => running.stop());
    return triggerFails(stage, running.url, "another");
  },
  SIMULATOR_REFUSED: async (stage) => {
    const running = await startSimulator();
    stage.defer(() => running.stop());
    running.receiver.answerWith("hang up");
    return triggerFails(stage, running.url, running.identity.controlKey);
  },
} satisfies Readonly<Record<string, Provocation>>;
