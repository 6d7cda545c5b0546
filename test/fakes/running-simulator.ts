// A simulator that runs, with a bot's server for its webhooks and what a test needs to talk to both.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { createAccountBook, type AccountBook } from "../../main/simulator/account-book.ts";
import { EARLIER_WEBHOOKS, firstAccountState } from "../../main/simulator/account-state.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "../../main/simulator/identity.ts";
import { createSimulator, type Simulator, type SimulatorPorts } from "../../main/simulator/simulator.ts";
import type { Clock } from "../../main/ports.ts";
import { createFrozenClock, type FrozenClock } from "./clock.ts";
import { createMemoryLog } from "./log.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

/** The two servers and the clock they run by. */
export interface RunningSimulator {
  readonly simulator: Simulator;
  readonly identity: SimulatorIdentity;
  readonly accountBook: AccountBook;
  readonly clock: FrozenClock;
  readonly receiver: WebhookReceiver;
  readonly url: string;
  stop(): Promise<void>;
}

/** What a test may hand in; the rest is made. */
export interface SimulatorChanges extends Partial<Omit<SimulatorPorts, "clock">> {
  readonly clock?: FrozenClock;
  /** A clock that runs by itself, instead of the frozen one. */
  readonly runningClock?: Clock;
}

/** Starts both on free ports, in a data folder of its own unless an identity is handed in. */
export async function startSimulator({
  runningClock,
  ...changes
}: SimulatorChanges = {}): Promise<RunningSimulator> {
  const folder = await mkdtemp(join(tmpdir(), "hookline-simulator-"));
  const identity = changes.identity ?? (await loadSimulatorIdentity(folder));
  const accountBook =
    changes.accountBook ?? createAccountBook({ first: firstAccountState(identity, EARLIER_WEBHOOKS) });
  const clock = changes.clock ?? createFrozenClock();
  const receiver = await startWebhookReceiver();
  const simulator = createSimulator({
    identity,
    accountBook,
    log: createMemoryLog(),
    webhookTargets: () => receiver,
    ...changes,
    clock: runningClock ?? clock,
  });
  const { url } = await simulator.start({ port: 0, isExplicit: true });
  return {
    simulator,
    identity,
    accountBook,
    clock,
    receiver,
    url,
    async stop() {
      await simulator.stop();
      await receiver.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** An application JWT of the simulated application; `changes` replace claims, undefined removes one. */
export function mintFor(
  { identity, clock }: Pick<RunningSimulator, "identity" | "clock">,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const iat = Math.floor(clock.now() / 1000);
  return new SignJWT({ application_id: identity.applicationId, iat, exp: iat + 900, jti: "one", ...changes })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .sign(identity.privateKey);
}

/** `Authorization` of the simulated account's key and secret. */
export function basicFor({ identity }: Pick<RunningSimulator, "identity">): string {
  return `Basic ${Buffer.from(`${identity.apiKey}:${identity.apiSecret}`).toString("base64")}`;
}
