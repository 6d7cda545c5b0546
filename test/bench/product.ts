// The built product as a bench runs it: the browser host, in a process of its own.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createControlClient, type ControlClient } from "../../main/control/control-client.ts";
import { readRunFile } from "../../main/data-folder/run-file.ts";

/** The part of the line of `serve --json` that benches use. */
export interface ProductReady {
  readonly ui: string;
  readonly listener: { readonly inbound: string };
  readonly simulator: {
    readonly url: string;
    readonly controlKey: string;
    readonly apiKey: string;
    readonly signatureSecret: string;
    readonly applicationId: string;
    readonly pageId: string;
    readonly psid: string;
  };
}

/** A started product. */
export interface RunningProduct {
  readonly ready: ProductReady;
  readonly process: ChildProcess;
  /** From starting the process to its ready line. */
  readonly openedMs: number;
  /** Resolves when its process has ended. */
  stop(): Promise<void>;
}

const ANY_PORTS = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];

/** The built command. */
export const PRODUCT_ENTRY = join(import.meta.dirname, "../../dist/main/hookline.js");

/** Starts it on a data folder, with ports of its own. `entry` is a module that leads to the product's own. */
export async function startProduct(
  dataFolder: string,
  { entry = PRODUCT_ENTRY }: { readonly entry?: string } = {},
): Promise<RunningProduct> {
  const startedAt = performance.now();
  const child = fork(entry, ["serve", "--json", "--data-dir", dataFolder, ...ANY_PORTS], {
    // What the bench itself runs with is not for the product.
    execArgv: [],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ready = await readyLine(child);
  return {
    ready,
    process: child,
    openedMs: performance.now() - startedAt,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Whoever may ask the product that runs on a data folder. */
export function ownerOf(folder: string): ControlClient {
  const { pid, running } = readRunFile(folder) ?? {};
  if (pid === undefined || running == null) throw new Error("It did not write where it runs.");
  return createControlClient({ pid, controlPort: running.control, controlKey: running.controlKey });
}

async function readyLine({ stdout }: ChildProcess): Promise<ProductReady> {
  if (stdout === null) throw new Error("stdout is not piped");
  for await (const line of createInterface({ input: stdout })) {
    // The contract of `serve --json`: one line when everything listens.
    return JSON.parse(line) as ProductReady;
  }
  throw new Error("Hookline ended before it was ready.");
}
