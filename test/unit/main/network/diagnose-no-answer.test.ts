import { describe, expect, it } from "vitest";
import { diagnoseNoAnswer, type NoAnswer } from "../../../../main/network/diagnose-no-answer.ts";

const context = { host: "api.nexmo.com", seconds: 30, proxyVariable: null };

function ended(changes: Partial<NoAnswer>): NoAnswer {
  return { hasLeft: false, isTimeout: false, reason: "in words", code: null, ...changes };
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

  it("names the proxy that would have been the way, but not for a certificate", () => {
    const behindProxy = { ...context, proxyVariable: "HTTPS_PROXY" };

    expect(diagnoseNoAnswer(ended({ code: "ENOTFOUND" }), behindProxy)).toEqual({
      code: "NETWORK_PROXY_UNUSED",
      details: { host: "api.nexmo.com", variable: "HTTPS_PROXY", reason: "in words" },
    });
    expect(diagnoseNoAnswer(ended({ code: "CERT_HAS_EXPIRED" }), behindProxy).code).toBe(
      "NETWORK_CERTIFICATE_EXPIRED",
    );
  });
});
