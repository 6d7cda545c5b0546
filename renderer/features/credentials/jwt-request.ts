// Reads the JWT builder's fields into a request.
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { JWT_DEFAULT_LIFETIME_SECONDS, type JwtRequest } from "../../../preload/contract/jwt.ts";

/** The builder's fields as they are typed. */
export interface JwtFields {
  /** Empty = the workspace's. */
  readonly applicationId: string;
  /** null = what was typed is no life that a JWT can have. */
  readonly lifetimeSeconds: number | null;
  /** Local date and time of a `datetime-local` field at which it ends, instead of a life; null = it has a life. */
  readonly expiresAt: string | null;
  readonly subject: string;
  /** Local date and time of a `datetime-local` field; empty = valid at once. */
  readonly notBefore: string;
  readonly jti: string;
  readonly acl: string;
  readonly claims: string;
}

/** What the builder starts with. */
export const INITIAL_FIELDS: JwtFields = {
  applicationId: "",
  lifetimeSeconds: JWT_DEFAULT_LIFETIME_SECONDS,
  expiresAt: null,
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

/** Whether a JWT can live as long as the fields say; else there is nothing to mint. */
export function hasLife({ lifetimeSeconds, expiresAt }: JwtFields): boolean {
  return lifetimeSeconds !== null || expiresAt !== null;
}

/** Builds the request; what was left empty is left out. */
export function readJwtRequest(workspace: WorkspaceId, fields: JwtFields): JwtRequest {
  const { lifetimeSeconds, expiresAt } = fields;
  return {
    workspace,
    ...unlessEmpty("applicationId", fields.applicationId),
    ...(expiresAt !== null
      ? unlessNoMoment("expiresAt", expiresAt)
      : lifetimeSeconds !== null && { lifetimeSeconds }),
    ...unlessNoMoment("notBefore", fields.notBefore),
    ...unlessEmpty("subject", fields.subject),
    ...unlessEmpty("jti", fields.jti),
    ...unlessEmpty("acl", fields.acl),
    ...unlessEmpty("claims", fields.claims),
  };
}

/** A moment as a `datetime-local` field takes it, to the second. */
export function localMoment(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offsetMs).toISOString().slice(0, 19);
}

function unlessNoMoment<K extends string>(name: K, local: string): { [P in K]?: number } {
  const at = local === "" ? Number.NaN : new Date(local).getTime();
  // As below.
  return Number.isNaN(at) ? {} : ({ [name]: Math.floor(at / 1_000) } as { [P in K]?: number });
}

function unlessEmpty<K extends string>(name: K, text: string): { [P in K]?: string } {
  const value = text.trim();
  // A computed key widens to a record of strings, which is what this type says for one key.
  return value === "" ? {} : ({ [name]: value } as { [P in K]?: string });
}
