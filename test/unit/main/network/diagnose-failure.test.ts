import { describe, expect, it } from "vitest";
import {
  clockOffSeconds,
  diagnoseAnswer,
  waitSeconds,
  type Diagnosis,
  type FailedAnswer,
  type JwtFacts,
} from "../../../../main/network/diagnose-failure.ts";
import { readProblem } from "../../../../main/network/problem.ts";

const NOW = Date.UTC(2026, 10, 21, 9, 0, 0);
const ID = "78d335fa-323d-0114-9c3d-d6f0d48968cf";

const jwt: JwtFacts = {
  applicationId: ID,
  issuedAt: NOW,
  expiresAt: NOW + 900_000,
  notBefore: null,
  pairing: null,
  application: null,
  isKeyMended: false,
};

/** What the API's specification and its gateway say of a JWT that is refused, whatever the cause. */
const SPECIFIED =
  '{"type":"https://developer.vonage.com/api-errors/#unathorized","title":"You did not provide correct credentials."}';
const OBSERVED = '{"title":"Unauthorised","detail":"Invalid Token"}';
const UNPROVISIONED =
  '{"type":"https://developer.vonage.com/api-errors/#unprovisioned","title":"The crendentials provided do not have access"}';

function answer(changes: Partial<FailedAnswer>, body = "{}"): FailedAnswer {
  return {
    host: "api.nexmo.com",
    status: 401,
    headers: {},
    problem: readProblem(body),
    now: NOW,
    credentials: { by: "account", apiKey: "abcd1234" },
    ...changes,
  };
}

function refusedJwt(facts: Partial<JwtFacts>, theirs: number | null = NOW, body = SPECIFIED): Diagnosis {
  const headers = theirs === null ? {} : { date: new Date(theirs).toUTCString() };
  return diagnoseAnswer(
    answer({ headers, credentials: { by: "application", jwt: { ...jwt, ...facts } } }, body),
  );
}

describe("a JWT that was refused", () => {
  const cases: readonly [string, Diagnosis, string, Readonly<Record<string, unknown>>][] = [
    [
      "is expired by our clock",
      refusedJwt({ expiresAt: NOW - 90_000 }),
      "VONAGE_JWT_EXPIRED",
      { ago: "90 s" },
    ],
    [
      "is expired by our clock, with no other known",
      refusedJwt({ expiresAt: NOW }, null),
      "VONAGE_JWT_EXPIRED",
      {},
    ],
    [
      "expired on its way by Vonage's clock",
      refusedJwt({ expiresAt: NOW + 5_000 }, NOW + 10_000),
      "VONAGE_JWT_EXPIRED",
      { ago: "5 s" },
    ],
    [
      "is fresh here and expired there: our clock is slow",
      refusedJwt({}, NOW + 3_600_000),
      "VONAGE_JWT_CLOCK",
      { off: "60 min", direction: "slow", seconds: -3_600 },
    ],
    [
      "is from the future there: our clock is ahead",
      refusedJwt({}, NOW - 301_000),
      "VONAGE_JWT_CLOCK",
      { off: "5 min", direction: "ahead", seconds: 301 },
    ],
    ["is not valid yet", refusedJwt({ notBefore: NOW + 60_000 }), "VONAGE_JWT_NOT_YET", { wait: "60 s" }],
    ["is of another key", refusedJwt({ pairing: "unpaired" }), "VONAGE_JWT_UNPAIRED", { applicationId: ID }],
    [
      "is of an application without a public key",
      refusedJwt({ pairing: "no-public-key" }),
      "VONAGE_JWT_UNPAIRED",
      { applicationId: ID },
    ],
    ["is of a key that lost its line breaks", refusedJwt({ isKeyMended: true }), "VONAGE_JWT_KEY_MENDED", {}],
    [
      "is of a mended key that is paired all the same",
      refusedJwt({ isKeyMended: true, pairing: "paired" }),
      "VONAGE_JWT_REFUSED",
      {},
    ],
    [
      "is of no application of the account",
      refusedJwt({ application: "not-found" }),
      "VONAGE_JWT_APPLICATION",
      {},
    ],
    [
      "is of an application without Messages",
      refusedJwt({ application: "without-messages" }),
      "VONAGE_UNPROVISIONED",
      {},
    ],
    ["is called unprovisioned", refusedJwt({}, NOW, UNPROVISIONED), "VONAGE_UNPROVISIONED", {}],
    ["has no cause that can be told", refusedJwt({}), "VONAGE_JWT_REFUSED", { applicationId: ID }],
    [
      "is answered in the gateway's own form",
      refusedJwt({}, NOW, OBSERVED),
      "VONAGE_JWT_REFUSED",
      { title: "Unauthorised" },
    ],
  ];

  it.each(cases)("%s", (_what, diagnosis, code, details) => {
    expect(diagnosis).toEqual({ code, details: expect.objectContaining(details) });
  });

  it.each<[Partial<JwtFacts>, number | null]>([
    [{ expiresAt: NOW - 90_000 }, NOW],
    [{}, NOW + 3_600_000],
    [{ notBefore: NOW + 60_000 }, NOW],
    [{ application: "not-found" }, NOW],
    [{ application: "without-messages" }, NOW],
    [{ pairing: "unpaired" }, NOW],
    [{ isKeyMended: true }, NOW],
    [{}, null],
  ])("with %o is told alike by both shapes of the answer", (facts, theirs) => {
    expect(refusedJwt(facts, theirs, OBSERVED).code).toBe(refusedJwt(facts, theirs, SPECIFIED).code);
  });

  it("is not blamed on a clock that is off by less than an answer takes", () => {
    expect(refusedJwt({}, NOW - 20_000).code).toBe("VONAGE_JWT_REFUSED");
    expect(refusedJwt({}, NOW + 20_000).code).toBe("VONAGE_JWT_REFUSED");
  });
});

