// The simulator's Applications API as any program meets it, over real HTTP.
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SLOW_ACCOUNT_MS } from "../../main/simulator/faults.ts";
import { mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, makeKeyPair, type ApiAnswer, type ApiRequest } from "../fakes/simulator-client.ts";

const FIXTURES = new URL("../fixtures/api/", import.meta.url);
const LIST = "/v2/applications";

let running: RunningSimulator;
/** Path of the simulator's own application. */
let own: string;

beforeAll(async () => {
  running = await startSimulator();
  own = `${LIST}/${running.identity.applicationId}`;
});
afterAll(() => running.stop());
beforeEach(() => running.simulator.reset());

function call(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer> {
  return callSimulator(running, method, path, request);
}

function fixture(name: string): Record<string, unknown> {
  // The corpus holds objects only.
  return JSON.parse(readFileSync(new URL(name, FIXTURES), "utf8")) as Record<string, unknown>;
}

/** An answer's body where the status says that it is an application. */
function applicationIn({ body }: ApiAnswer): Record<string, unknown> {
  return body as Record<string, unknown>;
}

/** A published error, whatever its instance. */
function published(name: string, changes: object = {}): unknown {
  return { ...fixture(name), instance: expect.stringMatching(/^[0-9a-f]{32}$/), ...changes };
}

/** Applications that share a key: making pairs takes long. */
async function fill(count: number): Promise<void> {
  const body = { keys: { public_key: makeKeyPair().publicKey } };
  for (let number = 2; number <= count; number += 1) {
    // oxlint-disable-next-line no-await-in-loop -- their order is the list's
    await call("POST", LIST, { body: { ...body, name: `Number ${number}` } });
  }
}

async function namesAt(page: Record<string, unknown>, link: string): Promise<unknown> {
  const links = page["_links"] as Record<string, { href: string }>;
  const { body } = await call("GET", links[link]?.href ?? "");
  const { applications } = (body as { _embedded: { applications: { name: string }[] } })._embedded;
  return applications.map(({ name }) => name);
}

/** Breaks, or mends, the account's APIs. */
function setFault(account: string | null): Promise<ApiAnswer> {
  return call("PUT", "/simulator/faults", {
    headers: { authorization: `Bearer ${running.identity.controlKey}` },
    body: { account },
  });
}

const MESSAGES = {
  version: "v0.1",
  authenticate_inbound_media: true,
  webhooks: {
    inbound_url: { address: "https://example.net/in", http_method: "GET" },
    status_url: { address: "https://example.net/status", http_method: "POST" },
  },
};
/** With members that no published schema names. */
const RICH = {
  name: "Rich",
  capabilities: {
    messages: { ...MESSAGES, mine: [1, { deep: null }] },
    voice: { webhooks: { answer_url: { address: "https://example.net/answer", http_method: "GET" } } },
    rtc: {},
    vbc: {},
    network_apis: { redirect_uri: "https://example.net" },
  },
  privacy: { improve_ai: false, mine: true },
  later: ["kept"],
};

describe("the first application", () => {
  it("is the simulator's own, with a developer's earlier webhook URLs", async () => {
    const { applicationId, publicKey } = running.identity;

    expect(await call("GET", own)).toEqual({
      status: 200,
      type: "application/json; charset=utf-8",
      body: {
        id: applicationId,
        name: "Simulated application",
        keys: { public_key: publicKey.export({ type: "spki", format: "pem" }) },
        capabilities: {
          messages: {
            version: "v1",
            authenticate_inbound_media: false,
            webhooks: {
              inbound_url: { address: "https://bot.example.com/webhooks/inbound", http_method: "POST" },
              status_url: { address: "https://bot.example.com/webhooks/status", http_method: "POST" },
            },
          },
        },
        privacy: { improve_ai: false },
        _links: { self: { href: own } },
      },
    });
  });

  it("is found without the hyphens of its id", async () => {
    const { applicationId } = running.identity;

    expect(await call("GET", `${LIST}/${applicationId.replaceAll("-", "")}`)).toEqual(await call("GET", own));
  });
});

describe("POST", () => {
  it("makes a key pair and shows its private half this once", async () => {
    const created = await call("POST", LIST, { body: fixture("application-create-request.json") });

    expect(created.status).toBe(201);
    const { id, keys, _links, ...members } = applicationIn(created);
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(members).toEqual(fixture("application-create-request.json"));
    const pair = keys as { public_key: string; private_key: string };
    expect(createPublicKey(createPrivateKey(pair.private_key)).equals(createPublicKey(pair.public_key))).toBe(
      true,
    );
    expect(applicationIn(await call("GET", `${LIST}/${String(id)}`))).toEqual({
      id,
      keys: { public_key: pair.public_key },
      _links,
      ...members,
    });
  });

  it("takes a public key and has no private one to show", async () => {
    const { publicKey } = makeKeyPair();

    const created = await call("POST", LIST, { body: { name: "Mine", keys: { public_key: publicKey } } });

    expect(created).toMatchObject({ status: 201, body: { keys: { public_key: publicKey } } });
    expect(JSON.stringify(created.body)).not.toContain("private_key");
  });

  it("fills in what was left out", async () => {
    const body = { name: "Plain", keys: { public_key: makeKeyPair().publicKey } };

    const plain = await call("POST", LIST, { body });
    const messages = await call("POST", LIST, { body: { ...body, capabilities: { messages: {} } } });

    expect(plain.body).toMatchObject({ capabilities: {}, privacy: { improve_ai: true } });
    expect(messages.body).toMatchObject({
      capabilities: { messages: { version: "v1", authenticate_inbound_media: false } },
    });
  });

  it("keeps capabilities and members it does not know", async () => {
    const body = { ...RICH, keys: { public_key: makeKeyPair().publicKey } };

    const created = await call("POST", LIST, { body });

    const { id: _id, _links, ...members } = applicationIn(created);
    expect(members).toEqual(body);
  });
});

describe("PUT", () => {
  it("replaces all: what is left out is gone or back to its default", async () => {
    await call("PUT", own, { body: RICH });
    const before = applicationIn(await call("GET", own));

    const put = await call("PUT", own, { body: { name: "Bare" } });

    const { keys, id, _links } = before;
    const bare = { id, name: "Bare", keys, capabilities: {}, privacy: { improve_ai: true }, _links };
    expect(put).toMatchObject({ status: 200, body: bare });
    expect(applicationIn(await call("GET", own))).toEqual(bare);
  });

  it("of what GET returned changes nothing", async () => {
    await call("PUT", own, { body: RICH });
    const before = await call("GET", own);

    const put = await call("PUT", own, { body: before.body });

    expect(put).toEqual(before);
    expect(await call("GET", own)).toEqual(before);
  });

  it("cannot change the id", async () => {
    await call("PUT", own, { body: { name: "Mine", id: "another", _links: {} } });

    expect(await call("GET", own)).toMatchObject({
      status: 200,
      body: { id: running.identity.applicationId, _links: { self: { href: own } } },
    });
  });

  it("takes another public key, and its owner's tokens from then on", async () => {
    const before = `Bearer ${await mintFor(running)}`;
    const { publicKey } = makeKeyPair();
    const send = (): Promise<ApiAnswer> =>
      call("POST", "/v1/messages", {
        headers: { authorization: before },
        body: fixture("send-v1-text.json"),
      });
    expect((await send()).status).toBe(202);
    const { body } = await call("GET", own);

    await call("PUT", own, { body: { ...(body as object), keys: { public_key: publicKey } } });

    expect((await send()).status).toBe(401);
  });
});

describe("DELETE", () => {
  it("answers 204, and 404 from then on", async () => {
    const gone = published("application-error-404.json", {
      detail: `ID '${running.identity.applicationId}' does not exist, or you do not have access`,
    });

    expect(await call("DELETE", own)).toEqual({ status: 204, type: null, body: null });

    for (const [method, request] of [
      ["GET", {}],
      ["PUT", { body: { name: "Mine" } }],
      ["DELETE", {}],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await call(method, own, request)).toMatchObject({ status: 404, body: gone });
    }
  });
});

describe("the list", () => {
  it("has the published shape", async () => {
    const { body } = await call("GET", LIST);
    const { _links, ...listed } = applicationIn(await call("GET", own));

    expect(body).toEqual({ ...fixture("application-list.json"), _embedded: { applications: [listed] } });
  });

  it("comes in pages that lead to each other", async () => {
    await fill(5);
    const { _embedded, ...page } = applicationIn(await call("GET", `${LIST}?page_size=2&page=2`));

    expect(page).toEqual({
      page_size: 2,
      page: 2,
      total_items: 5,
      total_pages: 3,
      _links: {
        self: { href: `${LIST}?page_size=2&page=2` },
        first: { href: `${LIST}?page_size=2` },
        last: { href: `${LIST}?page_size=2&page=3` },
        prev: { href: `${LIST}?page_size=2` },
        next: { href: `${LIST}?page_size=2&page=3` },
      },
    });
    expect(_embedded).toMatchObject({ applications: [{ name: "Number 3" }, { name: "Number 4" }] });
    expect(await namesAt(page, "last")).toEqual(["Number 5"]);
    expect(await namesAt(page, "prev")).toEqual(["Simulated application", "Number 2"]);
  });

  it("is empty behind its last page", async () => {
    expect(await call("GET", `${LIST}?page=9`)).toMatchObject({
      status: 200,
      body: { page: 9, total_pages: 1, _embedded: { applications: [] } },
    });
  });

  it("takes page sizes of 1 to 100", async () => {
    const sizes = ["1", "100", "0", "101", "-1", "1.5", "x", "", "1e1"];

    const answers = await Promise.all(sizes.map((size) => call("GET", `${LIST}?page_size=${size}`)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 400, 400, 400, 400, 400, 400]);
    expect(answers.at(2)?.body).toEqual(published("application-error-400-list.json"));
  });

  it("names every wrong parameter", async () => {
    expect(await call("GET", `${LIST}?page_size=0&page=0`)).toMatchObject({
      status: 400,
      body: { invalid_parameters: [{ name: "page_size" }, { name: "page" }] },
    });
  });
});

describe("credentials", () => {
  it.each<[string, () => Promise<string | undefined> | string | undefined]>([
    ["none", () => undefined],
    ["an application's JWT", async () => `Bearer ${await mintFor(running)}`],
    ["another secret", () => `Basic ${Buffer.from(`${running.identity.apiKey}:no`).toString("base64")}`],
    ["another scheme", () => "Digest abc"],
  ])("%s: 401 in the published words", async (_which, authorization) => {
    const headers = { authorization: await authorization() };

    expect(await call("GET", own, { headers })).toMatchObject({
      status: 401,
      body: published("application-error-401.json"),
    });
    expect(await call("PUT", own, { headers, body: { name: "Taken over" } })).toMatchObject({ status: 401 });
    expect((await call("GET", own)).body).toMatchObject({ name: "Simulated application" });
  });
});

describe("a request is refused", () => {
  it.each<[unknown, string, string]>([
    [{}, "name", "is required"],
    [{ name: "" }, "name", "must not be empty"],
    [{ name: 7 }, "name", "must be a string"],
    [{ name: "x".repeat(256) }, "name", "must be at most 255 characters"],
    [{ name: "a", capabilities: [] }, "capabilities", "must be an object"],
    [{ name: "a", capabilities: { voice: true } }, "capabilities.voice", "must be an object"],
    [
      { name: "a", capabilities: { messages: { version: "v2" } } },
      "capabilities.messages.version",
      "must be one of: v0.1, v1",
    ],
    [
      { name: "a", capabilities: { messages: { webhooks: { status_url: {} } } } },
      "capabilities.messages.webhooks.status_url.address",
      "is required",
    ],
    [
      { name: "a", capabilities: { messages: { webhooks: { inbound_url: { address: "ftp://x" } } } } },
      "capabilities.messages.webhooks.inbound_url.address",
      "must be a valid URL",
    ],
    [{ name: "a", privacy: { improve_ai: "no" } }, "privacy.improve_ai", "must be a boolean"],
    [{ name: "a", keys: { public_key: 1 } }, "keys.public_key", "must be a string"],
    [{ name: "a", keys: { public_key: "PEM" } }, "keys.public_key", "must be a public key in PEM format"],
    [
      { name: "a", keys: { public_key: makeKeyPair().privateKey } },
      "keys.public_key",
      "must be a public key in PEM format",
    ],
    [[], "body", "must be an object"],
    ["{", "body", "must be valid JSON"],
    [`${"[".repeat(20_000)}${"]".repeat(20_000)}`, "body", "is nested too deeply"],
    [{ name: "a", deep: JSON.parse("[".repeat(30) + "]".repeat(30)) }, "body", "is nested too deeply"],
  ])("for its body: %.60j", async (body, name, reason) => {
    const refused = {
      status: 400,
      body: published("application-error-400-payload.json", { invalid_parameters: [{ name, reason }] }),
    };

    expect(await call("POST", LIST, { body })).toMatchObject(refused);
    expect(await call("PUT", own, { body })).toMatchObject(refused);
  });

  it("for a key that is too short, or none of RSA's", async () => {
    const keys = [
      "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\nq9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n-----END PUBLIC KEY-----\n",
      "-----BEGIN PUBLIC KEY-----\nMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCqGKukO1De7zhZj6+H0qtjTkVxwTCpvKe4eCZ0FPqri0cb2JZfXJ/DgYSF6vUpwmJG8wVQZKjeGcjDOL5UlsuusFncCzWBQ7RKNUSesmQRMSGkVb1/3j+skZ6UtW+5u09lHNsj6tQ51s1SPrCBkedbNf0Tp0GbMJDyR4e9T04ZZwIDAQAB\n-----END PUBLIC KEY-----\n",
    ];

    for (const key of keys) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await call("POST", LIST, { body: { name: "a", keys: { public_key: key } } })).toMatchObject({
        status: 400,
        body: {
          invalid_parameters: [
            { name: "keys.public_key", reason: "must be an RSA key of 2048 to 8192 bits" },
          ],
        },
      });
    }
  });

  it.each<[string | undefined, number]>([
    ["text/plain", 415],
    ["application/jsonp", 415],
    [undefined, 415],
    ["application/json; charset=utf-8", 200],
  ])("for content type %j with %i", async (type, status) => {
    const body = JSON.stringify({ name: "Mine" });

    const answer = await call("PUT", own, { headers: { "content-type": type }, body });

    expect(answer.status).toBe(status);
    if (status === 415) expect(answer.body).toEqual(published("application-error-415.json"));
  });

  it.each<[string, number]>([
    ["text/html", 406],
    ["application/xml, text/*", 406],
    ["*/*", 200],
    ["text/html, application/json;q=0.9", 200],
    ["application/hal+json", 200],
  ])("that takes %s only with %i", async (accept, status) => {
    const answer = await call("GET", own, { headers: { accept } });

    expect(answer.status).toBe(status);
    if (status === 406) expect(answer.body).toEqual(published("application-error-406.json"));
  });

  it.each(["PATCH", "POST", "OPTIONS"])("by %s with 405", async (method) => {
    expect(await call(method, own)).toMatchObject({
      status: 405,
      body: published("application-error-405.json", { detail: `Request method '${method}' not supported` }),
    });
  });

  it("over 64 KiB with 413", async () => {
    expect((await call("POST", LIST, { body: { name: "x".repeat(64 * 1024) } })).status).toBe(413);
  });

  it("from a web page with 403", async () => {
    expect((await call("GET", own, { headers: { origin: "http://127.0.0.1:4816" } })).status).toBe(403);
  });
});

