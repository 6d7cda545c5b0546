// The secrets that come from the environment, by the names that Vonage's own tools use.
import type { EnvironmentSecrets } from "../app-shape.ts";
import { readSecretFile } from "./files.ts";

/**
 * Reads the VONAGE_* variables; null when none is set.
 * @throws AppError `CREDENTIALS_FILE_UNREADABLE` for VONAGE_PRIVATE_KEY_PATH
 */
export async function readEnvironmentSecrets(env: NodeJS.ProcessEnv): Promise<EnvironmentSecrets | null> {
  const path = valueOf(env["VONAGE_PRIVATE_KEY_PATH"]);
  const secrets: EnvironmentSecrets = {
    apiKey: valueOf(env["VONAGE_API_KEY"]),
    apiSecret: valueOf(env["VONAGE_API_SECRET"]),
    applicationId: valueOf(env["VONAGE_APPLICATION_ID"]),
    privateKey: valueOf(env["VONAGE_PRIVATE_KEY"]) ?? (path === null ? null : await readSecretFile(path)),
    signatureSecret: valueOf(env["VONAGE_SIGNATURE_SECRET"]),
  };
  return Object.values(secrets).every((secret) => secret === null) ? null : secrets;
}

/** An empty variable counts as none: that is how shells and CI unset one. */
function valueOf(text: string | undefined): string | null {
  return text === undefined || text.trim() === "" ? null : text;
}