describe("another refusal", () => {
  it.each([
    [
      401,
      OBSERVED,
      "VONAGE_SECRET_REFUSED",
      { apiKey: "abcd1234", problem: "Unauthorised: Invalid Token", title: "Unauthorised" },
    ],
    [401, "", "VONAGE_SECRET_REFUSED", { problem: "HTTP 401" }],
    [401, UNPROVISIONED, "VONAGE_FORBIDDEN", { problem: "The crendentials provided do not have access" }],
    [403, '{"title":"Wrong authentication"}', "VONAGE_FORBIDDEN", { problem: "Wrong authentication" }],
    [404, '{"title":"Not Found","detail":"ID unknown"}', "VONAGE_NOT_FOUND", { problem: "ID unknown" }],
    [407, "<html>", "NETWORK_PROXY_LOGIN", { host: "api.nexmo.com" }],
    [409, '{"title":"Application conflict"}', "VONAGE_CONFLICT", { problem: "Application conflict" }],
    [405, "", "VONAGE_FORM_REFUSED", { status: 405, title: "HTTP 405" }],
    [406, "", "VONAGE_FORM_REFUSED", { status: 406 }],
    [415, "", "VONAGE_FORM_REFUSED", { status: 415 }],
    [429, "", "VONAGE_THROTTLED", { wait: "does not say how long to wait" }],
    [500, "", "VONAGE_SERVER_ERROR", { status: 500 }],
    [599, "", "VONAGE_SERVER_ERROR", { status: 599 }],
    [302, "", "VONAGE_UNEXPECTED_ANSWER", { problem: "a redirect, which is never followed" }],
    [200, "<html>", "VONAGE_UNEXPECTED_ANSWER", { problem: "a body that is not the one documented" }],
    [204, "", "VONAGE_UNEXPECTED_ANSWER", { problem: "no body" }],
    [205, "", "VONAGE_UNEXPECTED_ANSWER", { problem: "no body" }],
    [400, "<html>", "VONAGE_UNEXPECTED_ANSWER", { problem: "a body that is not an error of Vonage" }],
    [418, '{"title":"Teapot"}', "VONAGE_UNEXPECTED_ANSWER", { problem: "Teapot" }],
    [
      400,
      '{"invalid_params":[{"name":"external_id","reason":"is missing"}]}',
      "VONAGE_INPUT_REFUSED",
      { problem: "`external_id` is missing" },
    ],
    [
      422,
      '{"detail":"No","invalid_parameters":[{"name":"name","reason":"is too long"}]}',
      "VONAGE_INPUT_REFUSED",
      { problem: "`name` is too long" },
    ],
  ])("%i with %s is %s", (status, body, code, details) => {
    expect(diagnoseAnswer(answer({ status }, body))).toEqual({
      code,
      details: expect.objectContaining(details),
    });
  });
});

describe("the wait that is asked for", () => {
  it.each([
    [{}, null],
    [{ "retry-after": "7" }, 7],
    [{ "retry-after": new Date(NOW + 30_000).toUTCString() }, 30],
    [{ "retry-after": new Date(NOW).toUTCString(), date: new Date(NOW - 5_000).toUTCString() }, 5],
    [{ "retry-after": new Date(NOW - 60_000).toUTCString() }, null],
    [{ "retry-after": "soon" }, null],
    // Neither seconds nor a date, though some would read a day of 2001 from them.
    [{ "retry-after": "1.5" }, null],
    [{ "retry-after": "-5" }, null],
    // Nobody waits for more than a day: that is no time to count down to.
    [{ "retry-after": "86400" }, 86_400],
    [{ "retry-after": "86401" }, null],
    [{ "retry-after": new Date(NOW + 86_400_000).toUTCString() }, 86_400],
    [{ "retry-after": new Date(NOW + 86_402_000).toUTCString() }, null],
    [{ "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" }, null],
  ])("by %o is %s s", (headers, seconds) => {
    expect(waitSeconds({ headers, now: NOW })).toBe(seconds);
  });
});

describe("how far the clocks differ", () => {
  it.each([
    [{}, null],
    [{ date: "yesterday" }, null],
    [{ date: new Date(NOW).toUTCString() }, 0],
    [{ date: new Date(NOW + 10_000).toUTCString() }, -10],
    [{ date: new Date(NOW - 10_000).toUTCString() }, 10],
  ])("by %o is %s s", (headers, seconds) => {
    expect(clockOffSeconds(headers, NOW + 400)).toBe(seconds);
  });
});
