// The simulator's External Accounts API as any program meets it, over real HTTP.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, makeKeyPair, type ApiAnswer, type ApiRequest } from "../fakes/simulator-client.ts";

const FIXTURES = new URL("../fixtures/api/", import.meta.url);
const LIST = "/beta/chatapp-accounts";
const CREATE = `${LIST}/messenger`;
const OWN = `${CREATE}/0000000000000000`;
const OTHER = `${CREATE}/12345678`;

let running: RunningSimulator;
let applicationId: string;
let bearer: string;
/** Has the Messages capability. */
let second: string;
/** Has not. */
let voice: string;

beforeAll(async () => {
  running = await startSimulator();
  ({ applicationId } = running.identity);
  bearer = `Bearer ${await mintFor(running)}`;
});
afterAll(() => running.stop());
beforeEach(async () => {
  running.simulator.reset();
  second = await makeApplication({ messages: {} });
  voice = await makeApplication({ voice: {} });
});

const { publicKey } = makeKeyPair();
async function makeApplication(capabilities: object): Promise<string> {
  const body = { name: "Another", capabilities, keys: { public_key: publicKey } };
  const created = await callSimulator(running, "POST", "/v2/applications", { body });
  return (created.body as { id: string }).id;
}

/** In the name of the simulator's own application. */
function call(method: string, path: string, { headers, body }: ApiRequest = {}): Promise<ApiAnswer> {
  return callSimulator(running, method, path, { headers: { authorization: bearer, ...headers }, body });
}

function connect(changes: object = {}): Promise<ApiAnswer> {
  return call("POST", CREATE, {
    body: { external_id: "12345678", access_token: "myAccessToken", ...changes },
  });
}

function link(path: string, application: unknown): Promise<ApiAnswer> {
  return call("POST", `${path}/applications`, { body: { application } });
}

function fixture(name: string): Record<string, unknown> {
  // The corpus holds objects only.
  return JSON.parse(readFileSync(new URL(name, FIXTURES), "utf8")) as Record<string, unknown>;
}

function account(changes: object): Record<string, unknown> {
  return {
    ...fixture("external-account-messenger-unlinked.json"),
    api_key: running.identity.apiKey,
    ...changes,
  };
}

function invalid(name: string, reason: string): Record<string, unknown> {
  return { ...fixture("external-account-error-400.json"), invalid_params: [{ name, reason }] };
}

describe("the list", () => {
  it("holds the simulator's Page, linked, with its access token in clear", async () => {
    const href = `${running.url}${LIST}?page_number=1&page_size=20`;

    expect(await call("GET", LIST)).toEqual({
      status: 200,
      type: "application/json; charset=utf-8",
      body: {
        page_number: 1,
        page_size: 20,
        _embedded: [
          account({
            external_id: "0000000000000000",
            name: "Simulated Page",
            access_token: `simulated-page-token-${running.identity.apiKey}`,
            applications: [applicationId],
          }),
        ],
        _links: { self: { href }, first: { href }, last: { href } },
      },
    });
  });

  it("comes in pages that lead to each other", async () => {
    await connect({ external_id: "2" });
    await connect({ external_id: "3" });

    const { body } = await call("GET", `${LIST}?page_number=2&page_size=1&provider=messenger`);

    const href = (page: number): object => ({
      href: `${running.url}${LIST}?provider=messenger&page_number=${page}&page_size=1`,
    });
    expect(body).toMatchObject({
      page_number: 2,
      _embedded: [{ external_id: "2" }],
      _links: { self: href(2), first: href(1), last: href(3), prev: href(1), next: href(3) },
    });
  });

  it.each(["whatsapp", "viber_service_msg", "rcs"])("has no account of %s", async (provider) => {
    expect(await call("GET", `${LIST}?provider=${provider}`)).toMatchObject({
      status: 200,
      body: { _embedded: [] },
    });
  });

  it("names every wrong parameter", async () => {
    expect(await call("GET", `${LIST}?provider=sms&page_number=0&page_size=101`)).toMatchObject({
      status: 400,
      body: { invalid_params: [{ name: "page_size" }, { name: "page_number" }, { name: "provider" }] },
    });
  });
});

