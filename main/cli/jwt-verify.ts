import type { CommandContext, CommonOptions } from "./context.ts";
import { notYet } from "./usage.ts";
export interface JwtVerifyOptions extends CommonOptions {
  readonly publicKey?: string;
  readonly privateKey?: string;
  readonly applicationId?: string;
}
export async function runJwtVerify(
  _c: CommandContext,
  _o: JwtVerifyOptions,
  _a: readonly string[],
): Promise<number> {
  throw notYet("jwt verify");
}
