// The simulator that `trigger` acts through: that of the running Hookline, or one that was started alone.
//
// Threat model: a control key lets its holder play every person of that simulator, and nothing else. It goes to this computer
// only, by no proxy, and comes from a file or the environment, never as an argument.
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { MessageUuid } from "../../preload/contract/ids.ts";
import { parseJson } from "../../preload/contract/json-text.ts";
import {
  PlayedTime,
  SimulatedDelivery,
  type PersonAtPage,
  type SimulatedMessage,
  type SimulatedStatus,
  type TimeToPlay,
} from "../../preload/contract/simulator.ts";
import { isLoopbackHost } from "../../preload/contract/workspace.ts";
import { createControlClient } from "../control/control-client.ts";
import { requestOnce } from "../network/request-once.ts";
import type { CommandContext } from "./context.ts";
import { CONTROL_KEY_VARIABLE } from "./control-key-variable.ts";
import { readSecretFile } from "./files.ts";
import { needOwner } from "./owner.ts";
import { readWebAddress, wrongUsage } from "./usage.ts";

/** Which simulator, as it was given. */
export interface SimulatorDoorOptions {
  readonly simulator?: string;
  readonly controlKeyFile?: string;
}

/** What `trigger` has a simulator do. */
export interface SimulatorDoor {
  receive(message: SimulatedMessage): Promise<SimulatedDelivery>;
  sendStatus(status: SimulatedStatus): Promise<SimulatedDelivery>;
  read(person: PersonAtPage): Promise<readonly MessageUuid[]>;
  play(wish: TimeToPlay): Promise<PlayedTime>;
}

/** A burst, a slow body, or a minute of playing and the answer to what is under way then. */
const TIMEOUT_MS = 3 * 60_000;
/** Of what a person read there may be thousands. */
const LONGEST_ANSWER_BYTES = 16 * 1024 * 1024;

const Sent = SimulatedDelivery.omit({ messageUuid: true })
  .extend({ message_uuid: MessageUuid })
  .transform(({ message_uuid: messageUuid, ...rest }): SimulatedDelivery => ({ messageUuid, ...rest }));
const WereRead = z.object({ message_uuids: z.array(MessageUuid) });
const Refusal = z.object({ error: z.object({ what: z.string(), why: z.string(), todo: z.string() }) });

/**
 * Opens the door to the simulator at `--simulator`, else to the owner's.
 * @throws AppError `CLI_USAGE`, `CREDENTIALS_FILE_UNREADABLE`, `OWNER_NEEDED`, `OWNER_UNREACHABLE`
 */
export async function openSimulatorDoor(
  context: CommandContext,
  command: string,
  options: SimulatorDoorOptions,
): Promise<SimulatorDoor> {
  const { simulator, controlKeyFile } = options;
  if (simulator !== undefined) {
    const url = readWebAddress(simulator, command, "--simulator");
    if (!isLoopbackHost(url.origin)) {
      throw wrongUsage(command, "--simulator takes an address of this computer, e.g. http://127.0.0.1:4818.");
    }
    return doorTo(url, await readControlKey(context, command, controlKeyFile), context);
  }
  if (controlKeyFile !== undefined) throw wrongUsage(command, "--control-key-file goes with --simulator.");
  return ownersDoor(context);
}

function ownersDoor(context: CommandContext): SimulatorDoor {
  const client = createControlClient(needOwner(context), { timeoutMs: TIMEOUT_MS });
  return {
    receive: (message) => client.call("simulator.receive", message),
    sendStatus: (status) => client.call("simulator.sendStatus", status),
    read: async (person) => (await client.call("simulator.read", person)).messageUuids,
    play: (wish) => client.call("simulator.play", wish),
  };
}

async function readControlKey(
  { env }: CommandContext,
  command: string,
  file: string | undefined,
): Promise<string> {
  const text =
    file === undefined ? env[CONTROL_KEY_VARIABLE] : await readSecretFile(file, "--control-key-file");
  const key = text?.trim() ?? "";
  // What a header can carry: a whole file of something else is refused before it goes anywhere.
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw wrongUsage(
    command,
    `--simulator needs the control key that it printed when it was started with --json: in ${CONTROL_KEY_VARIABLE}, or in a file named by --control-key-file.`,
  );
}

/** By the control addresses of docs/simulator.md. */
function doorTo({ origin }: URL, controlKey: string, { clock }: CommandContext): SimulatorDoor {
  async function post<S extends z.ZodType>(path: string, input: unknown, answer: S): Promise<z.output<S>> {
    const outcome = await requestOnce(
      {
        method: "POST",
        url: new URL(`/simulator/${path}`, origin),
        headers: { authorization: `Bearer ${controlKey}`, "content-type": "application/json" },
        body: new TextEncoder().encode(JSON.stringify(input)),
        connectTimeoutMs: TIMEOUT_MS,
        timeoutMs: TIMEOUT_MS,
        keptBytes: LONGEST_ANSWER_BYTES,
      },
      { clock, network: null },
    );
    const unreachable = (reason: string): AppError =>
      new AppError("SIMULATOR_UNREACHABLE", { address: origin, reason });
    if (outcome.kind === "no-answer") throw unreachable(outcome.reason);
    if (outcome.status === 401) throw new AppError("SIMULATOR_KEY_REFUSED", { address: origin });
    const read = parseJson(new TextDecoder().decode(outcome.body));
    const body = read.ok ? read.value : null;
    const refusal = Refusal.safeParse(body);
    if (refusal.success) throw new AppError("SIMULATOR_REFUSED", { ...refusal.data.error });
    const parsed = answer.safeParse(body);
    if (parsed.success) return parsed.data;
    throw unreachable(`it answered ${outcome.status}, and not as a simulator of this version does`);
  }

  return {
    receive: (message) => post("inbound", message, Sent),
    sendStatus: (status) => post("status", status, Sent),
    read: async (person) => (await post("read", person, WereRead)).message_uuids,
    play: (wish) => post("clock", wish, PlayedTime),
  };
}
