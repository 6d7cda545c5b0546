// Error answers of the External Accounts API. They differ from those of the Applications API in shape and in name:
// `invalid_params`, and an `instance` of null. Source: External Accounts OpenAPI 0.1.6, read 2026-11.
import type { InvalidParameter, Problem } from "./problems.ts";

const ERRORS = "https://www.nexmo.com/messages/Errors";

/** No credentials, or ones that are not taken. */
export function unauthorised(): Problem {
  return problem(401, {
    title: "Unauthorised",
    detail: "Request header 'Authorization' missing / Invalid Token",
  });
}

/** Good credentials, but the Page is somebody else's. */
export function notYours(): Problem {
  return problem(403, { title: "Wrong authentication - You are not authorised to access this resource" });
}

/** Parameters that do not validate. */
export function invalidParameters(wrong: readonly InvalidParameter[]): Problem {
  return problem(400, {
    type: `${ERRORS}#InvalidParams`,
    title: "Your request parameters didn't validate.",
    detail: `Found errors validating ${wrong.length} of your submitted parameters.`,
    instance: null,
    invalid_params: wrong,
  });
}

/** `link`: the application is unknown, or has no Messages capability; `unlink`: it has none and was never linked. */
export function cannotLink(act: "link" | "unlink"): Problem {
  return problem(403, {
    type: `${ERRORS}#Forbidden`,
    title: "Forbidden",
    detail: `Cannot ${act} application`,
  });
}

/** `link`: the Page is linked already; `unlink`: it is not linked to that application, or to one there is. */
export function linkConflict(act: "link" | "unlink"): Problem {
  return problem(409, {
    type: `${ERRORS}#Conflict`,
    title: "Application conflict",
    detail: `Unable to ${act} application`,
  });
}

/** The account has no such Page. The specification prints no body for it. */
export function noSuchAccount(): Problem {
  return problem(404, {
    type: `${ERRORS}#NotFound`,
    title: "Not Found",
    detail: "The external account does not exist",
  });
}

/** A method the address does not have. The specification prints no body for it either. */
export function methodNotAllowed(method: string): Problem {
  return problem(405, { title: "Method Not Allowed", detail: `Request method '${method}' not supported` });
}

function problem(status: number, body: Problem["body"]): Problem {
  return { status, contentType: "application/json", headers: {}, body };
}
