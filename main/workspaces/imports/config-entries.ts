// What a configuration file says, whatever its form, sorted by what we have a use for.

/** One name and what stands under it. */
export interface ConfigEntry {
  readonly name: string;
  readonly value: unknown;
}

/** A parsed file, or one plain sentence on what is wrong with it. */
export type ParsedConfig =
  { readonly entries: readonly ConfigEntry[] } | { readonly problem: string; readonly entries?: never };

/** What we have a use for, as found. */
export interface RawCredentials {
  readonly apiKey: string | null;
  readonly apiSecret: string | null;
  readonly applicationId: string | null;
  /** PEM text, or the path of a file that holds it. */
  readonly privateKey: string | null;
  readonly signatureSecret: string | null;
  readonly apiHost: string | null;
}

/** Names as all these tools spell them, without the marks between words. */
const FIELDS: Readonly<Record<string, keyof RawCredentials>> = {
  apikey: "apiKey",
  apisecret: "apiSecret",
  appid: "applicationId",
  applicationid: "applicationId",
  privatekey: "privateKey",
  privatekeypath: "privateKey",
  signaturesecret: "signatureSecret",
  apihost: "apiHost",
};

/** Sorts the entries; names that mean nothing here are passed over. */
export function sortEntries(
  entries: readonly ConfigEntry[],
): { readonly credentials: RawCredentials } | { readonly problem: string; readonly credentials?: never } {
  const found = new Map<keyof RawCredentials, string>();
  for (const { name, value } of entries) {
    const spelled = name.replaceAll(/[-_]/g, "").toLowerCase();
    const field = Object.hasOwn(FIELDS, spelled) ? FIELDS[spelled] : undefined;
    if (field === undefined || value === null || value === "") continue;
    if (typeof value !== "string") return { problem: `What stands under ${name} is not a text.` };
    const before = found.get(field);
    if (before !== undefined && before !== value)
      return { problem: `It says twice, and differently, what ${name} is.` };
    found.set(field, value);
  }
  const get = (field: keyof RawCredentials): string | null => found.get(field) ?? null;
  return {
    credentials: {
      apiKey: get("apiKey"),
      apiSecret: get("apiSecret"),
      applicationId: get("applicationId"),
      privateKey: get("privateKey"),
      signatureSecret: get("signatureSecret"),
      apiHost: get("apiHost"),
    },
  };
}
