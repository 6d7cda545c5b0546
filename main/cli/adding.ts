// What every command has in common when it is added to the command line.
import type { Command } from "commander";
import { VERSION } from "../version.ts";
import type { CommandContext, CommonOptions } from "./context.ts";

/** What a command does with its parsed options and arguments; it may answer another exit code than 0. */
export type Run<O> = (context: CommandContext, options: O, args: readonly string[]) => Promise<number | void>;

/** Brings the file of a command in, once it is the one that was asked for: most need little of Hookline. */
export type LoadRun<O> = () => Promise<Run<O>>;

/** The options of every command. */
export function addCommonOptions(command: Command): Command {
  return command
    .option("--data-dir <folder>", "where events, settings and keys are kept")
    .option("--json", "answer in JSON")
    .option("--quiet", "say nothing but answers and errors");
}

/** Adds a word that needs another one after it. */
export function addGroup(program: Command, name: string, description: string): Command {
  return addCommonOptions(program.command(name).description(description)).version(
    VERSION,
    "--version",
    "print the version",
  );
}

/** Adds a command with the options that every command has. */
export type Add = <O extends CommonOptions>(
  parent: Command,
  usage: string,
  description: string,
  load: LoadRun<O>,
) => Command;

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
