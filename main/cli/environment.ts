// The secrets that come from the environment, by the names that Vonage's own tools use.
import { AppError, describeError, toErrorValue } from "../../preload/contract/errors.ts";
import { isApplicationIdForm } from "../../preload/contract/ids.ts";
import { WorkspaceInput, type Workspace } from "../../preload/contract/workspace.ts";
import type { EnvironmentSecrets } from "../app-shape.ts";
import { readPrivateKey } from "../credentials/private-key.ts";
import { looksSecret } from "../credentials/shown-text.ts";
import { describeProblem } from "../dispatch.ts";
import { ENVIRONMENT_WORKSPACE } from "../workspaces/memory-workspaces.ts";
import type { CommandContext } from "./context.ts";
import { readSecretFile } from "./files.ts";
import { wrongUsage } from "./usage.ts";

const PATH_VARIABLE = "VONAGE_PRIVATE_KEY_PATH";

const HELD: Readonly<Record<keyof EnvironmentSecrets, string>> = {
  apiKey: "The API key",
  apiSecret: "The secret",
  applicationId: "The application ID",
  privateKey: "The private key",
  signatureSecret: "The secret",
};

/** What is used at all: a private key or an ID given by an option makes those of the environment no matter. */
interface ReadingOptions {
  readonly isKeyWanted?: boolean;
  readonly isIdWanted?: boolean;
}

/**
 * Reads the VONAGE_* variables; null when none is set.
 * @throws AppError `CREDENTIALS_FILE_UNREADABLE` for VONAGE_PRIVATE_KEY_PATH, `CREDENTIALS_VARIABLE_UNUSABLE`
 */
export async function readEnvironmentSecrets(
  env: NodeJS.ProcessEnv,
  options?: ReadingOptions,
): Promise<EnvironmentSecrets | null> {
  const secrets: EnvironmentSecrets = {
    ...readAccount(env),
    ...(await readEnvironmentApplication(env, options)),
  };
  return Object.values(secrets).every((secret) => secret === null) ? null : secrets;
}

/** Reads the variables of the application alone. Throws as {@link readEnvironmentSecrets} does, for key and ID. */
export async function readEnvironmentApplication(
  env: NodeJS.ProcessEnv,
  { isKeyWanted = true, isIdWanted = true }: ReadingOptions = {},
): Promise<Pick<EnvironmentSecrets, "applicationId" | "privateKey">> {
  return {
    applicationId: isIdWanted ? readText(env, "VONAGE_APPLICATION_ID", "applicationId") : null,
    privateKey: isKeyWanted ? await readKeyOf(env) : null,
  };
}

/** Vonage's application IDs are UUIDs: another one is taken, and told of, as it is most likely mistyped. */
export function warnUnlessUuid({ output }: CommandContext, applicationId: string | null): void {
  if (applicationId === null || isApplicationIdForm(applicationId)) return;
  output.warn("The application ID is not a UUID, as those of Vonage are.");
}

/** @throws AppError `CLI_USAGE` for the workspace of the environment, which no page can be told to add a key to */
export function assertEnvironmentKey({ id, key, name }: Workspace, command: string): void {
  if (id !== ENVIRONMENT_WORKSPACE || key !== null) return;
  const variables = "VONAGE_PRIVATE_KEY or VONAGE_PRIVATE_KEY_PATH";
  throw wrongUsage(command, `The workspace ${name} has no private key: set ${variables}.`);
}

function readAccount(
  env: NodeJS.ProcessEnv,
): Pick<EnvironmentSecrets, "apiKey" | "apiSecret" | "signatureSecret"> {
  const apiKey = readText(env, "VONAGE_API_KEY", "apiKey");
  const variable = ["VONAGE_API_SECRET", "VONAGE_SIGNATURE_SECRET"].find(
    (name) => valueOf(env[name]) !== null,
  );
  if (apiKey === null && variable !== undefined) {
    throw new AppError("CREDENTIALS_VARIABLE_UNUSABLE", {
      held: HELD.apiSecret,
      variable,
      problem: "It belongs to an account, and VONAGE_API_KEY does not say to which.",
      remedy: "set VONAGE_API_KEY as well",
    });
  }
  return {
    apiKey,
    apiSecret: readText(env, "VONAGE_API_SECRET", "apiSecret"),
    signatureSecret: readText(env, "VONAGE_SIGNATURE_SECRET", "signatureSecret"),
  };
}

function readText(
  env: NodeJS.ProcessEnv,
  variable: string,
  field: Exclude<keyof EnvironmentSecrets, "privateKey">,
): string | null {
  const text = valueOf(env[variable]);
  const problem = text === null ? null : problemOf(field, text);
  if (problem === null) return text;
  const held = HELD[field];
  const remedy = `set it to ${held.replace("The", "the")} alone`;
  throw new AppError("CREDENTIALS_VARIABLE_UNUSABLE", { held, variable, problem, remedy });
}

/** What keeps it out of every workspace; where that is found later, nobody knows any more of the variable. */
function problemOf(field: keyof EnvironmentSecrets, text: string): string | null {
  const input = WorkspaceInput.safeParse({ [field]: text });
  return input.success ? null : describeProblem(input.error, () => "It");
}

async function readKeyOf(env: NodeJS.ProcessEnv): Promise<string | null> {
  const text = valueOf(env["VONAGE_PRIVATE_KEY"]);
  if (text !== null) return checked(text, "VONAGE_PRIVATE_KEY");
  const path = valueOf(env[PATH_VARIABLE]);
  return path === null ? null : checked(await readKeyFile(path), PATH_VARIABLE);
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readSecretFile(path, PATH_VARIABLE);
  } catch (error) {
    if (!looksSecret(path)) throw error;
    throw unusableKey(PATH_VARIABLE, "It looks like a key itself, where the path of its file is meant.");
  }
}

/** Where the key is read later, nobody knows any more that it came from a variable. */
function checked(pem: string, variable: string): string {
  const problem = problemOf("privateKey", pem);
  if (problem !== null) throw unusableKey(variable, problem);
  try {
    readPrivateKey(pem);
    return pem;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { what: ofFile, why } = describeError(toErrorValue(error));
    const what = ofFile.replace(/^This(?: file| private key| RSA key)?\b/, "It");
    throw unusableKey(variable, `${what} ${why}`, error);
  }
}

function unusableKey(variable: string, problem: string, cause?: AppError): AppError {
  const remedy =
    "put the PEM text into VONAGE_PRIVATE_KEY, or the path of its file into VONAGE_PRIVATE_KEY_PATH";
  return new AppError(
    "CREDENTIALS_VARIABLE_UNUSABLE",
    { held: HELD.privateKey, variable, problem, remedy },
    { cause },
  );
}

/**
 * An empty variable counts as none: that is how shells and CI unset one. Blanks around it, and what a file with the line
 * ends of Windows leaves, are never meant: an account by such a name would be found by no webhook.
 */
function valueOf(text: string | undefined): string | null {
  const value = text?.trim() ?? "";
  return value === "" ? null : value;
}
