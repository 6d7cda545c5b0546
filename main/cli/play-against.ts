// What the commands have in common that play something against a developer's app: a simulator of their own, the app if it
// is to be started, where the report goes, and the end of all of it.
import { writeFile } from "node:fs/promises";
import { AppError } from "../../preload/contract/errors.ts";
import { REPORT_FORMS, type ReportForm, type ScenarioTarget } from "../../preload/contract/scenario-run.ts";
import { DEFAULT_PORTS } from "../app-shape.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "../simulator/identity.ts";
import { readySimulator } from "../simulator/ready-simulator.ts";
import { createSimulator, type Simulator } from "../simulator/simulator.ts";
import { callbackTarget } from "../simulator/targets.ts";
import { environmentFor, startAppUnderTest, untilReachable, type AppUnderTest } from "./app-under-test.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { printable } from "../reports/printable.ts";
import { reportText, type Report } from "../reports/report-text.ts";
import { readyLine } from "./ready-line.ts";
import { createSilentLog } from "./silent-log.ts";
import { readDuration, readInteger, readPort, readWebAddress, wrongUsage } from "./usage.ts";

/** Options of these commands, as they were given. */
export interface PlayAgainstOptions extends CommonOptions {
  readonly inboundUrl?: string;
  readonly statusUrl?: string;
  readonly port?: string;
  readonly seed?: string;
  readonly wait?: string;
  readonly report?: string;
  readonly out?: string;
  readonly allowCallbackHost?: readonly string[];
}

/** What is played, once everything listens. */
export interface Playground {
  readonly simulator: Simulator;
  readonly identity: SimulatorIdentity;
  readonly target: ScenarioTarget;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

const MOST_WAIT_S = 600;
const USUAL_WAIT_S = 30;

/** The seed that was given; null = none was. */
export function readSeed(text: string | undefined, command: string): number | null {
  if (text === undefined) return null;
  return readInteger(text, { command, option: "--seed", min: 0, max: Number.MAX_SAFE_INTEGER });
}

/** Where the webhooks go. @throws AppError `CLI_USAGE`, `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED` */
export function readTarget(options: PlayAgainstOptions, command: string): ScenarioTarget {
  const { inboundUrl, statusUrl, allowCallbackHost = [] } = options;
  if (inboundUrl === undefined) {
    throw wrongUsage(
      command,
      "It needs --inbound-url, the address at which your app takes inbound webhooks.",
    );
  }
  const inbound = readWebAddress(inboundUrl, command, "--inbound-url").href;
  callbackTarget(inbound, allowCallbackHost);
  if (statusUrl === undefined) return { inbound };
  const status = readWebAddress(statusUrl, command, "--status-url").href;
  callbackTarget(status, allowCallbackHost);
  return { inbound, status };
}

/** The form of the report, and where it goes. */
export function readReport(
  { report, out, json = false }: PlayAgainstOptions,
  command: string,
): { readonly form: ReportForm; readonly file: string | null } {
  const form = REPORT_FORMS.find((known) => known === (report ?? (json ? "json" : "text")));
  if (form === undefined) throw wrongUsage(command, `--report takes one of ${REPORT_FORMS.join(", ")}.`);
  if (json && form !== "json" && out === undefined) {
    throw wrongUsage(command, `--json answers in JSON; --report ${form} then needs a file: --out.`);
  }
  if (out?.trim() === "") throw wrongUsage(command, "--out takes a file; what was given is empty.");
  return { form, file: out ?? null };
}

/** Starts all of it, plays, and ends all of it, however that comes out. */
export async function playAgainst<T>(
  context: CommandContext,
  options: PlayAgainstOptions,
  {
    name,
    command,
    play,
  }: {
    readonly name: string;
    readonly command: readonly string[];
    readonly play: (on: Playground) => Promise<T>;
  },
): Promise<T> {
  const { output, clock, dataFolder, env } = context;
  const target = readTarget(options, name);
  const waitS = options.wait === undefined ? USUAL_WAIT_S : readDuration(options.wait);
  if (waitS === null || waitS > MOST_WAIT_S)
    throw wrongUsage(name, "--wait takes a time up to 10m, like 30s.");
  // An app that is started here is told the port; one that runs already expects the usual one.
  const usualPort = command.length > 0 ? 0 : DEFAULT_PORTS.simulator;
  const port = options.port === undefined ? usualPort : readPort(options.port, name, "--port");
  const seed = readSeed(options.seed, name);

  const stopping = new AbortController();
  let app: AppUnderTest | null = null;
  void context.untilStopped(() => app?.kill()).then(() => stopping.abort());
  const identity = await loadSimulatorIdentity(dataFolder, seed === null ? {} : { seed });
  const simulator = createSimulator({
    identity,
    clock,
    log: createSilentLog(),
    webhookTargets: () => null,
    allowedCallbackHosts: options.allowCallbackHost ?? [],
    portOption: "--port",
  });
  try {
    const { url, movedFrom } = await simulator.start({ port, isExplicit: options.port !== undefined });
    if (movedFrom !== null)
      output.warn(`Port ${movedFrom} is in use; the simulator listens on ${url} instead.`);
    sayReady(context, url, identity);
    const [program, ...args] = command;
    const inbound = new URL(target.inbound);
    if (program !== undefined) {
      app = startAppUnderTest({
        command: [program, ...args],
        env: { ...env, ...environmentFor(url, identity, inbound) },
        clock,
        hear: (line) => output.note(`app | ${printable(line)}`),
      });
    }
    await untilReachable(inbound, { app, command, waitMs: waitS * 1_000, clock, signal: stopping.signal });
    const played = await play({ simulator, identity, target, signal: stopping.signal });
    const ending = app?.ended() ?? null;
    if (ending !== null) output.warn(`The app ${ending} while it was played against.`);
    return played;
  } finally {
    await app?.stop();
    await simulator.stop();
  }
}

function sayReady({ output, dataFolder }: CommandContext, url: string, identity: SimulatorIdentity): void {
  if (output.isJson) {
    const simulator = readySimulator(url, identity);
    output.answer(
      readyLine({ host: null, ui: null, dataDir: dataFolder, listener: null, simulator, tunnel: null }),
    );
    return;
  }
  output.note(`The app sends to ${url} as application ${identity.applicationId}, Page ${identity.pageId}.`);
  output.note(
    `Private key ${identity.privateKeyFile}; key, secrets and all of this: --json, or put the app’s command after --`,
  );
}

/** Prints it, or writes it to its file and prints what a person or a script wants to know. @throws AppError `REPORT_UNWRITABLE` */
export async function giveReport(
  { output }: CommandContext,
  report: Report,
  { form, file }: { readonly form: ReportForm; readonly file: string | null },
): Promise<void> {
  const lines = (): void => {
    for (const line of report.lines) output.answer(printable(line));
  };
  if (file !== null) {
    try {
      await writeFile(file, reportText(report, form));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AppError("REPORT_UNWRITABLE", { file, reason }, { cause: error });
    }
  }
  if (output.isJson) output.answer(JSON.stringify(report.json));
  else if (file !== null || form === "text") lines();
  else output.answerLines(reportText(report, form).trimEnd());
}
