// Sends the simulator takes and validates a second, against a server that does nothing but answer.
import autocannon from "autocannon";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { paired, type Figure } from "./figure.ts";
import type { SendServerReady, SendServerReport } from "./send-server.ts";

const CONNECTIONS = 32;
/** Code is compiled for good after about five seconds of load. */
const WARM_UP_SECONDS = 5;

/** The floor, and the ways in which callers of the simulator authenticate. */
const VARIANTS = ["bare", "JWT", "Basic"] as const;
type Variant = (typeof VARIANTS)[number];

/** Runs all variants in turn, several rounds, and compares those of a round: whatever else the machine does meets all alike. */
export async function benchSimulatorSends({
  rounds = 3,
  seconds = 4,
}: { readonly rounds?: number; readonly seconds?: number } = {}): Promise<Figure[]> {
  const rates: Record<Variant, number[]> = { bare: [], JWT: [], Basic: [] };
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) rates[variant].push(await runVariant(variant, seconds));
  }
  return (["JWT", "Basic"] as const).map((variant) =>
    paired({
      name: `sends the simulator takes, by ${variant}, over a bare server`,
      values: rates[variant],
      floors: rates.bare,
      unit: "/s",
      better: "higher",
      required: 0.3,
    }),
  );
}

async function runVariant(variant: Variant, seconds: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const kind = variant === "bare" ? "bare" : "simulator";
  const server = fork(join(import.meta.dirname, "send-server.ts"), [kind, folder]);
  try {
    const [ready] = (await Promise.race([once(server, "message"), failed(server)])) as [SendServerReady];
    const requests = await makeRequests(variant, ready);
    const load = { url: `http://127.0.0.1:${ready.port}`, connections: CONNECTIONS, requests };
    await autocannon({ ...load, duration: WARM_UP_SECONDS });
    const result = await autocannon({ ...load, duration: seconds });
    const reported = once(server, "message");
    server.send("finish");
    const [{ messages }] = (await reported) as [SendServerReport];
    if (result.non2xx + result.errors + result.timeouts > 0) {
      throw new Error(`${variant}: ${result.non2xx} refused, ${result.errors} failed`);
    }
    if (kind === "simulator" && messages < 2_000) throw new Error(`${variant}: only ${messages} were taken`);
    return result["2xx"] / result.duration;
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface SendRequest {
  readonly method: "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const VARIETY = 400;

/** Different bodies, all to be accepted; the bare server gets the same as one with a token. */
async function makeRequests(variant: Variant, { sender }: SendServerReady): Promise<SendRequest[]> {
  const authorization = await authorize(variant, sender);
  return Array.from({ length: VARIETY }, (_, index) => ({
    method: "POST",
    path: "/v1/messages",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({
      message_type: "text",
      text: `Message ${index}: ${"how long may this text be? ".repeat(index % 8)}`,
      to: sender?.psid ?? "1111111111111111",
      from: sender?.pageId ?? "0000000000000000",
      channel: "messenger",
      client_ref: `ref-${index}`,
    }),
  }));
}

async function authorize(variant: Variant, sender: SendServerReady["sender"]): Promise<string> {
  // As long as a real one.
  if (sender === null) return `Bearer ${"x".repeat(560)}`;
  const { apiKey, apiSecret, applicationId, privateKeyFile } = sender;
  if (variant === "Basic") return `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  const iat = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ application_id: applicationId, iat, exp: iat + 900, jti: "one" })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .sign(createPrivateKey(readFileSync(privateKeyFile)));
  return `Bearer ${token}`;
}

async function failed(server: ChildProcess): Promise<never> {
  const [code] = (await once(server, "exit")) as [number | null];
  throw new Error(`The server ended before it listened (exit code ${code}).`);
}
