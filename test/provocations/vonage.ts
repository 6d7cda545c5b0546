// Provokes what can go wrong with Vonage's account APIs: refusals by a server in its place, and trouble on the way.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createApplicationsApi } from "../../main/applications/applications-api.ts";
import type { JwtFacts } from "../../main/network/diagnose-failure.ts";
import { diagnoseNoAnswer } from "../../main/network/diagnose-no-answer.ts";
import { createNetwork } from "../../main/network/network.ts";
import { createVonageCall, type VonageAccess } from "../../main/network/vonage-call.ts";
import type { Network } from "../../main/ports.ts";
import type { ErrorCode } from "../../preload/contract/errors.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { plainNetwork } from "../fakes/network.ts";
import { startProxy } from "../fakes/proxy-server.ts";
import { startWebhookReceiver, type CannedAnswer } from "../fakes/webhook-receiver.ts";
import { deadAddress, said, thrownBy, type Provocation, type Said, type Stage } from "./stage.ts";

const clock = createFrozenClock();
const NOW = clock.now();
const account = { apiKey: "abcd1234", apiSecret: "api-secret" };
const jwt: JwtFacts = {
  applicationId: "78d335fa-323d-0114-9c3d-d6f0d48968cf",
  issuedAt: NOW,
  expiresAt: NOW + 900_000,
  notBefore: null,
  pairing: null,
  application: null,
  isKeyMended: false,
};

/** By code. */
export const vonageProvocations = {
  APPLICATION_NOT_FOUND: async ({ defer }) => {
    const vonage = await answering({ defer }, 404);
    const api = createApplicationsApi({ clock, call: createVonageCall({ clock, network: plainNetwork }) });
    return thrownBy(() => api.get({ ...account, apiHost: vonage }, jwt.applicationId));
  },

  ACCOUNT_CREDENTIALS_MISSING: (stage) => checking(stage, { name: "No account" }),
  ACCOUNT_SANDBOX: (stage) =>
    checking(stage, { name: "Sandbox", apiHost: "https://messages-sandbox.nexmo.com" }),

  VONAGE_SECRET_REFUSED: refusing({ status: 401, body: '{"title":"Unauthorised","detail":"Invalid Token"}' }),
  VONAGE_JWT_EXPIRED: refusingJwt({ expiresAt: NOW - 1_000 }),
  VONAGE_JWT_CLOCK: refusingJwt({}, { date: new Date(NOW + 3_600_000).toUTCString() }),
  VONAGE_JWT_NOT_YET: refusingJwt({ notBefore: NOW + 60_000 }),
  VONAGE_JWT_UNPAIRED: refusingJwt({ pairing: "unpaired" }),
  VONAGE_JWT_KEY_MENDED: refusingJwt({ isKeyMended: true }),
  VONAGE_JWT_APPLICATION: refusingJwt({ application: "not-found" }),
  VONAGE_JWT_REFUSED: refusingJwt({}),
  VONAGE_UNPROVISIONED: refusingJwt({ application: "without-messages" }),
  VONAGE_FORBIDDEN: refusing({ status: 403, body: '{"title":"Wrong authentication"}' }),
  VONAGE_NOT_FOUND: refusing({ status: 404, body: "<html>" }),
  VONAGE_CONFLICT: refusing({ status: 409, body: '{"title":"Application conflict"}' }),
  VONAGE_INPUT_REFUSED: refusing({ status: 400, body: '{"title":"Bad Request"}' }),
  VONAGE_FORM_REFUSED: refusing(415),
  VONAGE_THROTTLED: refusing({ status: 429, headers: { "retry-after": "7" } }),
  VONAGE_SERVER_ERROR: refusing(503),
  VONAGE_UNEXPECTED_ANSWER: refusing({ status: 302, headers: { location: "https://login.example" } }),

  NETWORK_NAME_UNKNOWN: () => asking("https://nowhere.invalid"),
  NETWORK_REFUSED: async () => asking((await deadAddress()).url),
  NETWORK_UNREACHABLE: onTheWay("ENETUNREACH", "there is no connection to the network"),
  NETWORK_TIMED_OUT: onTheWay("ETIMEDOUT", "the connection timed out"),
  NETWORK_FAILED: onTheWay("EPERM", "connect EPERM"),
  NETWORK_NO_ANSWER: unanswered("PUT"),
  NETWORK_BROKEN: async (stage) => asking(await answering(stage, "hang up"), { method: "PUT" }),
  NETWORK_READ_NO_ANSWER: unanswered("GET"),
  NETWORK_READ_BROKEN: refusing("hang up"),
  NETWORK_PROXY_UNREACHABLE: async () => behind((await deadAddress()).url),
  NETWORK_PROXY_LOGIN: async ({ defer }) => {
    const proxy = await startProxy({ routes: {}, login: "ann:secret" });
    defer(proxy.stop);
    return behind(proxy.url);
  },
  NETWORK_PROXY_REFUSED: async ({ defer }) => {
    const proxy = await startProxy({ routes: {} });
    defer(proxy.stop);
    return behind(proxy.url);
  },
  NETWORK_PROXY_UNUSED: () => behind("socks5://127.0.0.1:1080"),
  NETWORK_CERTIFICATE_EXPIRED: onTheWay("CERT_HAS_EXPIRED"),
  NETWORK_CERTIFICATE_NOT_YET: onTheWay("CERT_NOT_YET_VALID"),
  NETWORK_CERTIFICATE_SELF_SIGNED: async (stage) => asking(await startTls(stage, selfSigned(stage.folder()))),
  NETWORK_CERTIFICATE_AUTHORITY: async (stage) =>
    asking(await startTls(stage, ofOwnAuthority(stage.folder()))),
  NETWORK_CERTIFICATE_NAME: onTheWay("ERR_TLS_CERT_ALTNAME_INVALID"),
  NETWORK_TLS_FAILED: async ({ defer }) =>
    asking((await answering({ defer }, 200)).replace("http:", "https:")),
} satisfies Partial<Record<ErrorCode, Provocation>>;

