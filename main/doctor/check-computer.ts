// Looks at versions, the data folder, ports and clocks: what needs no store.
import { statSync } from "node:fs";
import { createServer, connect } from "node:net";
import { join, relative } from "node:path";
import process from "node:process";
import { formatCount } from "../../preload/contract/format-count.ts";
import { isOpenToOthers } from "../data-folder/close-files.ts";
import { assertOwnFolder } from "../data-folder/own-folder.ts";
import { errorCodeOf } from "../data-folder/private-file.ts";
import { PLAIN_SECRETS_FILE } from "../data-folder/plain-secrets.ts";
import type { RunningPorts } from "../app-shape.ts";
import { DEFAULT_PORTS } from "../app-shape.ts";
import { diagnoseNoAnswer } from "../network/diagnose-no-answer.ts";
import { requestOnce } from "../network/request-once.ts";
import type { Clock, Network } from "../ports.ts";
import { VERSION } from "../version.ts";
import { isVonageHost } from "../network/api-host.ts";
import { failureFinding, finding, problemSaid } from "./finding.ts";
import type { Finding } from "./finding.ts";

/** Vonage refuses a JWT whose times are off by more; a little is the way of the answer. */
const TOLERATED_SKEW_SECONDS = 10;
const PATIENCE_MS = 10_000;
const CONNECT_PATIENCE_MS = 2_000;

/** What this is and runs on. `running` = version of the Hookline that owns the data folder. */
export function checkVersions(running: string | null): readonly Finding[] {
  const { node, sqlite = "unknown", v8 } = process.versions;
  const own = `Hookline ${VERSION}, Node ${node}, SQLite ${sqlite}, V8 ${v8}, ${process.platform} ${process.arch}.`;
  if (running === null || running === VERSION) return [finding("version", "good", own)];
  const other = `The running Hookline is ${running}, this command is ${VERSION}. Restart the older one.`;
  return [finding("version", "note", own), finding("version", "doubt", other)];
}

/** Whether the folder is there, and this user's alone. */
export function checkFolder(dataFolder: string, home: string): readonly Finding[] {
  const inner = relative(home, dataFolder);
  const place = inner.startsWith("..") || inner === dataFolder ? "outside of the home folder" : "below ~";
  try {
    if (!statSync(dataFolder).isDirectory())
      return [finding("data folder", "problem", "A file stands where the data folder should be.")];
    assertOwnFolder(dataFolder);
  } catch (error) {
    if (errorCodeOf(error) === "ENOENT")
      return [finding("data folder", "note", `There is none yet; it would be ${place}.`)];
    return [failureFinding("data folder", error)];
  }
  const isOpen = isOpenToOthers(dataFolder);
  const whose = isOpen ? "other users can look into it. Close it: chmod 700" : "only you can look into it.";
  const folder = finding("data folder", isOpen ? "doubt" : "good", `It is ${place}, and ${whose}`);
  return isOpenToOthers(join(dataFolder, PLAIN_SECRETS_FILE)) ? [folder, OPEN_VAULT] : [folder];
}

const OPEN_VAULT = finding(
  "data folder",
  "doubt",
  `The keys in its ${PLAIN_SECRETS_FILE} are open to other users, by the file’s mode. Start Hookline to close it, or: chmod 600`,
);

/** Those of the running Hookline are asked; without one, those of a plain start are tried. */
export async function checkPorts(running: RunningPorts | null): Promise<readonly Finding[]> {
  if (running !== null) {
    const names = ["listener", "simulator", "control", "ui"] as const;
    return Promise.all(
      names.flatMap((name) => {
        const port = running[name];
        return typeof port === "number" ? [checkAnswering(name, port)] : [];
      }),
    );
  }
  return Promise.all(
    Object.entries(DEFAULT_PORTS).map(async ([name, port]) => {
      const isFree = await canListen(port);
      return isFree
        ? finding("ports", "good", `${port} (${PORT_NAMES[name] ?? name}) is free.`)
        : finding(
            "ports",
            "doubt",
            `${port} (${PORT_NAMES[name] ?? name}) is in use; Hookline would move to another one.`,
          );
    }),
  );
}

/** Compares this clock with the Date of a host's answer. Nothing secret is sent. */
export async function checkClock(
  apiHost: string,
  { clock, network }: { readonly clock: Clock; readonly network: Network },
): Promise<Finding> {
  const asked = await requestOnce(
    {
      method: "GET",
      url: new URL("/", apiHost),
      headers: { "user-agent": `hookline/${VERSION}` },
      body: new Uint8Array(),
      connectTimeoutMs: PATIENCE_MS,
      timeoutMs: PATIENCE_MS,
    },
    { clock, network },
  );
  if (asked.kind === "no-answer") {
    const context = { host: new URL(apiHost).host, method: "GET", seconds: PATIENCE_MS / 1000 } as const;
    return problemSaid("network", diagnoseNoAnswer(asked, context));
  }
  const host = isVonageHost(apiHost) ? new URL(apiHost).host : "another API host";
  const theirs = Date.parse(asked.headers["date"] ?? "");
  if (Number.isNaN(theirs)) return finding("clock", "note", `${host} answers without a date.`);
  // A header has whole seconds; on average half a second is missing.
  const seconds = Math.round((clock.now() - theirs - 500) / 1_000);
  if (Math.abs(seconds) <= TOLERATED_SKEW_SECONDS)
    return finding("clock", "good", `It agrees with ${host}’s.`);
  const way = seconds > 0 ? "ahead of" : "behind";
  const text = `It is ${formatCount(Math.abs(seconds))} s ${way} ${host}’s, so JWTs may be refused. Set this computer’s clock.`;
  return finding("clock", "problem", text);
}

const PORT_NAMES: Readonly<Record<string, string>> = {
  listener: "listener",
  listen: "listener",
  simulator: "simulator",
  control: "control",
  ui: "page",
};

function checkAnswering(name: string, port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: CONNECT_PATIENCE_MS });
    const settle = (isThere: boolean): void => {
      socket.destroy();
      const called = `${port} (${PORT_NAMES[name] ?? name})`;
      resolve(
        isThere
          ? finding("ports", "good", `${called} answers.`)
          : finding("ports", "problem", `${called} does not answer. Restart Hookline.`),
      );
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
    socket.once("timeout", () => settle(false));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => resolve(true)));
  });
}
