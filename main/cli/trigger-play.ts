// `hookline trigger read` and `trigger play`: what follows a message in a running simulator, now.
import type { CallInput } from "../../preload/contract/contract.ts";
import { formatCount } from "../../preload/contract/format-count.ts";
import { PersonAtPage, SIMULATED_PSID, type PlayedTime } from "../../preload/contract/simulator.ts";
import { describeProblem } from "../dispatch.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { openSimulatorDoor, type SimulatorDoorOptions } from "./simulator-door.ts";
import { optionName, quoteGiven, readDuration, wrongUsage } from "./usage.ts";

/** Options of `trigger read`, as they were given. */
export interface TriggerReadOptions extends CommonOptions, SimulatorDoorOptions {
  readonly psid?: string;
  readonly pageId?: string;
}

/** Options of `trigger play`, as they were given. */
export interface TriggerPlayOptions extends CommonOptions, SimulatorDoorOptions {
  readonly advance?: string;
  readonly until?: string;
}

const LONGEST_PLAY_SECONDS = 31 * 24 * 3_600;

const END_WORDS: Readonly<Record<PlayedTime["end"], string>> = {
  there: "",
  idle: "; nothing waits any more",
  limit: "; it stopped there, since things went on without end",
  reset: "; it was started over meanwhile",
};

/** A person opens the conversation and reads. */
export async function runTriggerRead(
  context: CommandContext,
  { psid = SIMULATED_PSID, pageId, ...door }: TriggerReadOptions,
): Promise<void> {
  const person = PersonAtPage.safeParse({ psid, ...(pageId === undefined ? {} : { pageId }) });
  if (!person.success) throw wrongUsage("trigger read", describeProblem(person.error, optionName));
  const messageUuids = await (await openSimulatorDoor(context, "trigger read", door)).read(person.data);
  const { output } = context;
  if (output.isJson) output.answer(JSON.stringify({ message_uuids: messageUuids }));
  else if (messageUuids.length === 0) output.note("There was nothing new to read.");
  else for (const uuid of messageUuids) output.answer(uuid);
}

/** The simulator's clock is played ahead: what waits, such as retries, happens now. */
export async function runTriggerPlay(
  context: CommandContext,
  { advance, until, ...door }: TriggerPlayOptions,
): Promise<void> {
  const wish = timeToPlay(advance, until);
  const played = await (await openSimulatorDoor(context, "trigger play", door)).play(wish);
  const { output } = context;
  if (output.isJson) {
    output.answer(JSON.stringify(played));
    return;
  }
  const seconds = Math.round(played.advancedMs / 1_000);
  output.answer(
    `${formatCount(seconds)} s played, ${formatCount(played.attempts)} webhooks sent${END_WORDS[played.end]}`,
  );
}

function timeToPlay(advance: string | undefined, until: string | undefined): CallInput<"simulator.play"> {
  if (advance !== undefined && until !== undefined) {
    throw wrongUsage("trigger play", "--advance and --until exclude each other.");
  }
  if (advance === undefined) {
    if (until === undefined || until === "idle") return { until: "idle" };
    if (until === "next") return { until };
    throw wrongUsage("trigger play", `--until takes next or idle, not ${quoteGiven(until)}.`);
  }
  const seconds = readDuration(advance);
  if (seconds !== null && seconds <= LONGEST_PLAY_SECONDS) return { advanceMs: seconds * 1_000 };
  throw wrongUsage(
    "trigger play",
    `--advance takes a time like 30s, 15m, 24h or 8d, up to 31d, not ${quoteGiven(advance)}.`,
  );
}