/** The account of a new workspace. */
async function checking({ running, callFails }: Stage, input: object): Promise<Said> {
  const added = await running.app.call("workspaces.add", input);
  if (!added.ok) throw new Error(added.error.code);
  return callFails("account.check", { workspace: (added.value as Workspace).id }); // the call's output in the contract
}

async function answering({ defer }: Pick<Stage, "defer">, answer: CannedAnswer): Promise<string> {
  const vonage = await startWebhookReceiver();
  defer(vonage.stop);
  vonage.answerWith(answer);
  return vonage.url;
}

function refusing(answer: CannedAnswer): Provocation {
  return async (stage) => asking(await answering(stage, answer));
}

function refusingJwt(
  changes: Partial<JwtFacts>,
  headers: Readonly<Record<string, string>> = {},
): Provocation {
  const body = '{"title":"You did not provide correct credentials."}';
  return async (stage) => {
    const apiHost = await answering(stage, { status: 401, headers, body });
    return calling({ apiHost, token: "header.claims.signature", jwt: { ...jwt, ...changes } });
  };
}

interface CallPorts {
  readonly clock?: typeof clock;
  readonly network?: Network;
  readonly method?: "GET" | "PUT";
}

function asking(apiHost: string, ports?: CallPorts): Promise<Said> {
  return calling({ ...account, apiHost }, ports);
}

function calling(access: VonageAccess, { method = "GET", ...ports }: CallPorts = {}): Promise<Said> {
  const call = createVonageCall({ clock, network: plainNetwork, ...ports });
  return thrownBy(() => call({ access, method, path: "/" }));
}

function unanswered(method: "GET" | "PUT"): Provocation {
  return async ({ defer }) => {
    const vonage = await startWebhookReceiver();
    defer(vonage.stop);
    vonage.answerWith("wait");
    const own = createFrozenClock();
    const failing = asking(vonage.url, { clock: own, method });
    await vonage.arrivals(1);
    own.advance(60_000);
    return failing;
  };
}

/** A host that only the proxy could find. */
function behind(proxy: string): Promise<Said> {
  const network = createNetwork({ environment: { https_proxy: proxy }, systemAuthorities: () => [] });
  return asking("https://vonage.invalid", { network });
}

/** What a test cannot make this computer's network do. */
function onTheWay(code: string, reason = code): Provocation {
  const outcome = { hasLeft: false, isTimeout: false, reason, code, proxy: null };
  return () =>
    Promise.resolve(said(diagnoseNoAnswer(outcome, { host: "api.nexmo.com", method: "GET", seconds: 30 })));
}

interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

async function startTls({ defer }: Stage, certificate: Certificate): Promise<string> {
  const server = createServer(certificate, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  defer(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server that listens has an address object.
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function selfSigned(folder: string): Certificate {
  openssl(folder, ["req", "-x509", "-subj", "/CN=127.0.0.1", "-out", "cert.pem", ...newKey("key.pem")]);
  return { key: readFileSync(join(folder, "key.pem")), cert: readFileSync(join(folder, "cert.pem")) };
}

/** As a proxy that reads along makes them: signed by an authority of its own, which it sends along. */
function ofOwnAuthority(folder: string): Certificate {
  openssl(folder, ["req", "-x509", "-subj", "/CN=Authority", "-out", "ca.pem", ...newKey("ca-key.pem")]);
  openssl(folder, ["req", "-subj", "/CN=127.0.0.1", "-out", "request.pem", ...newKey("key.pem")]);
  openssl(folder, [
    "x509",
    "-req",
    "-in",
    "request.pem",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca-key.pem",
    "-CAcreateserial",
    "-out",
    "cert.pem",
  ]);
  const chain = ["cert.pem", "ca.pem"].map((name) => readFileSync(join(folder, name)));
  return { key: readFileSync(join(folder, "key.pem")), cert: Buffer.concat(chain) };
}

function newKey(file: string): readonly string[] {
  return ["-newkey", "rsa:2048", "-nodes", "-keyout", file];
}

function openssl(folder: string, args: readonly string[]): void {
  execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
}
