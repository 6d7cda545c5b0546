// The credentials in environment variables, by today's names and by those of the Nexmo era.
import type { RawCredentials } from "./config-entries.ts";

const NAMES = {
  apiKey: ["API_KEY"],
  apiSecret: ["API_SECRET"],
  applicationId: ["APPLICATION_ID"],
  privateKey: ["PRIVATE_KEY", "PRIVATE_KEY_PATH", "APPLICATION_PRIVATE_KEY_PATH"],
  signatureSecret: ["SIGNATURE_SECRET"],
  apiHost: ["API_HOST"],
} as const satisfies Record<keyof RawCredentials, readonly string[]>;

/** What the variables of one prefix hold. */
export interface EnvironmentPlace {
  /** Names of the variables that were used. */
  readonly place: string;
  readonly credentials: RawCredentials;
}

/** What the variables hold; one entry a prefix, none when none of its variables is set. */
export function environmentPlaces(
  env: Readonly<Record<string, string | undefined>>,
): readonly EnvironmentPlace[] {
  return ["VONAGE", "NEXMO"].flatMap((prefix) => {
    const used: string[] = [];
    const read = (field: keyof RawCredentials): string | null => {
      for (const name of NAMES[field].map((ending) => `${prefix}_${ending}`)) {
        const text = env[name];
        // An empty variable counts as none: that is how shells unset one.
        if (text === undefined || text.trim() === "") continue;
        used.push(name);
        return text;
      }
      return null;
    };
    const credentials: RawCredentials = {
      apiKey: read("apiKey"),
      apiSecret: read("apiSecret"),
      applicationId: read("applicationId"),
      privateKey: read("privateKey"),
      signatureSecret: read("signatureSecret"),
      apiHost: read("apiHost"),
    };
    return used.length === 0 ? [] : [{ place: used.join(", "), credentials }];
  });
}
