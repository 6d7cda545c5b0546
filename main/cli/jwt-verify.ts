// `hookline jwt verify`: decodes a JWT and says whether Vonage would refuse it, and why.
import { AppError } from "../../preload/contract/errors.ts";
import { JWT_MAX_LENGTH, type JwtFinding, type JwtVerdict } from "../../preload/contract/jwt.ts";
import { createControlClient } from "../control/control-client.ts";
import { createJudgeJwt } from "../credentials/judge-jwt.ts";
import { verifyJwt } from "../credentials/verify-jwt.ts";
import { readVerifyingKey } from "../credentials/verifying-key.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { readSecretFile } from "./files.ts";
import { findWorkspace } from "./find-workspace.ts";
import { printable } from "../reports/printable.ts";
import type { Output } from "./output.ts";
import { findOwner } from "./owner.ts";
import { withWorkspace } from "./own-services.ts";
import { wrongUsage } from "./usage.ts";

/** Options of `jwt verify`, as they were given. */
export interface JwtVerifyOptions extends CommonOptions {
  readonly publicKey?: string;
  readonly privateKey?: string;
  readonly applicationId?: string;
  readonly workspace?: string;
}

const EXIT_REFUSED = 1;

/** Answers with exit code 1 when the token would be refused. */
export async function runJwtVerify(
  context: CommandContext,
  options: JwtVerifyOptions,
  [argument]: readonly string[],
): Promise<number> {
  const { output } = context;
  const verdict =
    options.workspace === undefined
      ? await judgeByGivenKey(context, options, argument)
      : await judgeInWorkspace(context, options, options.workspace, argument);
  if (output.isJson) output.answer(JSON.stringify(verdict));
  else say(output, verdict);
  return verdict.wouldBeRefused ? EXIT_REFUSED : 0;
}

async function judgeByGivenKey(
  context: CommandContext,
  { publicKey, privateKey, applicationId }: JwtVerifyOptions,
  argument: string | undefined,
): Promise<JwtVerdict> {
  if (publicKey !== undefined && privateKey !== undefined) {
    throw wrongUsage("jwt verify", "It takes --public-key or --private-key, not both.");
  }
  const keyFile = publicKey ?? privateKey;
  const givenBy = publicKey === undefined ? "--private-key" : "--public-key";
  const key = keyFile === undefined ? null : readVerifyingKey(await readSecretFile(keyFile, givenBy));
  const token = await readToken(context, argument);
  return verifyJwt({ token, key, applicationId: applicationId ?? null, now: context.clock.now() });
}

async function judgeInWorkspace(
  context: CommandContext,
  { publicKey, privateKey, applicationId }: JwtVerifyOptions,
  name: string,
  argument: string | undefined,
): Promise<JwtVerdict> {
  if ((publicKey ?? privateKey ?? applicationId) !== undefined) {
    throw wrongUsage("jwt verify", "--workspace does not go with a key or --application-id.");
  }
  const token = await readToken(context, argument);
  const owner = findOwner(context);
  if (owner !== null) {
    const client = createControlClient(owner);
    const { id } = findWorkspace(await client.call("workspaces.list", {}), name);
    return client.call("jwt.judge", { workspace: id, token });
  }
  const options = { name, environment: "as-workspace", keeps: "nothing" } as const;
  return withWorkspace(context, options, async ({ workspaces }, { id, kind }) => {
    // The simulated application has a key only while the simulator runs.
    if (kind === "simulated") throw new AppError("OWNER_NEEDED");
    return createJudgeJwt({ workspaces, clock: context.clock })({ workspace: id, token });
  });
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
