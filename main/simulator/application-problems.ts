// Error answers of the Applications API, word for word as documented.
// Source: Application API OpenAPI 2.4.1, read 2026-11.
import type { InvalidParameter, NewInstance, Problem } from "./problems.ts";

const ERRORS = "https://developer.vonage.com/api-errors";
const ONLY_JSON = "Must be one of the following: 'application/json'";

/** No credentials, others than the account's key and secret, or wrong ones: one answer for all. */
export function badCredentials(instance: NewInstance): Problem {
  return problem(401, {
    type: `${ERRORS}#unauthorized`,
    title: "Invalid credentials supplied",
    detail: "You did not provide correct credentials.",
    instance: instance(),
  });
}

/** `list-validation` is about the query, `payload-validation` about the body. */
export function notValid(
  what: "list-validation" | "payload-validation",
  invalidParameters: readonly InvalidParameter[],
  instance: NewInstance,
): Problem {
  return problem(400, {
    type: `${ERRORS}/application#${what}`,
    title: "Bad Request",
    detail: "The request failed due to validation errors",
    invalid_parameters: invalidParameters,
    instance: instance(),
  });
}

/** No application of the account has the id. */
export function noSuchApplication(id: string, instance: NewInstance): Problem {
  return problem(404, {
    type: `${ERRORS}#not-found`,
    title: "Not Found",
    detail: `ID '${id}' does not exist, or you do not have access`,
    instance: instance(),
  });
}

/** A method the address does not have. */
export function wrongVerb(method: string, instance: NewInstance): Problem {
  return problem(405, {
    type: `${ERRORS}#wrong-verb`,
    title: "Request method not allowed",
    detail: `Request method '${method}' not supported`,
    instance: instance(),
  });
}

/** The caller takes no JSON. */
export function notAcceptable(instance: NewInstance): Problem {
  return problem(406, {
    type: `${ERRORS}#accept-header`,
    title: "Invalid Accept header",
    detail: `Invalid Accept header provided. ${ONLY_JSON}`,
    instance: instance(),
  });
}

/** The body is said to be something else than JSON. */
export function unsupportedType(instance: NewInstance): Problem {
  return problem(415, {
    type: `${ERRORS}#content-type-header`,
    title: "Unsupported Content-Type header",
    detail: `Unsupported Content-Type header provided. ${ONLY_JSON}`,
    instance: instance(),
  });
}

function problem(status: number, body: Problem["body"]): Problem {
  return { status, contentType: "application/json", headers: {}, body };
}
