import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import {
  createVonageCall,
  type VonageAccess,
  type VonageRequest,
} from "../../../../main/network/vonage-call.ts";
import { AppError } from "../../../../preload/contract/errors.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import { plainNetwork } from "../../../fakes/network.ts";
import {
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedServer,
} from "../../../fakes/scripted-server.ts";

const clock = createFrozenClock();
const call = createVonageCall({ clock, network: plainNetwork });
let server: ScriptedServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function vonage(answer: ScriptedAnswer): Promise<ScriptedServer & { readonly access: VonageAccess }> {
  server = await startScriptedServer(() => answer);
  return { ...server, access: { apiHost: server.url, apiKey: "abcd1234", apiSecret: "api-secret" } };
}

async function failureOf(request: VonageRequest): Promise<AppError> {
  try {
    await call(request);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("The call went well.");
}

describe("a call to Vonage", () => {
  it("sends key and secret by Basic, and JSON only when there is some", async () => {
    const { access, requests } = await vonage({ status: 200, json: { id: "1" } });

    const answer = await call({ access, method: "PUT", path: "/v2/x?a=b", json: { name: "Bot" } });
    await call({ access, method: "GET", path: "/v2/x" });

    const basic = `Basic ${btoa("abcd1234:api-secret")}`;
    expect(answer).toMatchObject({ status: 200, json: { id: "1" } });
    expect(requests).toEqual([
      { method: "PUT", path: "/v2/x?a=b", authorization: basic, json: { name: "Bot" } },
      { method: "GET", path: "/v2/x", authorization: basic, json: undefined },
    ]);
  });

  it("gives back a number as it was read, however many digits it has", async () => {
    const number =
      '{"ttl":12345678901234567890,"share":0.1234567890123456789,"plain":[1,-2.5e3],"big":1e400}';
    const sent: string[] = [];
    const exact = createServer(async (request, response) => {
      sent.push(await text(request));
      response.end(number);
    }).listen(0, "127.0.0.1");
    await once(exact, "listening");
    // A TCP server that listens has an address object.
    const { port } = exact.address() as AddressInfo;
    const access = { apiHost: `http://127.0.0.1:${port}`, apiKey: "abcd1234", apiSecret: "api-secret" };

    const { json } = await call({ access, method: "GET", path: "/v2/x" });
    await call({ access, method: "PUT", path: "/v2/x", json: { ...json, name: "Bot" } });

    await new Promise((resolve) => exact.close(resolve));
    expect(sent[1]).toBe(
      '{"ttl":12345678901234567890,"share":0.1234567890123456789,"plain":[1,-2500],"big":1e400,"name":"Bot"}',
    );
  });

  it("sends a JWT as Bearer and blames it for a 401", async () => {
    const { url, requests } = await vonage({ status: 401, json: { title: "Unauthorised" } });
    const now = clock.now();
    const access: VonageAccess = {
      apiHost: url,
      token: "a.b.c",
      jwt: {
        applicationId: "app",
        issuedAt: now,
        expiresAt: now + 60_000,
        notBefore: null,
        pairing: "unpaired",
        application: null,
        isKeyMended: false,
      },
    };

    const { code } = await failureOf({ access, method: "GET", path: "/" });

    expect(code).toBe("VONAGE_JWT_UNPAIRED");
    expect(requests[0]?.authorization).toBe("Bearer a.b.c");
  });

  it("takes an empty answer for an empty object", async () => {
    const { access } = await vonage({ status: 204 });

    expect((await call({ access, method: "DELETE", path: "/x" })).json).toEqual({});
  });

  it("takes no answer that nests without end", async () => {
    const deep = JSON.parse(`${"[".repeat(2_000)}${"]".repeat(2_000)}`) as unknown;
    const { access } = await vonage({ status: 200, json: { deep } });

    expect((await failureOf({ access, method: "GET", path: "/x" })).code).toBe("VONAGE_UNEXPECTED_ANSWER");
  });

  it("follows no redirect and tries nothing twice", async () => {
    const { access, url, requests } = await vonage({ status: 307, headers: { location: "/elsewhere" } });

    const { code, details } = await failureOf({ access, method: "POST", path: "/x", json: {} });

    expect([code, details["host"]]).toEqual(["VONAGE_UNEXPECTED_ANSWER", new URL(url).host]);
    expect(requests).toHaveLength(1);
  });

  it("repeats no secret that an answer repeats", async () => {
    const detail = "Wrong: api-secret, page-token, page-token";
    const { access } = await vonage({ status: 400, json: { title: "api-secret", detail } });

    const error = await failureOf({ access, method: "POST", path: "/x", json: {}, secrets: ["page-token"] });

    expect(error.details).toEqual({ problem: "Wrong: ***, ***, ***", title: "***" });
    expect(JSON.stringify([error, error.cause, error.stack])).not.toMatch(/api-secret|page-token/);
  });

  it("repeats neither the header that carried the secret nor the first part of a secret", async () => {
    const token = `EAAB${"x".repeat(280)}`;
    const basic = btoa("abcd1234:api-secret");
    const json = { title: `Basic ${basic}`, detail: `Malformed access token ${token}` };
    const { access } = await vonage({ status: 400, json });

    const error = await failureOf({ access, method: "POST", path: "/x", json: {}, secrets: [token] });

    expect(error.details).toEqual({ problem: "Malformed access token ***", title: "Basic ***" });
  });

  it.each([
    ["as JSON", JSON.stringify({ token: 'a/b"c' }), '{"token":"***"}'],
    ["in an address", `/x?token=${encodeURIComponent('a/b"c')}`, "/x?token=***"],
  ])("repeats no secret that an answer spells %s", async (_spelling, detail, shown) => {
    const { access } = await vonage({ status: 400, json: { detail } });

    const error = await failureOf({ access, method: "POST", path: "/x", json: {}, secrets: ['a/b"c'] });

    expect(error.details["problem"]).toBe(shown);
  });

  it.each([
    "http://api.nexmo.com",
    "ftp://127.0.0.1",
    "https://api.nexmo.com/path",
    "https://a:b@api.nexmo.com",
  ])("sends nothing to %s", async (apiHost) => {
    const access = { apiHost, apiKey: "abcd1234", apiSecret: "api-secret" };

    expect((await failureOf({ access, method: "GET", path: "/" })).code).toBe("WORKSPACE_HOST_INVALID");
  });

  it("cannot be led to another host by its path", async () => {
    const { access } = await vonage({ status: 200, json: {} });

    expect((await failureOf({ access, method: "GET", path: "//elsewhere.example/x" })).code).toBe(
      "WORKSPACE_HOST_INVALID",
    );
  });

  it("lets the caller say more of a refusal", async () => {
    const { access } = await vonage({ status: 404, json: { title: "Not Found" } });

    const error = await failureOf({
      access,
      method: "GET",
      path: "/",
      explain: ({ status, problem }) =>
        status === 404 && problem?.title === "Not Found"
          ? { code: "APPLICATION_NOT_FOUND", details: { applicationId: "1" } }
          : null,
    });

    expect([error.code, error.details]).toEqual(["APPLICATION_NOT_FOUND", { applicationId: "1" }]);
  });
});