describe("connecting a Page", () => {
  it("answers it, linked or not", async () => {
    const linked = fixture("external-account-create-request.json");

    expect(await call("POST", CREATE, { body: { ...linked, applications: [second] } })).toMatchObject({
      status: 201,
      body: account({ applications: [second] }),
    });
    expect(await connect({ external_id: "2", name: undefined })).toEqual({
      status: 201,
      type: "application/json; charset=utf-8",
      body: {
        external_id: "2",
        api_key: running.identity.apiKey,
        provider: "messenger",
        access_token: "myAccessToken",
        applications: [],
      },
    });
    expect(await call("GET", OTHER)).toMatchObject({ status: 200, body: { applications: [second] } });
  });

  it.each<[object, string, string]>([
    [{ external_id: undefined }, "external_id", "Missing `external_id` field"],
    [{ access_token: undefined }, "access_token", "Missing `access_token` field"],
    [{ external_id: "" }, "external_id", "'external_id' must be a string of 1 to 50 characters"],
    [{ external_id: 12 }, "external_id", "'external_id' must be a string of 1 to 50 characters"],
    [{ access_token: "" }, "access_token", "'access_token' must be a string of 1 to 4096 characters"],
    [{ name: 1 }, "name", "'name' must be a string of 1 to 255 characters"],
    [{ applications: "one" }, "applications", "'applications' must be an array"],
    [{ applications: [1] }, "applications", "'applications' must hold application ids"],
    [
      { applications: ["one", "two"] },
      "applications",
      "'applications' must not have more than one application",
    ],
    [
      { external_id: "0000000000000000" },
      "external_id",
      "'external_id' is connected already, or the account is full",
    ],
  ])("with %j is refused", async (changes, name, reason) => {
    expect(await connect(changes)).toMatchObject({ status: 400, body: invalid(name, reason) });
  });

  it("without a body, or with one that is no object, is refused", async () => {
    expect(await call("POST", CREATE)).toMatchObject({
      status: 400,
      body: invalid("body", "must be valid JSON"),
    });
    expect(await call("POST", CREATE, { body: [] })).toMatchObject({
      status: 400,
      body: invalid("body", "must be a JSON object"),
    });
  });

  it("to an application that does not exist or has no Messages is refused", async () => {
    const refused = { status: 403, body: fixture("external-account-error-403-link.json") };

    expect(await connect({ applications: ["nobody"] })).toMatchObject(refused);
    expect(await connect({ applications: [voice] })).toMatchObject(refused);
    expect((await call("GET", OTHER)).status).toBe(404);
  });
});

describe("changing a Page", () => {
  it("changes what is named and leaves the rest", async () => {
    const renewed = await call("PATCH", OWN, { body: { access_token: "new token" } });
    const moved = await call("PATCH", OWN, { body: { applications: [second], name: "Mine" } });
    const unlinked = await call("PATCH", OWN, { body: { applications: [] } });

    const own = { external_id: "0000000000000000", access_token: "new token" };
    expect(renewed).toMatchObject({
      status: 200,
      body: account({ ...own, name: "Simulated Page", applications: [applicationId] }),
    });
    expect(moved.body).toEqual(account({ ...own, name: "Mine", applications: [second] }));
    expect(unlinked.body).toEqual(account({ ...own, name: "Mine", applications: [] }));
    expect((await call("GET", OWN)).body).toEqual(unlinked.body);
  });

  it("of its id, account or provider is refused", async () => {
    expect(await call("PATCH", OWN, { body: { external_id: "1" } })).toMatchObject({
      status: 400,
      body: fixture("external-account-error-400-immutable.json"),
    });
    expect(await call("PATCH", OWN, { body: { api_key: "a", provider: "whatsapp" } })).toMatchObject({
      body: { detail: "Found errors validating 2 of your submitted parameters." },
    });
  });

  it("to an application without Messages is refused", async () => {
    expect(await call("PATCH", OWN, { body: { applications: [voice] } })).toMatchObject({ status: 403 });
  });
});

