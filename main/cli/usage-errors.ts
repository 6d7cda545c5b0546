// What commander minds in a command line, in the words of the catalogue, and without what may be a secret.
import { Command, type CommanderError } from "commander";
import type { AppError } from "../../preload/contract/errors.ts";
import { wrongUsage } from "./usage.ts";

/** The words of `argv` that are commands, e.g. `workspace add`. */
export function commandMeant(program: Command, argv: readonly string[]): string {
  const words: string[] = [];
  let commands = program.commands;
  for (const word of argv.filter((arg) => !arg.startsWith("-"))) {
    const found = commands.find((command) => command.name() === word);
    if (found === undefined) {
      // Before the command it may be the value of an option.
      if (words.length === 0) continue;
      break;
    }
    words.push(word);
    commands = found.commands;
  }
  return words.join(" ");
}

/** What an option or a command may be called. */
const NAME = /^(?:--)?[a-z][a-zA-Z-]{0,30}$|^-[a-zA-Z]$/;

/** What commander minds, as the error of the catalogue; `command` is what to ask help of. */
export function usageErrorOf(error: CommanderError, command: string): AppError {
  // A group of commands was named without one of them.
  if (error.code === "commander.help") return wrongUsage(command, "It needs to be told what to do.");
  const problem = withoutUnknownText(error)
    .replace(/^error: /, "")
    .replaceAll("\n", " ");
  const sentence = `${problem.charAt(0).toUpperCase()}${problem.slice(1)}`;
  return wrongUsage(command, sentence.endsWith(")") || sentence.endsWith(".") ? sentence : `${sentence}.`);
}

/** Minds a word behind a command that has others below it and an action of its own. @throws CommanderError */
export function refuseUnknownWord({ args, commands, registeredArguments }: Command): void {
  const word = args[registeredArguments.length];
  if (commands.length === 0 || word === undefined) return;
  // Commander looks for a similar name only where a command has no action.
  const names = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const command of commands) names.command(command.name());
  names.parse(["--", word], { from: "user" });
}

/** Commander repeats what it does not know: words, and options with the value that stands behind them. */
function withoutUnknownText({ code, message }: CommanderError): string {
  switch (code) {
    case "commander.excessArguments":
      return message.replace(/(got \d+):[^]*$/, "$1");
    case "commander.unknownOption":
      return unknownName("option", message);
    case "commander.unknownCommand":
      return unknownName("command", message);
    default:
      return message;
  }
}

function unknownName(what: string, message: string): string {
  const [, given = "", suggestion = ""] = /^[^']*'([^]*)'((?:\n.*)?)$/.exec(message) ?? [];
  const [name = ""] = given.split("=", 1);
  return NAME.test(name)
    ? `unknown ${what} '${name}'${suggestion}`
    : `unknown ${what}; it is not repeated, as it may be a secret${suggestion}`;
}
