// The calls of the contract about JWTs.
import type { Handlers } from "../../preload/contract/contract.ts";
import type { JudgeJwt } from "./judge-jwt.ts";
import type { JwtChip } from "./jwt-chip.ts";

/** Names of the calls answered here. */
export type JwtCall = Extract<keyof Handlers, `jwt.${string}`>;

/** Handlers of these calls. */
export function createJwtCalls({
  chip,
  judge,
}: {
  readonly chip: JwtChip;
  readonly judge: JudgeJwt;
}): Pick<Handlers, JwtCall> {
  return {
    "jwt.current": ({ workspace }) => chip.current(workspace),
    "jwt.mint": (request) => chip.mint(request),
    "jwt.preview": (request) => chip.preview(request),
    "jwt.copy": (order) => chip.copy(order),
    "jwt.judge": (question) => judge(question),
  };
}
