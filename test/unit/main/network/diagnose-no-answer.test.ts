import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../../../main/network/diagnose-failure.ts";
import { afterChange, diagnoseNoAnswer, type NoAnswer } from "../../../../main/network/diagnose-no-answer.ts";
import type { ProxyTrouble } from "../../../../main/network/proxy-trouble.ts";
import { AppError } from "../../../../preload/contract/errors.ts";

const context = { host: "api.nexmo.com", method: "PUT", seconds: 30 } as const;

function ended(changes: Partial<NoAnswer>): NoAnswer {
  return { hasLeft: false, isTimeout: false, reason: "in words", code: null, proxy: null, ...changes };
}

describe("a request without an answer", () => {
  it.each([
    ["ENOTFOUND", "NETWORK_NAME_UNKNOWN"],
    ["EAI_AGAIN", "NETWORK_NAME_UNKNOWN"],
    ["ECONNREFUSED", "NETWORK_REFUSED"],
    ["ETIMEDOUT", "NETWORK_TIMED_OUT"],
    ["EHOSTUNREACH", "NETWORK_UNREACHABLE"],
    ["ENETUNREACH", "NETWORK_UNREACHABLE"],
    ["EPERM", "NETWORK_FAILED"],
    ["constructor", "NETWORK_FAILED"],
    ["CERT_HAS_EXPIRED", "NETWORK_CERTIFICATE_EXPIRED"],
    ["CERT_NOT_YET_VALID", "NETWORK_CERTIFICATE_NOT_YET"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "NETWORK_CERTIFICATE_SELF_SIGNED"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "NETWORK_CERTIFICATE_AUTHORITY"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "NETWORK_CERTIFICATE_AUTHORITY"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "NETWORK_CERTIFICATE_AUTHORITY"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "NETWORK_CERTIFICATE_NAME"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "NETWORK_TLS_FAILED"],
    ["EPROTO", "NETWORK_TLS_FAILED"],
  ])("for %s is %s", (code, expected) => {
    expect(diagnoseNoAnswer(ended({ code }), context)).toEqual({
      code: expected,
      details: { host: "api.nexmo.com", reason: "in words" },
    });
  });

  it("that never connected in time says so", () => {
    expect(diagnoseNoAnswer(ended({ isTimeout: true }), context).code).toBe("NETWORK_TIMED_OUT");
  });

  it("that has left may have been carried out, whatever its error", () => {
    expect(diagnoseNoAnswer(ended({ hasLeft: true, code: "ECONNRESET" }), context)).toEqual({
      code: "NETWORK_BROKEN",
      details: { host: "api.nexmo.com", reason: "in words" },
    });
    expect(diagnoseNoAnswer(ended({ hasLeft: true, isTimeout: true }), context)).toEqual({
      code: "NETWORK_NO_ANSWER",
      details: { host: "api.nexmo.com", seconds: 30 },
    });
  });

  it.each(["GET", "HEAD"] as const)("has changed nothing where it was a %s", (method) => {
    const reading = { ...context, method };

    expect(diagnoseNoAnswer(ended({ hasLeft: true, code: "ECONNRESET" }), reading)).toEqual({
      code: "NETWORK_READ_BROKEN",
      details: { host: "api.nexmo.com", reason: "in words" },
    });
    expect(diagnoseNoAnswer(ended({ hasLeft: true, isTimeout: true }), reading)).toEqual({
      code: "NETWORK_READ_NO_ANSWER",
      details: { host: "api.nexmo.com", seconds: 30 },
    });
  });

  it.each([
    ["NETWORK_READ_NO_ANSWER", "NETWORK_NO_ANSWER"],
    ["NETWORK_READ_BROKEN", "NETWORK_BROKEN"],
    ["NETWORK_REFUSED", "NETWORK_REFUSED"],
  ] as const)("to read again after a change, %s leaves the doubt of %s", (code, expected) => {
    const failure = new AppError(code, { host: "api.nexmo.com" });

    expect(afterChange(failure)).toMatchObject({ code: expected, details: { host: "api.nexmo.com" } });
  });

  it("is not called unsent for trouble with TLS that came once it had left", () => {
    expect(diagnoseNoAnswer(ended({ hasLeft: true, code: "ERR_SSL_TLSV1_ALERT" }), context).code).toBe(
      "NETWORK_BROKEN",
    );
  });
});

describe("a request that a proxy did not let through", () => {
  const trouble: ProxyTrouble = {
    problem: "login",
    proxy: "http://***@proxy.example:3128",
    from: "HTTPS_PROXY",
    hasLogin: false,
    status: 407,
    schemes: 'Basic realm="office"',
  };

  function told(changes: Partial<ProxyTrouble>, ending: Partial<NoAnswer> = {}): Diagnosis {
    return diagnoseNoAnswer(ended({ ...ending, proxy: { ...trouble, ...changes } }), context);
  }

  it.each<[Partial<ProxyTrouble>, string]>([
    [{}, "its address has no user name and password"],
    [{ schemes: null }, "its address has no user name and password"],
    [{ hasLogin: true }, "it refused the user name and password in its address"],
    [{ schemes: "Negotiate, NTLM" }, "it takes Negotiate or NTLM only, and Hookline knows Basic"],
    [
      { schemes: "NTLM, basic realm=x", hasLogin: true },
      "it refused the user name and password in its address",
    ],
    [{ schemes: 'Digest realm="a", nonce="b"' }, "it takes Digest only, and Hookline knows Basic"],
    [{ schemes: "<script>" }, "its address has no user name and password"],
  ])("for want of a login says which: %o", (changes, login) => {
    const { proxy } = trouble;

    expect(told(changes)).toEqual({
      code: "NETWORK_PROXY_LOGIN",
      details: { host: context.host, proxy, login },
    });
  });

  it.each([
    [403, "it does not allow this host or port"],
    [null, "it does not allow this host or port"],
    [502, "it could not reach the host either"],
    [504, "it could not reach the host either"],
  ])("by its answer %s says what that means", (status, meaning) => {
    expect(told({ problem: "refused", status })).toMatchObject({
      code: "NETWORK_PROXY_REFUSED",
      details: { meaning, status, reason: "in words" },
    });
  });

  it("names the proxy whatever Node calls the trouble, for it is the proxy's", () => {
    const codes = ["ECONNREFUSED", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_SSL_WRONG_VERSION_NUMBER"];

    expect(codes.map((code) => told({ problem: "unreachable" }, { code }).code)).toEqual(
      codes.map(() => "NETWORK_PROXY_UNREACHABLE"),
    );
  });

  it("names who named one that cannot be used", () => {
    expect(told({ problem: "unusable", proxy: null })).toEqual({
      code: "NETWORK_PROXY_UNUSED",
      details: { host: context.host, from: "HTTPS_PROXY", reason: "in words" },
    });
  });
});
