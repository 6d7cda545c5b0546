// Looks into a reply that was refused for its JWT: Vonage says only that it was, and the cause is most often to be found.
import type { AppErrorValue, ErrorCode } from "../../preload/contract/errors.ts";
import type { JwtPreview } from "../../preload/contract/jwt.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { ExamineApplication } from "../applications/examine-application.ts";
import { LINE_BREAKS_PUT_BACK } from "../credentials/private-key.ts";
import { diagnoseAnswer, type JwtFacts } from "../network/diagnose-failure.ts";
import type { Clock } from "../ports.ts";
import type { MessagesAnswer } from "./messages-api.ts";
import { readProblem } from "../network/problem.ts";

/** The cause of a refusal when there is one to be found, else the refusal itself. Never throws. */
export type DiagnoseReply = (
  workspace: Workspace,
  jwt: JwtPreview,
  answer: Pick<MessagesAnswer, "refusal" | "response">,
) => Promise<AppErrorValue | null>;

interface DiagnoseReplyPorts {
  readonly examine: ExamineApplication;
  readonly clock: Clock;
}

/** Those that a 401 gives without a cause of its own. */
const WITHOUT_CAUSE: ReadonlySet<string> = new Set<ErrorCode>(["REPLY_UNAUTHORIZED", "REPLY_JWT_EXPIRED"]);
/** What the diagnosis has no better word for than the refusal has. */
const NO_BETTER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["VONAGE_JWT_REFUSED", "VONAGE_JWT_EXPIRED"]);

/** Makes the function. It asks the account only when the clocks do not explain the refusal. */
export function createDiagnoseReply({ examine, clock }: DiagnoseReplyPorts): DiagnoseReply {
  return async ({ id, applicationId, apiHost, key }, { issuedAt, expiresAt }, { refusal, response }) => {
    if (refusal === null || response === null || applicationId === null) return refusal;
    if (!WITHOUT_CAUSE.has(refusal.code)) return refusal;
    const now = clock.now();
    const facts: JwtFacts = {
      applicationId,
      issuedAt,
      expiresAt,
      notBefore: null,
      pairing: null,
      application: null,
      isKeyMended: key?.repairs.includes(LINE_BREAKS_PUT_BACK) === true,
    };
    const diagnose = (jwt: JwtFacts): AppErrorValue =>
      diagnoseAnswer({
        host: new URL(apiHost).host,
        status: response.status,
        headers: response.headers,
        problem: readProblem(response.body),
        now,
        credentials: { by: "application", jwt },
      });

    const byClock = diagnose(facts);
    if (byClock.code === "VONAGE_JWT_CLOCK" || refusal.code === "REPLY_JWT_EXPIRED")
      return better(byClock, refusal);
    return better(diagnose({ ...facts, ...(await examine(id)) }), refusal);
  };
}

function better(found: AppErrorValue, refusal: AppErrorValue): AppErrorValue {
  return [...NO_BETTER].some((code) => code === found.code) ? refusal : found;
}
