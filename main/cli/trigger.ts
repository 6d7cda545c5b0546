// `hookline trigger`: makes a running simulator send a webhook, or posts one to any listener.
import { AppError } from "../../preload/contract/errors.ts";
import {
  SIMULATOR_FAULTS,
  type SimulatedDelivery,
  SimulatedMessage,
  SimulatedStatus,
  SimulatorFault,
  SimulatorTiming,
} from "../../preload/contract/simulator.ts";
import { readRun } from "../data-folder/run-file.ts";
import { describeProblem } from "../dispatch.ts";
import { isTaken } from "../handler-doctor/check-shape.ts";
import { answerWords } from "../scenarios/words.ts";
import { loadSimulatorIdentity } from "../simulator/identity.ts";
import { createSimulator, type Simulator } from "../simulator/simulator.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { readSecretFile } from "./files.ts";
import { explainOwn503 } from "./own-refusal.ts";
import { createSilentLog } from "./silent-log.ts";
import { openSimulatorDoor, type SimulatorDoor, type SimulatorDoorOptions } from "./simulator-door.ts";
import { optionName, readWebAddress, wrongUsage } from "./usage.ts";

/** Options of both kinds, as they were given. */
export interface TriggerOptions extends CommonOptions, SimulatorDoorOptions {
  readonly type?: string;
  readonly text?: string;
  readonly url?: string;
  readonly messageUuid?: string;
  readonly errorCode?: string;
  readonly psid?: string;
  readonly pageId?: string;
  readonly payloadVersion?: string;
  readonly fault?: string;
  readonly to?: string;
  readonly signatureSecretFile?: string;
}

/** A person writes to the Page. */
export async function runTriggerInbound(context: CommandContext, options: TriggerOptions): Promise<void> {
  const { type, text, url, ...rest } = options;
  const message = SimulatedMessage.safeParse(given({ type, text, url, ...common("trigger inbound", rest) }));
  if (!message.success) throw wrongUsage("trigger inbound", describeProblem(message.error, optionName));
  await say(
    context,
    await through("trigger inbound", context, options, (door) => door.receive(message.data)),
  );
}

/** Vonage reports on a message. */
export async function runTriggerStatus(
  context: CommandContext,
  options: TriggerOptions,
  [word = "delivered"]: readonly string[],
): Promise<void> {
  const { messageUuid, errorCode, ...rest } = options;
  const status = SimulatedStatus.safeParse(
    given({ status: word, messageUuid, errorCode, ...common("trigger status", rest) }),
  );
  if (!status.success) throw wrongUsage("trigger status", describeProblem(status.error, statusOption));
  await say(
    context,
    await through("trigger status", context, options, (door) => door.sendStatus(status.data)),
  );
}

type Sending = Pick<SimulatorDoor, "receive" | "sendStatus">;

/** By a simulator that runs, or with `--to` by none that anybody else could reach. */
async function through(
  command: string,
  context: CommandContext,
  options: TriggerOptions,
  act: (door: Sending) => Promise<SimulatedDelivery>,
): Promise<SimulatedDelivery> {
  if (options.to === undefined) {
    if (options.signatureSecretFile !== undefined)
      throw wrongUsage(command, "--signature-secret-file goes with --to.");
    return act(await openSimulatorDoor(context, command, options));
  }
  if (options.simulator !== undefined) throw wrongUsage(command, "--to and --simulator exclude each other.");
  return withStraySimulator(command, context, options, act);
}

/** Acts through a simulator without endpoints that posts to one address, signing with the secret it is given. */
async function withStraySimulator(
  command: string,
  { clock, dataFolder }: CommandContext,
  { to = "", signatureSecretFile }: TriggerOptions,
  act: (simulator: Simulator) => Promise<SimulatedDelivery>,
): Promise<SimulatedDelivery> {
  const target = readWebAddress(to, command, "--to");
  const own = await loadSimulatorIdentity(dataFolder);
  const signatureSecret =
    signatureSecretFile === undefined
      ? own.signatureSecret
      : (await readSecretFile(signatureSecretFile, "--signature-secret-file")).trim();
  if (signatureSecret === "") throw wrongUsage(command, "The file of --signature-secret-file is empty.");
  const simulator = createSimulator({
    identity: { ...own, signatureSecret },
    clock,
    log: createSilentLog(),
    webhookTargets: () => ({ inbound: target.href, status: target.href }),
    ownPorts: () => portsOfOwner(dataFolder),
    // The person named this host just now.
    allowedCallbackHosts: [target.hostname.replace(/^\[|\]$/g, "")],
  });
  // It would try again later where the answer was 5xx; a command says what happened now and ends.
  simulator.setTiming(SimulatorTiming.parse({ retryAfter: "never" }));
  try {
    const done = await act(simulator);
    // What fault `out-of-order` holds back comes now, and its answer with it.
    await simulator.play({ until: "idle" });
    return { ...done, answer: done.answer ?? simulator.shortState().deliveries.at(-1)?.answer ?? null };
  } finally {
    await simulator.stop();
  }
}

/** Those of the Hookline that runs on the folder, but its listener's, which takes webhooks. */
function portsOfOwner(dataFolder: string): readonly number[] {
  const running = readRun(dataFolder)?.running;
  return [running?.control, running?.simulator, running?.ui].filter((port) => typeof port === "number");
}

function common(
  command: string,
  { psid, pageId, payloadVersion, fault }: TriggerOptions,
): Readonly<Record<string, unknown>> {
  return { psid, pageId, payloadVersion, fault: readFaults(command, fault) };
}

/** One fault, or several with commas between. */
function readFaults(command: string, text: string | undefined): SimulatorFault[] | undefined {
  return text?.split(",").map((word) => {
    const fault = SimulatorFault.safeParse(word.trim());
    if (fault.success) return fault.data;
    throw wrongUsage(
      command,
      `--fault is one of ${SIMULATOR_FAULTS.join(", ")}, or several with commas between.`,
    );
  });
}

function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Faults for which an app does well to refuse a webhook, or after which it has nothing to answer to. */
const NOT_TO_BE_TAKEN: readonly SimulatorFault[] = [
  "bad-signature",
  "unsigned",
  "wrong-hash",
  "huge-body",
  "reset",
];

/**
 * @throws AppError after the answer: `SIMULATOR_WEBHOOK_REFUSED`, `SIMULATOR_DELIVERY_FAILED`; where the listener of the running
 *   Hookline could not take it, `SIMULATOR_LISTENER_REFUSED` or what its store suffers from
 */
async function say(
  { output, dataFolder }: CommandContext,
  { messageUuid, ...rest }: SimulatedDelivery,
): Promise<void> {
  output.answer(output.isJson ? JSON.stringify({ message_uuid: messageUuid, ...rest }) : messageUuid);
  const { host, faults, answer } = rest;
  // Nobody is told of it, or it is held back for now.
  if (answer === null || isTaken(answer)) return;
  if (faults.some((fault) => NOT_TO_BE_TAKEN.includes(fault))) {
    // With --json, stderr is for the error alone.
    if (!output.isJson) output.note(answerWords(answer));
    return;
  }
  const { status, reason } = answer;
  const own = status === 503 && host !== null ? await explainOwn503(dataFolder, host) : null;
  if (own !== null) throw own;
  throw status === null
    ? new AppError("SIMULATOR_DELIVERY_FAILED", { reason: `${host} gave no answer: ${reason}` })
    : new AppError("SIMULATOR_WEBHOOK_REFUSED", { host, status });
}

/** The status itself is an argument, not an option. */
function statusOption(field: string): string {
  return field === "status" ? "The status" : optionName(field);
}
