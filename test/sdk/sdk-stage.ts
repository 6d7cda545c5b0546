// Vonage's own Node SDK, unmodified, in front of the simulator: it is told the simulator's address and nothing else.
import { Auth } from "@vonage/auth";
import { Vonage } from "@vonage/server-sdk";
import { VetchError } from "@vonage/vetch";
import { createFrozenClock } from "../fakes/clock.ts";
import { startSimulator, type RunningSimulator, type SimulatorChanges } from "../fakes/running-simulator.ts";

/** What the SDK is told of the sender. */
export type SdkCredentials = NonNullable<ConstructorParameters<typeof Auth>[0]>;

/** What the SDK throws when it is answered with an error. */
export interface SdkRefusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Headers;
  /** Parsed, as whoever catches the error would. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A simulator whose clock stands at this moment: the SDK dates its JWTs by the system's clock. */
export function startSimulatorToday(changes: SimulatorChanges = {}): Promise<RunningSimulator> {
  return startSimulator({ clock: createFrozenClock({ now: Date.now() }), ...changes });
}

/** The SDK with the application's id and private key; `changes` replace credentials. */
export function sdkWithJwt(running: RunningSimulator, changes: SdkCredentials = {}): Vonage {
  const { applicationId, privateKeyPem } = running.identity;
  return sdkFor(running, { applicationId, privateKey: privateKeyPem, ...changes });
}

/** The SDK with the account's key and secret; `changes` replace credentials. */
export function sdkWithBasic(running: RunningSimulator, changes: SdkCredentials = {}): Vonage {
  const { apiKey, apiSecret } = running.identity;
  // Without a private key the SDK asks for the file "undefined", of which Node warns.
  return sdkFor(running, { apiKey, apiSecret, privateKey: "", ...changes });
}

/** Every host that the SDK knows leads to the simulator, so that no test can reach Vonage. */
function sdkFor({ url }: Pick<RunningSimulator, "url">, credentials: SdkCredentials): Vonage {
  return new Vonage(new Auth(credentials), {
    apiHost: url,
    restHost: url,
    videoHost: url,
    meetingsHost: url,
    identityInsightsHost: url,
  });
}

/** The error that the SDK's promise rejects with; throws when it does not. */
export async function refusalOf(promise: Promise<unknown>): Promise<SdkRefusal> {
  const error: unknown = await promise.then(
    () => new Error("The SDK was not refused."),
    (reason: unknown) => reason,
  );
  if (!(error instanceof VetchError) || error.response === undefined) throw error;
  const { status, headers } = error.response;
  // Every error answer of the APIs is a JSON object.
  const body = (await error.response.json()) as Readonly<Record<string, unknown>>;
  return { status, message: error.message, headers, body };
}
