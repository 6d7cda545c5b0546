// The command line: parses arguments and hands them to one file a command. It decides nothing else.
import { Command, CommanderError, Option } from "commander";
import { VERSION } from "../version.ts";
import { addCommonOptions, addGroup, collect, type Add, type LoadRun } from "./adding.ts";
import { createContext, processSurroundings, type CommonOptions, type Surroundings } from "./context.ts";
import type { DoctorOptions } from "./doctor.ts";
import type { EventsOptions } from "./events.ts";
import type { JwtVerifyOptions } from "./jwt-verify.ts";
import type { JwtOptions } from "./jwt.ts";
import { createOutput } from "./output.ts";
import { addHandlerDoctor, addScenario } from "./scenario-commands.ts";
import type { SendOptions } from "./send-draft.ts";
import type { ServeOptions } from "./serve.ts";
import { addSimulate, addTrigger } from "./simulator-commands.ts";
import { commandMeant, refuseUnknownWord, usageErrorOf } from "./usage-errors.ts";
import { notYet, wrongUsage } from "./usage.ts";
import type { WorkspaceImportOptions } from "./workspace-import.ts";
import type { WorkspaceAddOptions, WorkspaceRemoveOptions } from "./workspace.ts";

/** Runs one command line and resolves to its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function main(
  argv: readonly string[],
  surroundings: Surroundings = processSurroundings({ json: ownPart(argv).includes("--json") }),
): Promise<number> {
  let exitCode = 0;
  const program = buildProgram(surroundings, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const own = ownPart(argv);
    const output = createOutput(surroundings, { json: own.includes("--json"), quiet: false });
    return output.fail(
      error instanceof CommanderError ? usageErrorOf(error, commandMeant(program, own)) : error,
    );
  }
}

/** As it is typed behind `hookline`. */
function nameOf(command: Command): string {
  const group = command.parent?.parent == null ? [] : [command.parent.name()];
  return [...group, command.name()].join(" ");
}

/** What stands behind `--` is somebody else's. */
function ownPart(argv: readonly string[]): readonly string[] {
  return argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
}

/** Commands of a later version. */
const LATER: readonly string[] = ["replay"];

function buildProgram(surroundings: Surroundings, exit: (code: number) => void): Command {
  const program = new Command("hookline")
    .description("Receive, inspect and answer the webhooks of the Vonage Messages API on your own computer.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      // Errors are said once, by `main`, in the three sentences of the catalogue.
      writeErr: () => undefined,
    })
    .helpCommand(false)
    .version(VERSION, "--version", "print the version");
  addCommonOptions(program);

  /** Adds a command with the options that every command has. */
  function add<O extends CommonOptions>(
    parent: Command,
    usage: string,
    description: string,
    load: LoadRun<O>,
  ): Command {
    const command = parent.command(usage).description(description);
    return addCommonOptions(command)
      .version(VERSION, "--version", "print the version")
      .action(async () => {
        refuseUnknownWord(command);
        // Given before the command or after it: all the same.
        const options = command.optsWithGlobals<O>();
        const context = createContext(surroundings, options, nameOf(command));
        const run = await load();
        exit((await run(context, options, command.args)) ?? 0);
      });
  }

  addServe(add, program);
  addEvents(add, program);
  addJwt(add, program);
  addWorkspace(add, program);
  addSend(add, program);
  addTrigger(add, program);
  addSimulate(add, program);
  addScenario(add, program);
  addHandlerDoctor(add, program);
  addDoctor(add, program);
  for (const name of LATER) addLater(program, name);
  addHelp(program);
  // A mistyped command is told as such, not as one argument too many.
  for (const command of program.commands) if (command.commands.length > 0) command.allowExcessArguments();
  return program;
}

function addServe(add: Add, program: Command): void {
  const command = add<ServeOptions>(
    program,
    "serve",
    "run Hookline and its page in the browser",
    async () => (await import("./serve.ts")).runServe,
  )
    .option("--ui-port <port>", "port of the page (default 4816; 0 = any free one)")
    .option("--listen-port <port>", "port of the webhook listener (default 4817)")
    .option("--simulator-port <port>", "port of the simulator (default 4818)")
    .option("--no-simulator", "start without the simulator")
    .option("--tunnel <provider>", "open a tunnel to the listener: none or localtunnel", "none")
    .option("--tunnel-host <url>", "address of the tunnel server")
    .option("--subdomain <name>", "name to ask the tunnel server for")
    .option("--open", "open the page in the browser")
    .option("--bind <address>", "listen on more than this computer; needs --allowed-host")
    .option(
      "--allowed-host <name>",
      "a host name by which the page may be reached; may be repeated",
      collect,
    );
  for (const flags of ["--forward-to <url>"]) addLaterOption(command, flags);
}

function addEvents(add: Add, program: Command): void {
  add<EventsOptions>(
    program,
    "events",
    "print stored events, oldest first",
    async () => (await import("./events.ts")).runEvents,
  )
    .option("--limit <count>", "only the newest ones; with --after the first ones after it")
    .option("--after <id>", "only events after this one")
    .option("--query <search>", 'only events that match, e.g. "kind:status status:rejected hello"')
    .option("--follow", "go on with what arrives, until stopped")
    .option("--with-signatures", "print webhook tokens whole, with their signature part");
}

