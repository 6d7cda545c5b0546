// Adds the commands of the simulator: `trigger` and `simulate`.
import type { Command } from "commander";
import { MESSAGE_STATUSES } from "../../preload/contract/event.ts";
import { SIMULATED_MESSAGE_TYPES, SIMULATOR_FAULTS } from "../../preload/contract/simulator.ts";
import { addGroup, collect, type Add } from "./adding.ts";
import { CONTROL_KEY_VARIABLE } from "./control-key-variable.ts";
import type { SimulateOptions } from "./simulate.ts";
import type { TriggerPlayOptions, TriggerReadOptions } from "./trigger-play.ts";
import type { TriggerOptions } from "./trigger.ts";

/** `trigger inbound`, `status`, `read` and `play`. */
export function addTrigger(add: Add, program: Command): void {
  const trigger = addGroup(program, "trigger", "make the simulator send a webhook");
  const inbound = add<TriggerOptions>(
    trigger,
    "inbound",
    "a person writes to the Page",
    async () => (await import("./trigger.ts")).runTriggerInbound,
  )
    .option("--type <type>", `one of ${SIMULATED_MESSAGE_TYPES.join(", ")} (default: text)`)
    .option("--text <text>", "what the person writes")
    .option("--url <url>", "address of the attachment");
  const status = add<TriggerOptions>(
    trigger,
    "status [status]",
    `a message status: ${MESSAGE_STATUSES.join(", ")} (default: delivered)`,
    async () => (await import("./trigger.ts")).runTriggerStatus,
  )
    .option("--message-uuid <uuid>", "the message it is about")
    .option("--error-code <code>", "for rejected: a code of Vonage’s list, e.g. 1340");
  for (const command of [inbound, status]) {
    command
      .option("--psid <id>", "the person")
      .option("--page-id <id>", "the Page")
      .option("--payload-version <version>", "v0.1 or v1")
      .option("--fault <faults>", `one or more, with commas: ${SIMULATOR_FAULTS.join(", ")}`)
      .option("--to <url>", "post to any listener instead of the running Hookline")
      .option("--signature-secret-file <file>", "with --to: sign with the secret in this file");
  }
  const read = add<TriggerReadOptions>(
    trigger,
    "read",
    "a person reads what was delivered",
    async () => (await import("./trigger-play.ts")).runTriggerRead,
  )
    .option("--psid <id>", "the person")
    .option("--page-id <id>", "the Page");
  const play = add<TriggerPlayOptions>(
    trigger,
    "play",
    "play the simulator’s clock ahead: statuses and retries that wait are sent now",
    async () => (await import("./trigger-play.ts")).runTriggerPlay,
  )
    .option("--advance <time>", "how far, e.g. 30s, 15m, 24h or 8d")
    .option("--until <moment>", "next: to the next thing that waits; idle: until nothing waits (default)");
  for (const command of [inbound, status, read, play]) {
    command
      .option("--simulator <url>", "act through this simulator, e.g. one that hookline simulate runs")
      .option(
        "--control-key-file <file>",
        `with --simulator: its control key is in this file (else in ${CONTROL_KEY_VARIABLE})`,
      );
  }
}

/** `simulate`. */
export function addSimulate(add: Add, program: Command): void {
  add<SimulateOptions>(
    program,
    "simulate",
    "run the simulator alone",
    async () => (await import("./simulate.ts")).runSimulate,
  )
    .option("--port <port>", "its port (default 4818; 0 = any free one)")
    .option("--webhook-base <url>", "where its webhooks go (default http://127.0.0.1:4817)")
    .option("--seed <number>", "make the ids it invents the same in every run")
    .option(
      "--allow-callback-host <name>",
      "a host beyond this computer it may call; may be repeated",
      collect,
    );
}
