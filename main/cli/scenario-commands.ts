// Adds the commands that play something against a developer's app.
import type { Command } from "commander";
import { REPORT_FORMS } from "../../preload/contract/scenario-run.ts";
import { addGroup, collect, type Add } from "./adding.ts";
import type { HandlerDoctorOptions } from "./handler-doctor.ts";
import type { PlayAgainstOptions } from "./play-against.ts";

/** `scenario list` and `scenario run`. */
export function addScenario(add: Add, program: Command): void {
  const scenario = addGroup(
    program,
    "scenario",
    "play what people do, and what goes wrong, against your app",
  );
  add(
    scenario,
    "list",
    "list the scenarios that come along",
    async () => (await import("./scenario.ts")).runScenarioList,
  );
  addPlayOptions(
    add<PlayAgainstOptions>(
      scenario,
      "run <name-or-file> [command...]",
      "play one, after starting your app if its command is given after --",
      async () => (await import("./scenario.ts")).runScenarioRun,
    ),
  ).option("--seed <number>", "play it with the same ids as another run");
}

/** `handler-doctor`. */
export function addHandlerDoctor(add: Add, program: Command): void {
  addPlayOptions(
    add<HandlerDoctorOptions>(
      program,
      "handler-doctor [command...]",
      "try everything awkward on your app’s webhook handler, and grade it",
      async () => (await import("./handler-doctor.ts")).runHandlerDoctor,
    ),
  )
    .option("--require <grade>", "fail below this grade, A to F (default C)")
    .option("--seed <number>", "use the same ids as another examination");
}

function addPlayOptions(command: Command): Command {
  return command
    .option("--inbound-url <url>", "where your app takes inbound webhooks (needed)")
    .option("--status-url <url>", "where it takes status webhooks; without it none are sent")
    .option("--port <port>", "port of the simulator (default 4818, with a command any free one)")
    .option("--wait <time>", "how long your app may take to listen, e.g. 90s (default 30s)")
    .option("--report <form>", `one of ${REPORT_FORMS.join(", ")} (default: text)`)
    .option("--out <file>", "write the report there, and print the text")
    .option(
      "--allow-callback-host <name>",
      "a host beyond this computer where your app may be; may be repeated",
      collect,
    );
}
