// A developer's own app, started by a command of ours: with the simulator in its environment, and ended with the command.
// Only what was started here is ever stopped, with what it started itself.
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { AppError } from "../../preload/contract/errors.ts";
import type { Clock } from "../ports.ts";
import { knock } from "../scenarios/knock.ts";
import type { SimulatorIdentity } from "../simulator/identity.ts";

/** The app while it runs. */
export interface AppUnderTest {
  /** How it ended; null while it runs. */
  ended(): string | null;
  /** Ends it, by force after a while. */
  stop(): Promise<void>;
  /** Ends it by force, for when there is no time. */
  kill(): void;
}

interface AppPorts {
  /** The command and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** Takes each line that it says. */
  readonly hear: (line: string) => void;
}

/** It is stopped by force after this; a signal ends us within 5 s. */
const STOP_LIMIT_MS = 3_000;
const KNOCK_EVERY_MS = 100;

/** The simulator's address and credentials by the names that Vonage's own tools and pages use. */
export function environmentFor(url: string, identity: SimulatorIdentity, inbound: URL): NodeJS.ProcessEnv {
  return {
    VONAGE_API_HOST: url,
    MESSAGES_API_URL: `${url}/v1/messages`,
    VONAGE_API_KEY: identity.apiKey,
    VONAGE_API_SECRET: identity.apiSecret,
    VONAGE_APPLICATION_ID: identity.applicationId,
    VONAGE_PRIVATE_KEY_PATH: identity.privateKeyFile,
    VONAGE_SIGNATURE_SECRET: identity.signatureSecret,
    FB_SENDER_ID: identity.pageId,
    PORT: inbound.port === "" ? (inbound.protocol === "https:" ? "443" : "80") : inbound.port,
  };
}

/** Starts it. That it cannot be started is told by `ended`. */
export function startAppUnderTest({ command, env, clock, hear }: AppPorts): AppUnderTest {
  const [program, ...args] = command;
  const hasGroups = process.platform !== "win32";
  // A group of its own, so that a shell or npm in between takes its children along.
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: hasGroups });
  let end: string | null = null;
  const closed = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      end = `could not be started (${error.message})`;
      resolve();
    });
    child.once("exit", (code, signal) => {
      end ??= signal === null ? `ended with exit code ${code ?? "unknown"}` : `was ended by ${signal}`;
      resolve();
    });
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", hear);

  return {
    ended: () => end,
    kill: () => signalTo(child, "SIGKILL", hasGroups),
    async stop() {
      signalTo(child, "SIGTERM", hasGroups);
      const cancel = clock.after(STOP_LIMIT_MS, () => signalTo(child, "SIGKILL", hasGroups));
      await closed;
      cancel();
      // What it started may be there still.
      signalTo(child, "SIGKILL", hasGroups);
      // Something that left the group may hold these open, and would hold us.
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

function signalTo(child: ChildProcess, signal: NodeJS.Signals, hasGroups: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (hasGroups) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    // Nobody of it is left, which is what was wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * Waits until somebody listens there.
 * @param app the one that should, if it was started here
 * @throws AppError `APP_UNREACHABLE`, `APP_ENDED`
 */
export async function untilReachable(
  address: URL,
  {
    app,
    command,
    waitMs,
    clock,
    signal,
  }: {
    readonly app: AppUnderTest | null;
    readonly command: readonly string[];
    readonly waitMs: number;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const until = clock.elapsed() + waitMs;
  for (;;) {
    // Whoever plays sees it too, and tells of it.
    if (signal.aborted) return;
    const ending = app?.ended() ?? null;
    if (ending !== null) throw new AppError("APP_ENDED", { command: command.join(" "), ending });
    // oxlint-disable-next-line no-await-in-loop -- knocks one after the other
    const reason = await knock(address, Math.max(KNOCK_EVERY_MS, until - clock.elapsed()), clock);
    if (reason === null) return;
    if (clock.elapsed() >= until) throw new AppError("APP_UNREACHABLE", { host: address.host, reason });
    // oxlint-disable-next-line no-await-in-loop -- likewise
    await new Promise<void>((resolve) => void clock.after(KNOCK_EVERY_MS, resolve));
  }
}
