// Reads the JWT builder's fields into a request.
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { JWT_DEFAULT_LIFETIME_SECONDS, type JwtRequest } from "../../../preload/contract/jwt.ts";

/** The builder's fields as they are typed. */
export interface JwtFields {
  readonly lifetimeSeconds: number;
  readonly subject: string;
  /** Local date and time of a `datetime-local` field; empty = valid at once. */
  readonly notBefore: string;
  readonly jti: string;
  readonly acl: string;
  readonly claims: string;
}

/** What the builder starts with. */
export const INITIAL_FIELDS: JwtFields = {
  lifetimeSeconds: JWT_DEFAULT_LIFETIME_SECONDS,
  subject: "",
  notBefore: "",
  jti: "",
  acl: "",
  claims: "",
};

/** Lives to choose from. */
export const LIFE_PRESETS = [
  { value: "60", label: "1 min" },
  { value: "300", label: "5 min" },
  { value: "900", label: "15 min" },
  { value: "3600", label: "1 h" },
  { value: "21600", label: "6 h" },
  { value: "86400", label: "24 h" },
] as const;

/** Builds the request; what was left empty is left out. */
export function readJwtRequest(workspace: WorkspaceId, fields: JwtFields): JwtRequest {
  const notBefore = fields.notBefore === "" ? Number.NaN : new Date(fields.notBefore).getTime();
  return {
    workspace,
    lifetimeSeconds: fields.lifetimeSeconds,
    ...(Number.isNaN(notBefore) ? {} : { notBefore: Math.floor(notBefore / 1_000) }),
    ...unlessEmpty("subject", fields.subject),
    ...unlessEmpty("jti", fields.jti),
    ...unlessEmpty("acl", fields.acl),
    ...unlessEmpty("claims", fields.claims),
  };
}

function unlessEmpty<K extends string>(name: K, text: string): { [P in K]?: string } {
  const value = text.trim();
  // A computed key widens to a record of strings, which is what this type says for one key.
  return value === "" ? {} : ({ [name]: value } as { [P in K]?: string });
}