describe("the faults of a script", () => {
  it("incomplete leaves out version and media authentication, in the list too", async () => {
    await call("PUT", own, { body: RICH });
    await setFault("incomplete");

    const { version: _version, authenticate_inbound_media: _media, ...shown } = RICH.capabilities.messages;
    const incomplete = { ...RICH.capabilities, messages: shown };
    expect(applicationIn(await call("GET", own))["capabilities"]).toEqual(incomplete);
    expect((await call("GET", LIST)).body).toMatchObject({
      _embedded: { applications: [{ capabilities: incomplete }] },
    });
    await setFault(null);
    expect(applicationIn(await call("GET", own))["capabilities"]).toEqual(RICH.capabilities);
  });

  it.each<[string, string]>([
    ["cut-before-change", "Simulated application"],
    ["cut-after-change", "Changed"],
  ])("%s breaks a change off, and the name is %s", async (fault, name) => {
    await setFault(fault);

    await expect(call("PUT", own, { body: { name: "Changed" } })).rejects.toThrow("fetch failed");
    expect((await call("GET", own)).body).toMatchObject({ name });
  });

  it.each<[string, number]>([
    ["unauthorized", 401],
    ["internal-error", 500],
    ["foreign-page", 200],
  ])("%s answers %i", async (fault, status) => {
    await setFault(fault);

    expect((await call("GET", own)).status).toBe(status);
  });

  it("slow answers as it should, and late", async () => {
    const { clock } = running;
    const before = await call("GET", own);
    await setFault("slow");
    let isAnswered = false;
    const asking = call("GET", own).then((answer) => {
      isAnswered = true;
      return answer;
    });
    await expect.poll(() => clock.pending()).toBe(1);

    clock.advance(SLOW_ACCOUNT_MS - 1);
    await call("GET", "/simulator/state");
    const early = isAnswered;
    clock.advance(1);

    expect(await asking).toEqual(before);
    expect(early).toBe(false);
  });

  it("slow forgets a caller that has given up", async () => {
    const { clock } = running;
    await setFault("slow");
    const stopper = new AbortController();
    const asking = fetch(running.url + own, { signal: stopper.signal }).catch(() => "given up");
    await expect.poll(() => clock.pending()).toBe(1);

    stopper.abort();

    expect(await asking).toBe("given up");
    await expect.poll(() => clock.pending()).toBe(0);
  });

  it("no-answer keeps the caller waiting until it gives up", async () => {
    await setFault("no-answer");
    const stopper = new AbortController();
    const outcome = fetch(running.url + own, { signal: stopper.signal }).then(
      () => "answered",
      () => "given up",
    );
    await call("GET", "/simulator/state");

    stopper.abort();

    expect(await outcome).toBe("given up");
  });
});
