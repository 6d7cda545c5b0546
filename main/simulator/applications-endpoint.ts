// /v2/applications: the applications of the simulated account, by key and secret only.
// Source: Application API OpenAPI 2.4.1, read 2026-11.
import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { FastifyInstance } from "fastify";
import { ApplicationId } from "../../preload/contract/ids.ts";
import { addAccountRoute, type AccountRequest, type Answer } from "./account-route.ts";
import type { SimulatedApplication } from "./account-state.ts";
import { applicationAnswer, applicationPage, type Completeness } from "./application-answer.ts";
import { readApplication, type ApplicationRequest } from "./application-body.ts";
import {
  badCredentials,
  noSuchApplication,
  notAcceptable,
  notValid,
  unsupportedType,
  wrongVerb,
} from "./application-problems.ts";
import { authenticate } from "./authenticate.ts";
import { readJson } from "./bodies.ts";
import { readPageQuery } from "./page-query.ts";
import { internalError, type InvalidParameter, type Problem } from "./problems.ts";
import type { SimulatorServerPorts } from "./server.ts";

/** So that a script in a loop does not fill the disk. */
const MOST_APPLICATIONS = 1_000;

/** Adds the list's address and that of each application. */
export function addApplicationsEndpoint(app: FastifyInstance, ports: SimulatorServerPorts): void {
  const { book, random, faults } = ports;
  const newInstance = (): string => random.hex(16);
  const completeness = (): Completeness => (faults().account === "incomplete" ? "incomplete" : "complete");
  const invalid = (...parameters: readonly InvalidParameter[]): Problem =>
    notValid("payload-validation", parameters, newInstance);
  const shared = {
    unauthorized: () => badCredentials(newInstance),
    foreignPage: null,
    internalError: () => internalError(newInstance),
  };

  /** What stands in the way of any request; null = nothing. */
  const refusalOf = async (
    { method, headers }: AccountRequest,
    methods: readonly string[],
  ): Promise<Problem | null> => {
    const caller = await authenticate(headers.authorization, ports);
    if (caller.kind !== "account") return badCredentials(newInstance);
    if (!methods.includes(method)) return wrongVerb(method, newInstance);
    return takesJson(headers.accept) ? null : notAcceptable(newInstance);
  };
  const read = ({ headers, body }: AccountRequest): ApplicationRequest | Problem => {
    if (!isJson(headers["content-type"])) return unsupportedType(newInstance);
    const json = readJson(body);
    if (!json.ok) return invalid({ name: "body", reason: "must be valid JSON" });
    const application = readApplication(json.value);
    return application.ok ? application.request : invalid(...application.invalidParameters);
  };

  const list = ({ query }: AccountRequest): Answer => {
    const page = readPageQuery(query, { page: "page", pageSize: "page_size", defaultSize: 10 });
    if (!page.ok) return notValid("list-validation", page.invalidParameters, newInstance);
    return { status: 200, body: applicationPage(book.applications(), page, completeness()) };
  };
  const create = async (request: AccountRequest): Promise<Answer> => {
    const wanted = read(request);
    if ("status" in wanted) return wanted;
    if (book.applications().length >= MOST_APPLICATIONS) {
      return invalid({ name: "body", reason: `an account holds ${MOST_APPLICATIONS} applications at most` });
    }
    const { key, privateKeyPem } =
      wanted.key === null ? await makePair() : { key: wanted.key, privateKeyPem: null };
    const application: SimulatedApplication = {
      id: ApplicationId.parse(random.uuid()),
      ...key,
      members: wanted.members,
    };
    book.putApplication(application);
    return { status: 201, body: applicationAnswer(application, completeness(), privateKeyPem) };
  };
  const replace = (found: SimulatedApplication, request: AccountRequest): Answer => {
    const wanted = read(request);
    if ("status" in wanted) return wanted;
    // All members are replaced, but an application is never without a key: it keeps the one it has.
    const application = { ...found, ...wanted.key, members: wanted.members };
    book.putApplication(application);
    return { status: 200, body: applicationAnswer(application, completeness()) };
  };

  addAccountRoute(app, ports, {
    ...shared,
    url: "/v2/applications",
    async handle(request) {
      const refusal = await refusalOf(request, ["GET", "POST"]);
      if (refusal !== null) return refusal;
      return request.method === "POST" ? create(request) : list(request);
    },
  });
  addAccountRoute(app, ports, {
    ...shared,
    url: "/v2/applications/:id",
    async handle(request) {
      const refusal = await refusalOf(request, ["GET", "PUT", "DELETE"]);
      if (refusal !== null) return refusal;
      const id = request.params["id"] ?? "";
      const found = book.application(id);
      if (found === null) return noSuchApplication(id, newInstance);
      if (request.method === "PUT") return replace(found, request);
      if (request.method === "GET") return { status: 200, body: applicationAnswer(found, completeness()) };
      book.removeApplication(found.id);
      return { status: 204, body: null };
    },
  });
}

async function makePair(): Promise<{
  readonly key: Pick<SimulatedApplication, "publicKey" | "publicKeyPem">;
  readonly privateKeyPem: string;
}> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return {
    key: { publicKey, publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString() },
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json *(;|$)/i.test(contentType ?? "");
}

/** No header takes all; a weight of zero is not looked at. */
function takesJson(accept: string | undefined): boolean {
  return /^ *$|\*\/\*|application\/(\*|json|hal\+json)/i.test(accept ?? "");
}
