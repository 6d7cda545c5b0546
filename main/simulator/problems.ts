// Vonage's error answers, word for word as documented, misspellings included.
// Source: Messages API OpenAPI 1.20.0 and 0.4.0, and an answer of the gateway seen in 2023; read 2026-11.
import type { Headers } from "../../preload/contract/event.ts";

/** An error answer before it is written. */
export interface Problem {
  readonly status: number;
  readonly contentType: "application/json" | "application/problem+json";
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One entry of `invalid_parameters`. */
export interface InvalidParameter {
  readonly name: string;
  readonly reason: string;
}

/** Gives each answer its `instance`: 32 hex digits. */
export type NewInstance = () => string;

const ERRORS = "https://developer.vonage.com/api-errors";
const VALUE_INVALID = "The value of one or more parameters is invalid.";

/**
 * 422 answers of v1 by the fragment of their `type`, as the specification prints them: `110` where 1130 is meant, a
 * limit of 40 where 100 is allowed, and the recipient's words for the message type.
 */
const REFUSALS = {
  "1060": ["Invalid client reference", "The client reference can be a string of up to 40 characters."],
  "110": ["Invalid recipient", "The `to` parameter is invalid for the given channel."],
  "1100": ["Unsupported channel", "The specified channel is not supported."],
  "1110": ["Invalid channel parameters", VALUE_INVALID],
  "1120": ["Invalid sender", "The `from` parameter is invalid for the given channel."],
  "1140": ["Invalid message type", "The `to` parameter is invalid for the given channel."],
  "1150": ["Invalid params", VALUE_INVALID],
} as const;

/** Fragment of a 422 answer's `type`. */
export type RefusalCode = keyof typeof REFUSALS;

/** No `Authorization` header: the gateway answers with two members only. */
export function missingAuthorization(): Problem {
  return {
    status: 401,
    contentType: "application/json",
    headers: {},
    body: { title: "Unauthorised", detail: "Request header 'Authorization' missing" },
  };
}

/** A JWT or key and secret that Vonage does not take. It never says which check failed. */
export function wrongCredentials(instance: NewInstance): Problem {
  return problem(401, {
    type: `${ERRORS}/#unathorized`,
    title: "You did not provide correct credentials.",
    detail: "Check that you're using the correct credentials, and that your account has this feature enabled",
    instance: instance(),
  });
}

/** Good credentials of an application without the Messages capability. */
export function notProvisioned(instance: NewInstance): Problem {
  return problem(401, {
    type: `${ERRORS}/#unprovisioned`,
    title: "The crendentials provided do not have access to the requested product",
    detail: "Check your API key is correct and has been whitelisted",
    instance: instance(),
  });
}

/** The account has no credit. */
export function lowBalance(instance: NewInstance): Problem {
  return problem(402, {
    type: `${ERRORS}/#low-balance`,
    title: "Low balance",
    detail: "This request could not be performed due to your account balance being low.",
    instance: instance(),
  });
}

/** How fast messages may come, and how long the next one has to wait. */
interface Pace {
  /** As Vonage's header counts them, whatever it counts by: its description and its example differ. */
  readonly limit: number;
  readonly waitMs: number;
}

const USUAL_PACE: Pace = { limit: 30, waitMs: 2_000 };

/** Too many requests; asks to wait, in whole seconds. The reset is in milliseconds, as the published example has it. */
export function throttled(instance: NewInstance, now: number, { limit, waitMs }: Pace = USUAL_PACE): Problem {
  return problem(
    429,
    {
      type: `${ERRORS}/messages#1010`,
      title: "Rate Limit Hit",
      detail: "Please wait, then retry your request",
      instance: instance(),
    },
    {
      "retry-after": String(Math.ceil(waitMs / 1000)),
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.ceil(now + waitMs)),
    },
  );
}

/** In the sandbox: a recipient who is no tester. Source: a report of 2024, which shows the beginning of its title. */
export function notAllowListed(psid: string, instance: NewInstance): Problem {
  return problem(403, {
    type: `${ERRORS}#forbidden`,
    title: `User ID: '${psid}' is not whitelisted`,
    detail: "Your account does not have permission to perform this action.",
    instance: instance(),
  });
}

/** An error inside Vonage. */
export function internalError(instance: NewInstance): Problem {
  return problem(500, {
    type: `${ERRORS}/messages#1000`,
    title: "Internal error",
    detail: "There was an error processing your request in the Platform.",
    instance: instance(),
  });
}

/** An address the API does not have. */
export function notFound(detail: string, instance: NewInstance): Problem {
  return problem(404, { type: `${ERRORS}#not-found`, title: "Not Found", detail, instance: instance() });
}

/** There is no message of that id to update. */
export function noSuchMessage(messageUuid: string, instance: NewInstance): Problem {
  return notFound(`Message with ID ${messageUuid} not found`, instance);
}

/** A message that cannot be updated, because its channel knows no such thing. */
export function updateNotSupported(instance: NewInstance): Problem {
  return {
    status: 422,
    contentType: "application/json",
    headers: {},
    body: {
      type: `${ERRORS}#unprocessable-entity`,
      title: "Unprocessable Entity",
      detail: "Operation not supported for this channel.",
      instance: instance(),
    },
  };
}

/** A v1 body that is not JSON: 422, not 400. */
export function invalidJson(detail: string, instance: NewInstance): Problem {
  return {
    status: 422,
    contentType: "application/json",
    headers: {},
    body: {
      type: `${ERRORS}#invalid-json`,
      title: "The request body did not contain valid JSON",
      detail,
      instance: instance(),
    },
  };
}

/** A v1 message that is refused at once. */
export function refusal(
  code: RefusalCode,
  invalidParameters: readonly InvalidParameter[],
  instance: NewInstance,
): Problem {
  const [title, detail] = REFUSALS[code];
  return {
    status: 422,
    contentType: "application/json",
    headers: {},
    body: {
      type: `${ERRORS}/messages#${code}`,
      title,
      detail,
      instance: instance(),
      ...(invalidParameters.length === 0 ? {} : { invalid_parameters: invalidParameters }),
    },
  };
}

/**
 * The one refusal v0.1 knows, its not-JSON included. The specification says plain JSON; an answer of 2020 that was made
 * public (Vonage/vonage-node-code-snippets, issue 79) is a problem like all others.
 */
export function invalidParams(
  invalidParameters: readonly InvalidParameter[],
  instance: NewInstance,
): Problem {
  return problem(400, {
    type: "https://www.nexmo.com/messages/Errors#InvalidParams",
    title: "Invalid Parameters",
    detail: "Your request parameters did not validate.",
    instance: instance(),
    ...(invalidParameters.length === 0 ? {} : { invalid_parameters: invalidParameters }),
  });
}

function problem(status: number, body: Problem["body"], headers: Headers = {}): Problem {
  return { status, contentType: "application/problem+json", headers, body };
}
