// Reads the bodies of the External Accounts API: a Page that is connected or changed, and an application to link.
// Source: External Accounts OpenAPI 0.1.6, read 2026-11.
import { PageId } from "../../preload/contract/ids.ts";
import type { InvalidParameter } from "./problems.ts";

/** What a body says of a Page; undefined = it does not say. */
export interface PageMembers {
  readonly accessToken: string | undefined;
  readonly name: string | null | undefined;
  /** The application to link, as it was written; null = to none. */
  readonly application: string | null | undefined;
}

/** The outcome of reading a body. */
export type ReadBody<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly wrong: readonly InvalidParameter[] };

type Members = Readonly<Record<string, unknown>>;

const FIXED = ["external_id", "api_key", "provider"];
const LONGEST_TOKEN = 4_096;
const LONGEST_NAME = 255;

/** Body of the call that connects a Page. */
export function readNewPage(
  body: unknown,
): ReadBody<PageMembers & { readonly pageId: PageId; readonly accessToken: string }> {
  if (!isMembers(body)) return refuse("body", "must be a JSON object");
  const missing = ["external_id", "access_token"].filter((name) => body[name] === undefined);
  const members = readMembers(body);
  const pageId = PageId.safeParse(body["external_id"]);
  const wrong = [
    ...missing.map((name) => ({ name, reason: `Missing \`${name}\` field` })),
    ...(pageId.success || missing.includes("external_id")
      ? []
      : [{ name: "external_id", reason: "'external_id' must be a string of 1 to 50 characters" }]),
    ...members.wrong,
  ];
  const { accessToken } = members.value;
  if (wrong.length > 0 || !pageId.success || accessToken === undefined) return { ok: false, wrong };
  return { ok: true, value: { ...members.value, accessToken, pageId: pageId.data } };
}

/** Body of the call that changes a Page. Its id, account and provider cannot be changed. */
export function readPageChange(body: unknown): ReadBody<PageMembers> {
  if (!isMembers(body)) return refuse("body", "must be a JSON object");
  const { value, wrong } = readMembers(body);
  const all = [
    ...FIXED.filter((name) => body[name] !== undefined).map((name) => ({
      name,
      reason: `'${name}' parameter cannot be changed`,
    })),
    ...wrong,
  ];
  return all.length > 0 ? { ok: false, wrong: all } : { ok: true, value };
}

/** Body of the call that links an application. */
export function readLink(body: unknown): ReadBody<string> {
  if (!isMembers(body)) return refuse("body", "must be a JSON object");
  const { application } = body;
  if (application === undefined) return refuse("application", "Missing `application` field");
  return typeof application === "string"
    ? { ok: true, value: application }
    : refuse("application", "'application' must be a string");
}

function readMembers(body: Members): {
  readonly value: PageMembers;
  readonly wrong: readonly InvalidParameter[];
} {
  const { access_token: token, name, applications } = body;
  const wrong: InvalidParameter[] = [];
  if (token !== undefined && !isText(token, LONGEST_TOKEN)) {
    wrong.push({
      name: "access_token",
      reason: `'access_token' must be a string of 1 to ${LONGEST_TOKEN} characters`,
    });
  }
  if (name !== undefined && name !== null && !isText(name, LONGEST_NAME)) {
    wrong.push({ name: "name", reason: `'name' must be a string of 1 to ${LONGEST_NAME} characters` });
  }
  const application = readApplications(applications);
  if (!application.ok) wrong.push(...application.wrong);
  return {
    value: {
      accessToken: typeof token === "string" ? token : undefined,
      name: typeof name === "string" || name === null ? name : undefined,
      application: application.ok ? application.value : undefined,
    },
    wrong,
  };
}

/** A list that holds one application at most. */
function readApplications(applications: unknown): ReadBody<string | null | undefined> {
  if (applications === undefined) return { ok: true, value: undefined };
  if (!Array.isArray(applications)) return refuse("applications", "'applications' must be an array");
  const [only, ...others]: readonly unknown[] = applications;
  if (others.length > 0)
    return refuse("applications", "'applications' must not have more than one application");
  if (only === undefined) return { ok: true, value: null };
  return typeof only === "string"
    ? { ok: true, value: only }
    : refuse("applications", "'applications' must hold application ids");
}

function refuse(
  name: string,
  reason: string,
): { readonly ok: false; readonly wrong: readonly InvalidParameter[] } {
  return { ok: false, wrong: [{ name, reason }] };
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value !== "" && value.length <= longest;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
