// Calls the simulator's own endpoints over HTTP, as a program of the simulated account.
import { generateKeyPairSync } from "node:crypto";
import { basicFor, type RunningSimulator } from "./running-simulator.ts";

/** What came back. `body` is null when there was none. */
export interface ApiAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly body: unknown;
}

/** A request; with the account's key and secret and JSON unless it says otherwise. `undefined` leaves a header out. */
export interface ApiRequest {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as it is when it is a text, else as JSON. */
  readonly body?: unknown;
}

/** Sends one request and reads its answer. */
export async function callSimulator(
  running: Pick<RunningSimulator, "url" | "identity">,
  method: string,
  path: string,
  { headers = {}, body }: ApiRequest = {},
): Promise<ApiAnswer> {
  const all = { authorization: basicFor(running), "content-type": "application/json", ...headers };
  const response = await fetch(running.url + path, {
    method,
    headers: Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: text === "" ? null : JSON.parse(text),
  };
}

/** A new key pair, each in PEM as the APIs carry them. */
export function makeKeyPair(): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