describe("a Page the account does not have", () => {
  it.each<[string, string]>([
    ["GET", OTHER],
    ["PATCH", OTHER],
    ["DELETE", OTHER],
    ["POST", `${OTHER}/applications`],
    ["POST", `${LIST}/whatsapp/0000000000000000/applications`],
    ["DELETE", `${OTHER}/applications/any`],
  ])("%s %s answers 404", async (method, path) => {
    expect(await call(method, path)).toMatchObject({ status: 404, body: { title: "Not Found" } });
  });

  it("is also one that was removed", async () => {
    expect(await call("DELETE", OWN)).toEqual({ status: 204, type: null, body: null });
    expect((await call("DELETE", OWN)).status).toBe(404);
  });
});

describe("linking", () => {
  it("moves a Page: unlink, then link", async () => {
    expect(await call("DELETE", `${OWN}/applications/${applicationId}`)).toMatchObject({
      status: 204,
      body: null,
    });
    expect((await call("GET", OWN)).body).toMatchObject({ applications: [] });
    expect(await link(OWN, second)).toMatchObject({ status: 200, body: { applications: [second] } });
    expect((await call("GET", OWN)).body).toMatchObject({ applications: [second] });
  });

  it("of a linked Page is a conflict, whichever application it is", async () => {
    const conflict = { status: 409, body: fixture("external-account-error-409-link.json") };

    expect(await link(OWN, second)).toMatchObject(conflict);
    expect(await link(OWN, applicationId)).toMatchObject(conflict);
  });

  it("to an unknown application, or one without Messages, is refused", async () => {
    await connect();
    const refused = { status: 403, body: fixture("external-account-error-403-link.json") };

    expect(await link(OTHER, "nobody")).toMatchObject(refused);
    expect(await link(OTHER, voice)).toMatchObject(refused);
  });

  it.each<[unknown, string]>([
    [undefined, "Missing `application` field"],
    [7, "'application' must be a string"],
  ])("to %j is refused", async (application, reason) => {
    expect(await link(OWN, application)).toMatchObject({
      status: 400,
      body: invalid("application", reason),
    });
  });

  it("is undone only for the application it is linked to", async () => {
    const conflict = { status: 409, body: fixture("external-account-error-409-unlink.json") };

    expect(await call("DELETE", `${OWN}/applications/${second}`)).toMatchObject(conflict);
    expect(await call("DELETE", `${OWN}/applications/nobody`)).toMatchObject(conflict);
    expect(await call("DELETE", `${OWN}/applications/${voice}`)).toMatchObject({
      status: 403,
      body: { detail: "Cannot unlink application" },
    });
    expect((await call("GET", OWN)).body).toMatchObject({ applications: [applicationId] });
  });

  it("ends with the application", async () => {
    await callSimulator(running, "DELETE", `/v2/applications/${applicationId}`);

    const { body } = await callSimulator(running, "GET", OWN);

    expect(body).toMatchObject({ external_id: "0000000000000000", applications: [] });
  });
});

describe("credentials", () => {
  it("are those of any application, or the account's key and secret", async () => {
    expect((await call("GET", LIST)).status).toBe(200);
    expect((await callSimulator(running, "GET", LIST)).status).toBe(200);
  });

  it.each([undefined, "Bearer no.to.ken", "Basic OjE=", "Digest abc"])(
    "%j: 401 in the published words",
    async (authorization) => {
      const answer = await callSimulator(running, "DELETE", OWN, { headers: { authorization } });

      expect(answer).toMatchObject({ status: 401, body: fixture("external-account-error-401.json") });
      expect((await call("GET", OWN)).status).toBe(200);
    },
  );
});

describe("the faults of a script", () => {
  it.each<[string, number, string]>([
    ["foreign-page", 403, "external-account-error-403.json"],
    ["unauthorized", 401, "external-account-error-401.json"],
  ])("%s answers %i", async (fault, status, published) => {
    await callSimulator(running, "PUT", "/simulator/faults", {
      headers: { authorization: `Bearer ${running.identity.controlKey}` },
      body: { account: fault },
    });

    const answers = [await connect(), await call("GET", OWN)];

    expect(answers).toMatchObject([
      { status, body: fixture(published) },
      { status, body: fixture(published) },
    ]);
  });
});

it("a method the address does not have answers 405", async () => {
  expect((await call("PUT", OWN)).status).toBe(405);
  expect((await call("GET", CREATE)).status).toBe(405);
});