function addJwt(add: Add, program: Command): void {
  const jwt = add<JwtOptions>(
    program,
    "jwt",
    "mint a JWT and print it",
    async () => (await import("./jwt.ts")).runJwt,
  )
    .option("--application-id <id>", "the application to mint for")
    .option("--private-key <file>", "its private key, a PEM file")
    .option("--workspace <name>", "use the key stored in a workspace")
    .option("--ttl <time>", "how long it lives, 30s to 24h (default 15m)")
    .option("--exp <seconds>", "the claim exp instead, in seconds since 1970")
    .option("--sub <subject>", "the claim sub")
    .option("--nbf <seconds>", "the claim nbf, in seconds since 1970")
    .option("--jti <id>", "the claim jti (default: a random one)")
    .option("--acl <json>", "the claim acl")
    .option("--claim <name=value>", "another claim; may be given several times", collect);
  add<JwtVerifyOptions>(
    jwt,
    "verify [token]",
    "decode and check a JWT, from standard input without one",
    async () => (await import("./jwt-verify.ts")).runJwtVerify,
  )
    .option("--public-key <file>", "check the signature with this public key")
    .option("--private-key <file>", "check the signature with the public half of this key")
    .option("--application-id <id>", "the application it must be for")
    .option("--workspace <name>", "check by the key and application of a workspace");
}

function addWorkspace(add: Add, program: Command): void {
  const workspace = addGroup(program, "workspace", "keep applications, Pages and keys");
  add<WorkspaceAddOptions>(
    workspace,
    "add",
    "add a workspace; secrets come from the environment",
    async () => (await import("./workspace.ts")).runWorkspaceAdd,
  )
    .option("--name <name>", "what it is called")
    .option("--application-id <id>", "the Vonage application")
    .option("--private-key <file>", "its private key, a PEM file")
    .option("--page-id <id>", "the Facebook Page")
    .option("--api-host <url>", "another API host")
    .option("--sandbox", "the Messages API sandbox: shared Page, key and secret, one message a second")
    .option("--unchecked", "store key and secret without asking Vonage about them");
  add(
    workspace,
    "list",
    "list the workspaces",
    async () => (await import("./workspace.ts")).runWorkspaceList,
  );
  add(
    workspace,
    "show <workspace>",
    "show one workspace, by its id or name",
    async () => (await import("./workspace.ts")).runWorkspaceShow,
  );
  add<WorkspaceImportOptions>(
    workspace,
    "import",
    "list what Vonage’s command line tools left here, or take one of it",
    async () => (await import("./workspace-import.ts")).runWorkspaceImport,
  )
    .option("--take <number>", "store this one of the list")
    .option("--name <name>", "with --take: in a new workspace of this name")
    .option("--into <workspace>", "with --take: in a workspace that is there")
    .option("--unchecked", "with --take: store key and secret without asking Vonage about them");
  add(
    workspace,
    "export <workspace>",
    "print one as JSON, without its secrets",
    async () => (await import("./workspace-export.ts")).runWorkspaceExport,
  );
  add(
    workspace,
    "key <workspace>",
    "write its private key to a file and print where it is",
    async () => (await import("./workspace-key.ts")).runWorkspaceKey,
  );
  add<WorkspaceRemoveOptions>(
    workspace,
    "remove <workspace>",
    "remove one with its keys and events; webhook URLs that Hookline set are put back first",
    async () => (await import("./workspace.ts")).runWorkspaceRemove,
  ).option("--forget-urls", "also when the old webhook URLs cannot be put back");
}

function addSend(add: Add, program: Command): void {
  add<SendOptions>(
    program,
    "send <type> [content]",
    'send a message: text "Hello"; image, audio, video or file with an address; custom with a file',
    async () => (await import("./send.ts")).runSend,
  )
    .option("--workspace <name>", "the workspace that sends")
    .option("--to <psid>", "the person’s PSID")
    .option("--from <page-id>", "the Page that sends (default: the workspace’s)")
    .option("--category <name>", "response, update or message_tag (default: left out, which is response)")
    .option("--tag <name>", "the tag of a message_tag, e.g. HUMAN_AGENT")
    .option("--api-version <version>", "v1 or v0.1 (default: v1; for custom v0.1)")
    .option("--client-ref <text>", "a reference of your own, repeated by every status")
    .option("--webhook-url <url>", "where the statuses of this message go (v1)")
    .option("--webhook-version <version>", "their shape, v1 or v0.1 (v1)")
    .option("--failover <file>", "a JSON array of messages to try when it is rejected (v1)");
}

function addDoctor(add: Add, program: Command): void {
  add<DoctorOptions>(
    program,
    "doctor",
    "check versions, ports, clock, keys, tunnel and store; safe to paste in public",
    async () => (await import("./doctor.ts")).runDoctor,
  ).option("--network", "also ask the API hosts: clock, API key and secret, pairing of the key");
}

/** A command of a later version: refused by name, and not in the help. */
function addLater(program: Command, name: string): void {
  program
    .command(name, { hidden: true })
    .helpOption(false)
    .allowUnknownOption()
    .argument("[args...]")
    .action(() => {
      throw notYet(name);
    });
}

/** `help jwt verify` is `jwt verify --help`, which is what is listed. */
function addHelp(program: Command): void {
  program
    .command("help", { hidden: true })
    .argument("[command...]")
    .action((words: readonly string[]) => {
      let meant = program;
      for (const word of words) {
        if (LATER.includes(word)) throw notYet(word);
        const found = meant.commands.find((command) => command.name() === word);
        // It is not repeated: where a command is expected, anything may stand.
        if (found === undefined) throw wrongUsage("", "There is no such command.");
        meant = found;
      }
      meant.outputHelp();
    });
}

/** An option of a later version, likewise. */
function addLaterOption(command: Command, flags: string): void {
  const [name = flags] = flags.split(" ");
  command.addOption(
    new Option(flags).hideHelp().argParser(() => {
      throw notYet(name);
    }),
  );
}
