// How a command speaks to the Hookline that owns the data folder.
import type { z } from "zod";
import { contract, type CallInput, type CallName, type CallOutput } from "../../preload/contract/contract.ts";
import { AppError, AppErrorValue, isErrorCode } from "../../preload/contract/errors.ts";
import { parseJson } from "../../preload/contract/json-text.ts";
import type { JwtRequest } from "../../preload/contract/jwt.ts";
import { createSystemClock } from "../clock.ts";
import type { Clock } from "../ports.ts";
import { ANSWER_TIMEOUT_MS } from "../messages/messages-api.ts";
import { requestOnce, type OneRequest, type RequestOutcome } from "../network/request-once.ts";
import { CONTROL_CALL_PATH, CONTROL_JWT_PATH } from "./control-server.ts";

/** The longest call is a reply that waits for Vonage: that nothing came is then said by the owner itself. */
const TIMEOUT_MS = 2 * ANSWER_TIMEOUT_MS;
/** What runs answers in milliseconds, whatever it is asked; of one that is suspended the system takes the connection. */
const LIFE_SIGN_TIMEOUT_MS = 5_000;
/** What commands only look at, or what leaves no trace: whatever became of it, it can be asked again. */
const TRACELESS: ReadonlySet<CallName> = new Set<CallName>([
  "account.check",
  "account.forgetAnswers",
  "app.state",
  "applications.get",
  "applications.pendingKeys",
  "jwt.judge",
  "linking.state",
  "network.state",
  "webhookUrls.state",
  "webhookUrls.stranded",
  "workspaces.export",
  "workspaces.list",
]);
/** Far more than the longest answer, which is a page of events. */
const LONGEST_ANSWER_BYTES = 256 * 1024 * 1024;

type Answered = Extract<RequestOutcome, { readonly kind: "answered" }>;

/** One request to the owner. */
interface Asking extends Pick<OneRequest, "method" | "headers" | "body" | "timeoutMs"> {
  readonly path: string;
  /** Whether it is done, or not, all the same when its answer is lost. */
  readonly leavesTrace: boolean;
}

/** Where the owner listens, as its `run.json` says. */
export interface OwnerAddress {
  readonly pid: number;
  readonly controlPort: number;
  readonly controlKey: string;
}

/** The owner, seen from a command. */
export interface ControlClient {
  /** @throws AppError whatever the call failed with; `OWNER_UNREACHABLE`, `OWNER_SILENT`, `OWNER_CUT_OFF` */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** A fresh token. @throws AppError as `call` */
  mintToken(request: JwtRequest): Promise<string>;
}

/** Makes a {@link ControlClient}; it holds no connection. `timeoutMs` is for each answer. */
export function createControlClient(
  owner: OwnerAddress,
  {
    timeoutMs = TIMEOUT_MS,
    clock = createSystemClock(),
  }: { readonly timeoutMs?: number; readonly clock?: Clock } = {},
): ControlClient {
  let hasAnswered = false;

  /** An answer of any kind. */
  async function ask({ leavesTrace, path, ...request }: Asking): Promise<Answered> {
    const answer = await requestOnce(
      {
        ...request,
        url: new URL(path, `http://127.0.0.1:${owner.controlPort}`),
        connectTimeoutMs: request.timeoutMs,
        keptBytes: LONGEST_ANSWER_BYTES,
      },
      // Not by fetch, which Node may be told to send through a proxy: the key is for this computer alone.
      { clock, network: null },
    );
    if (answer.kind === "answered") return answer;
    if (leavesTrace && answer.hasLeft) {
      throw new AppError("OWNER_CUT_OFF", { pid: owner.pid, reason: answer.reason });
    }
    if (!answer.isTimeout) throw unreachable(owner, answer.reason);
    throw new AppError("OWNER_SILENT", { pid: owner.pid, seconds: request.timeoutMs / 1_000 });
  }

  /** That a call may take long must not keep anybody waiting for a process that does not run. */
  async function assertAlive(): Promise<void> {
    if (hasAnswered) return;
    const limitMs = Math.min(timeoutMs, LIFE_SIGN_TIMEOUT_MS);
    const body = new Uint8Array();
    await ask({ method: "GET", path: "/", headers: {}, body, timeoutMs: limitMs, leavesTrace: false });
    hasAnswered = true;
  }

  async function post(
    path: string,
    input: unknown,
    { leavesTrace }: Pick<Asking, "leavesTrace">,
  ): Promise<unknown> {
    await assertAlive();
    const answer = await ask({
      method: "POST",
      path,
      headers: { authorization: `Bearer ${owner.controlKey}`, "content-type": "application/json" },
      body: new TextEncoder().encode(JSON.stringify(input)),
      timeoutMs,
      leavesTrace,
    });
    if (answer.status !== 200) throw unreachable(owner, `it answered ${answer.status}`);
    const json = parseJson(new TextDecoder().decode(answer.body));
    return valueOf(json.ok ? json.value : null);
  }

  return {
    async call(name, input) {
      const value = await post(CONTROL_CALL_PATH + name, input, { leavesTrace: !TRACELESS.has(name) });
      // `name` picks the schema and the type, a link TypeScript cannot follow.
      return contract.calls[name].output.parse(value) as z.output<
        (typeof contract.calls)[typeof name]["output"]
      >;
    },
    async mintToken(request) {
      const value = await post(CONTROL_JWT_PATH, request, { leavesTrace: false });
      if (
        typeof value === "object" &&
        value !== null &&
        "token" in value &&
        typeof value.token === "string"
      ) {
        return value.token;
      }
      throw unreachable(owner, "its answer is of another version");
    },
  };
}

function valueOf(result: unknown): unknown {
  if (typeof result === "object" && result !== null && "ok" in result) {
    if (result.ok === true && "value" in result) return result.value;
    const error = "error" in result ? AppErrorValue.safeParse(result.error) : null;
    if (error?.success === true && isErrorCode(error.data.code)) {
      throw new AppError(error.data.code, error.data.details);
    }
  }
  throw new AppError("UNEXPECTED", { message: "The running Hookline gave an answer of another version." });
}

function unreachable({ pid }: OwnerAddress, reason: string): AppError {
  return new AppError("OWNER_UNREACHABLE", { pid, reason });
}
