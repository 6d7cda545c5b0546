// `hookline simulate`: the simulator alone, for tests of a developer's own app.
import { INBOUND_PATH, STATUS_PATH } from "../../preload/contract/listener.ts";
import { DEFAULT_PORTS } from "../app-shape.ts";
import { openAccountBook } from "../simulator/account-file.ts";
import { loadSimulatorIdentity } from "../simulator/identity.ts";
import { openKeptPeople } from "../simulator/people-file.ts";
import { readySimulator } from "../simulator/ready-simulator.ts";
import { createSimulator } from "../simulator/simulator.ts";
import { callbackTarget } from "../simulator/targets.ts";
import { createSilentLog } from "./silent-log.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { readyLine } from "./ready-line.ts";
import { readInteger, readPort, readWebAddress } from "./usage.ts";

/** Options of `simulate`, as they were given. */
export interface SimulateOptions extends CommonOptions {
  readonly port?: string;
  readonly webhookBase?: string;
  readonly seed?: string;
  readonly allowCallbackHost?: readonly string[];
}

/** Runs until it is stopped. */
export async function runSimulate(context: CommandContext, options: SimulateOptions): Promise<void> {
  const { output, clock, dataFolder } = context;
  const stopped = context.untilStopped();
  context.outliveOutput();
  const port =
    options.port === undefined ? DEFAULT_PORTS.simulator : readPort(options.port, "simulate", "--port");
  const base =
    options.webhookBase === undefined
      ? `http://127.0.0.1:${DEFAULT_PORTS.listen}`
      : readWebAddress(options.webhookBase, "simulate", "--webhook-base").href.replace(/\/+$/, "");
  const allowedCallbackHosts = options.allowCallbackHost ?? [];
  // Told now: later only the one who writes as a person hears of it, and of statuses nobody does.
  callbackTarget(base, allowedCallbackHosts);
  const seed =
    options.seed === undefined
      ? {}
      : {
          seed: readInteger(options.seed, {
            command: "simulate",
            option: "--seed",
            min: 0,
            max: Number.MAX_SAFE_INTEGER,
          }),
        };

  const identity = await loadSimulatorIdentity(dataFolder, seed);
  const simulator = createSimulator({
    identity,
    accountBook: openAccountBook(dataFolder, identity),
    keptPeople: openKeptPeople(dataFolder),
    clock,
    log: createSilentLog(),
    webhookTargets: () => ({ inbound: base + INBOUND_PATH, status: base + STATUS_PATH }),
    allowedCallbackHosts,
    portOption: "--port",
    ...seed,
  });
  const { url, movedFrom } = await simulator.start({ port, isExplicit: options.port !== undefined });
  if (movedFrom !== null)
    output.warn(`Port ${movedFrom} is in use; the simulator listens on ${url} instead.`);

  if (output.isJson) {
    output.answer(
      readyLine({
        host: null,
        ui: null,
        dataDir: dataFolder,
        listener: null,
        simulator: readySimulator(url, identity),
        tunnel: null,
      }),
    );
  } else {
    output.answer(`Simulator   ${url}`);
    output.answer(`Webhooks to ${base}${INBOUND_PATH} and ${base}${STATUS_PATH}`);
    output.answer(`Application ${identity.applicationId}, Page ${identity.pageId}, person ${identity.psid}`);
    output.answer(`Private key ${identity.privateKeyFile}`);
    output.note("Its secrets and control key: start it with --json. Stop it with Ctrl+C.");
  }
  await stopped;
  await simulator.stop();
}
