// `npm start`: the desktop app where it can run, else the same product in the browser, saying why.
import { constants } from "node:os";
import { buildIfNeeded } from "./parts/bundle.mjs";
import { electronProgram, fetchElectron, missingDesktop } from "./parts/electron.mjs";
import { END_SIGNALS, root, run, runHookline, say, script } from "./parts/run.mjs";

const HOSTS = ["electron", "browser"];
/** Electron that is ended by a signal this early could not start at all, for example without its sandbox. */
const EARLY_MS = 5_000;

const USAGE = `Usage: npm start -- [options]

Starts Hookline: the desktop app where it can run, else the same product in the browser.

Options:
  --host electron|browser  start this one and no other
  --data-dir <folder>      where events, settings and keys are kept
  --listen-port <port>     port of the webhook listener (default 4817)
  --simulator-port <port>  port of the simulator (default 4818)
  --no-simulator           start without the simulator
  --help                   print this and start nothing

With --host browser, those of the command serve too: npm run -s hookline -- serve --help
`;

await script(async (args) => {
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { host, rest, problem } = readHost(args);
  if (problem !== null) {
    say("Hookline was not started.");
    say(problem);
    say("Look at its options: npm start -- --help");
    return 2;
  }
  // Before the choice: whatever is chosen then starts at once.
  await buildIfNeeded(say);
  if (host === "browser") return runHookline(["serve", ...rest]);

  const missing = host === null ? missingDesktop(process.env) : null;
  const { reason, endedBy } = missing === null ? await missingProgram() : { reason: missing, endedBy: null };
  // Who ends the fetching wants nothing else in its place. As a shell tells that a signal ended a command.
  if (endedBy !== null) return 128 + constants.signals[endedBy];
  if (reason !== null) return host === null ? fallBack(reason, rest) : refuse(reason);

  const startedAt = Date.now();
  const { code, signal } = await run(electronProgram(process.env), [root, ...rest]);
  const hasFailed = signal !== null && !END_SIGNALS.includes(signal);
  if (hasFailed && host === null && Date.now() - startedAt < EARLY_MS) {
    return fallBack(`Electron could not start here (${signal})`, rest);
  }
  return code ?? 1;
});

async function missingProgram() {
  if (electronProgram(process.env) !== null) return { reason: null, endedBy: null };
  return fetchElectron(process.env);
}

function fallBack(reason, rest) {
  say(`Starting in the browser instead of a window: ${reason}.`);
  return runHookline(["serve", ...rest]);
}

function refuse(reason) {
  say(`The desktop app did not start: ${reason}.`);
  say("Start it in the browser: npm start -- --host browser");
  return 1;
}

function readHost(args) {
  const rest = [...args];
  const at = rest.findIndex((arg) => arg === "--host" || arg.startsWith("--host="));
  if (at === -1) return { host: null, rest, problem: null };
  const [given] = rest.splice(at, 1);
  const host = given.includes("=") ? given.slice(given.indexOf("=") + 1) : rest.splice(at, 1)[0];
  const typed = host === undefined ? "nothing" : `“${host}”`;
  const problem = HOSTS.includes(host) ? null : `--host is one of ${HOSTS.join(", ")}, not ${typed}.`;
  return { host, rest, problem };
}
