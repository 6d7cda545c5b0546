// Reads the body of a request that creates or replaces an application.
import type { z } from "zod";
import { isDeeperThan } from "../../preload/contract/json-depth.ts";
import { ApplicationMembers } from "./application-members.ts";
import type { SimulatedApplication } from "./account-state.ts";
import { readPublicKey } from "./account-state.ts";
import type { InvalidParameter } from "./problems.ts";

/** What was asked for. `key` is null when the body has none. */
export interface ApplicationRequest {
  readonly members: ApplicationMembers;
  readonly key: Pick<SimulatedApplication, "publicKey" | "publicKeyPem"> | null;
}

/** The outcome of reading a body. */
export type ReadApplication =
  | { readonly ok: true; readonly request: ApplicationRequest }
  | { readonly ok: false; readonly invalidParameters: readonly InvalidParameter[] };

/** Deeper than any application; a body that nests without end could not be written again. */
const MOST_LEVELS = 24;

/** Reads a parsed body. Members that only an answer has (`id`, `_links`, the private key) are left out. */
export function readApplication(body: unknown): ReadApplication {
  if (isDeeperThan(body, MOST_LEVELS)) return refuse("body", "is nested too deeply");
  const parsed = ApplicationMembers.safeParse(body);
  if (!parsed.success) return { ok: false, invalidParameters: parsed.error.issues.map(toInvalidParameter) };
  const { id: _id, _links, keys, ...rest } = parsed.data;
  // What was taken out is none of the required members.
  const members = rest as ApplicationMembers;

  const pem = publicKeyIn(keys);
  if (pem === null) return { ok: true, request: { members, key: null } };
  if (typeof pem !== "string") return refuse("keys.public_key", "must be a string");
  try {
    return { ok: true, request: { members, key: { publicKeyPem: pem, publicKey: readPublicKey(pem) } } };
  } catch (error) {
    return refuse("keys.public_key", error instanceof Error ? error.message : String(error));
  }
}

function publicKeyIn(keys: unknown): unknown {
  if (typeof keys !== "object" || keys === null || !("public_key" in keys)) return null;
  return keys.public_key;
}

function toInvalidParameter({ path, message }: z.core.$ZodIssue): InvalidParameter {
  return { name: path.length === 0 ? "body" : path.join("."), reason: message };
}

function refuse(name: string, reason: string): ReadApplication {
  return { ok: false, invalidParameters: [{ name, reason }] };
}
