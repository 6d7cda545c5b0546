// `hookline jwt verify`: decodes a JWT and says whether Vonage would refuse it, and why.
import { JWT_MAX_LENGTH, type JwtFinding, type JwtVerdict } from "../../preload/contract/jwt.ts";
import { verifyJwt } from "../credentials/verify-jwt.ts";
import { readVerifyingKey } from "../credentials/verifying-key.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { readSecretFile } from "./files.ts";
import { printable, type Output } from "./output.ts";
import { wrongUsage } from "./usage.ts";

/** Options of `jwt verify`, as they were given. */
export interface JwtVerifyOptions extends CommonOptions {
  readonly publicKey?: string;
  readonly privateKey?: string;
  readonly applicationId?: string;
}

const EXIT_REFUSED = 1;

/** Answers with exit code 1 when the token would be refused. */
export async function runJwtVerify(
  context: CommandContext,
  options: JwtVerifyOptions,
  [argument]: readonly string[],
): Promise<number> {
  const { output, clock } = context;
  if (options.publicKey !== undefined && options.privateKey !== undefined) {
    throw wrongUsage("jwt verify", "It takes --public-key or --private-key, not both.");
  }
  const keyFile = options.publicKey ?? options.privateKey;
  const key = keyFile === undefined ? null : readVerifyingKey(await readSecretFile(keyFile));
  const token = await readToken(context, argument);
  const judgement = await verifyJwt({
    token,
    key,
    applicationId: options.applicationId ?? null,
    now: clock.now(),
  });
  if (output.isJson) output.answer(JSON.stringify(judgement));
  else say(output, judgement);
  return judgement.wouldBeRefused ? EXIT_REFUSED : 0;
}

async function readToken({ stdin, output }: CommandContext, argument: string | undefined): Promise<string> {
  if (argument !== undefined && argument !== "-") {
    output.warn("The token stands in the command line, where other users of this computer can read it.");
    return argument;
  }
  let text = "";
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > JWT_MAX_LENGTH)
      throw wrongUsage("jwt verify", "Standard input is longer than any JWT.");
  }
  if (text.trim() === "")
    throw wrongUsage("jwt verify", "There is no token, neither as argument nor on standard input.");
  return text;
}

const MARKS: Readonly<Record<JwtFinding["verdict"], string>> = {
  good: "ok     ",
  doubtful: "doubt  ",
  refused: "refused",
  unknown: "unknown",
};

function say(output: Output, { header, claims, findings, wouldBeRefused }: JwtVerdict): void {
  if (header !== null) output.answer(`Header  ${printable(JSON.stringify(header))}`);
  if (claims !== null) output.answer(`Claims  ${printable(JSON.stringify(claims))}`);
  for (const { check, verdict, text } of findings) {
    output.answer(`${MARKS[verdict]}  ${check.padEnd(12)}${printable(text)}`);
  }
  output.answer(wouldBeRefused ? "Vonage would refuse this token." : "Nothing speaks against this token.");
}
