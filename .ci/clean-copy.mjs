// Does what the README tells a stranger, in a copy that holds only what the repository does: its two commands, then every
// command it shows, against the program that the first one started.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const ADDRESS_LIMIT_MS = 5_000;
const root = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "hookline-clean-"));
const dataFolder = join(copy, "data");
const env = { ...process.env, HOOKLINE_DATA_DIR: dataFolder, HOOKLINE_NO_DOWNLOAD: "1" };
for (const name of ["DISPLAY", "WAYLAND_DISPLAY", "ELECTRON_OVERRIDE_DIST_PATH"]) delete env[name];

const blocks = shellBlocks(readFileSync(join(root, "README.md"), "utf8"));
const [startBlock, testBlock, commandBlock] = blocks;
expect(startBlock?.join() === "npm ci && npm start", "the first block is the command that starts");
expect(testBlock?.join() === "npm ci && npm test", "the second block is the command that tests");
expect((commandBlock?.length ?? 0) > 0, "the third block shows commands");

let started = null;
try {
  copyTracked();
  run("npm ci");
  started = spawn("npm", ["start"], { cwd: copy, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  await waitForAddress(started);
  for (const command of commandBlock) run(command);
  await interrupt(started);
  // The exit code of npm tells nothing: the shell between ends by the signal.
  expect(!existsSync(join(dataFolder, "run.json")), "Ctrl+C ends what npm start began in order");
  console.log("The README's commands work in a clean copy.");
} finally {
  if (isRunning(started)) await interrupt(started);
  rmSync(copy, { recursive: true, force: true });
}

/** What is tracked, as it stands in the working tree. */
function copyTracked() {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    execFileSync("cp", ["-P", join(root, file), join(copy, file)]);
  }
}

/** Resolves when the page's address is printed; the time counts from the line that says which host was chosen. */
async function waitForAddress(child) {
  let chosenAt = null;
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
    if (chosenAt === null && text.includes("Starting in the browser")) chosenAt = Date.now();
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/http:\/\/127\.0\.0\.1:\d+\/#key=/.test(line)) continue;
    const tookMs = Date.now() - (chosenAt ?? Date.now());
    console.log(`npm start printed its address ${tookMs} ms after it chose the browser.`);
    expect(chosenAt !== null, "npm start says in one line why there is no window");
    expect(tookMs <= ADDRESS_LIMIT_MS, `the address is printed within ${ADDRESS_LIMIT_MS} ms`);
    return;
  }
  throw new Error(`npm start ended without an address:\n${said}`);
}

function run(command) {
  console.log(`$ ${command}`);
  const { status } = spawnSync("bash", ["-o", "pipefail", "-c", command], {
    cwd: copy,
    env,
    stdio: "inherit",
  });
  expect(status === 0, `“${command}” ends with 0, not ${status}`);
}

function isRunning(child) {
  return child !== null && child.exitCode === null && child.signalCode === null;
}

/** Ends what `npm start` began, as Ctrl+C does: the whole group hears it. */
function interrupt(child) {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGINT");
  return ended;
}

function shellBlocks(markdown) {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) =>
    text.split("\n").filter((line) => line.trim() !== ""),
  );
}

function expect(isTrue, claim) {
  if (!isTrue) throw new Error(`Not so: ${claim}.`);
}
