// The HTTP client of the Applications API v2, and the only caller of its endpoints. Key and secret only: it takes no JWT.
import { AppError } from "../../preload/contract/errors.ts";
import { ApplicationId } from "../../preload/contract/ids.ts";
import { clockOffSeconds, diagnoseUndocumented, type Diagnosis } from "../network/diagnose-failure.ts";
import {
  pathSegment,
  type AccountAccess,
  type CallVonage,
  type JsonObject,
  type VonageAnswer,
} from "../network/vonage-call.ts";
import type { Clock } from "../ports.ts";
import { isSameApplication } from "../application-ids.ts";

export type { AccountAccess } from "../network/vonage-call.ts";

/** An application with every member that the API gave, known to us or not. */
export type RawApplication = JsonObject;

/** One page of the list, 1-based. */
export interface RawApplicationPage {
  readonly applications: readonly RawApplication[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** The client. Each call throws AppError `VONAGE_…` or `NETWORK_…` with the cause, besides what it names itself. */
export interface ApplicationsApi {
  list(account: AccountAccess, page: number): Promise<RawApplicationPage>;
  /** Asks for as little as proves key and secret. */
  check(account: AccountAccess): Promise<{ readonly total: number; readonly clockOffSeconds: number | null }>;
  /** @throws AppError `APPLICATION_NOT_FOUND` */
  get(account: AccountAccess, id: string): Promise<RawApplication>;
  /** The answer holds `keys.private_key` when Vonage made the pair, and never again. */
  create(account: AccountAccess, body: RawApplication): Promise<RawApplication>;
  /**
   * Replaces the whole application by what was read and changed: members that are left out are lost. Those that only
   * answers have are not sent. @throws AppError `APPLICATION_NOT_FOUND`
   */
  put(account: AccountAccess, id: string, body: RawApplication): Promise<RawApplication>;
  /** @throws AppError `APPLICATION_NOT_FOUND` */
  remove(account: AccountAccess, id: string): Promise<void>;
}

const PATH = "/v2/applications";
/** The most that the API gives at once. */
const PAGE_SIZE = 100;
/** Members of an answer that are no part of what can be written. */
const RESPONSE_ONLY = new Set(["_links", "id"]);

interface ApplicationsApiPorts {
  readonly clock: Clock;
  readonly call: CallVonage;
}

/** Makes the client. */
export function createApplicationsApi({ clock, call }: ApplicationsApiPorts): ApplicationsApi {
  return {
    async list(access, page) {
      const answer = await call({
        access,
        method: "GET",
        path: `${PATH}?page_size=${PAGE_SIZE}&page=${page}`,
      });
      const { json } = answer;
      const applications = applicationsIn(answer, access);
      const total = countOf(json["total_items"]) ?? applications.length;
      const pages = countOf(json["total_pages"]) ?? Math.ceil(total / PAGE_SIZE);
      // No more than was asked for: each is parsed with its key, and shown.
      return { applications: applications.slice(0, PAGE_SIZE), page, pages, total };
    },
    async check(access) {
      const answer = await call({ access, method: "GET", path: `${PATH}?page_size=1&page=1` });
      const { json, headers } = answer;
      const applications = applicationsIn(answer, access);
      const total = countOf(json["total_items"]) ?? applications.length;
      return { total, clockOffSeconds: clockOffSeconds(headers, clock.now()) };
    },
    async get(access, id) {
      const answer = await call({ access, method: "GET", path: pathOf(id), explain: notFound(id) });
      const application = applicationIn(answer, access);
      // What is read is written back as a whole, so it must not be another one, say out of a proxy's cache.
      if (!isSameApplication(String(application["id"]), id)) throw notDocumented(access, answer);
      return application;
    },
    async create(access, body) {
      return applicationIn(await call({ access, method: "POST", path: PATH, json: body }), access);
    },
    async put(access, id, body) {
      const writable = Object.fromEntries(Object.entries(body).filter(([name]) => !RESPONSE_ONLY.has(name)));
      const answer = await call({
        access,
        method: "PUT",
        path: pathOf(id),
        json: writable,
        explain: notFound(id),
      });
      return applicationIn(answer, access);
    },
    async remove(access, id) {
      await call({ access, method: "DELETE", path: pathOf(id), explain: notFound(id) });
    },
  };
}

function pathOf(id: string): string {
  return `${PATH}/${pathSegment(id)}`;
}

function notFound(applicationId: string): (refusal: { readonly status: number }) => Diagnosis | null {
  return ({ status }) =>
    status === 404 ? { code: "APPLICATION_NOT_FOUND", details: { applicationId } } : null;
}

/** An answer of another server, say of a login page in between, must not pass for an application. */
function applicationIn(answer: VonageAnswer, access: AccountAccess): RawApplication {
  if (isApplication(answer.json)) return answer.json;
  throw notDocumented(access, answer);
}

function applicationsIn(answer: VonageAnswer, access: AccountAccess): readonly RawApplication[] {
  const embedded = answer.json["_embedded"];
  const list = isObject(embedded) ? embedded["applications"] : null;
  if (!Array.isArray(list)) throw notDocumented(access, answer);
  return list.filter(isObject).filter(isApplication);
}

function isApplication({ id, name }: JsonObject): boolean {
  return ApplicationId.safeParse(id).success && typeof name === "string";
}

function notDocumented({ apiHost }: AccountAccess, answer: VonageAnswer): AppError {
  const { code, details } = diagnoseUndocumented(apiHost, answer);
  return new AppError(code, details);
}

function countOf(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
