// Every call to Vonage through a proxy, over real HTTP and real TLS: what gets through, and what each kind of trouble is called.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMessagesApi, type MessagesAnswer } from "../../main/messages/messages-api.ts";
import { requestOnce } from "../../main/network/request-once.ts";
import { createVonageCall } from "../../main/network/vonage-call.ts";
import type { Network } from "../../main/ports.ts";
import { AppError } from "../../preload/contract/errors.ts";
import { draftOf } from "../fakes/drafts.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { createInternet, networkBehind, type Internet } from "../fakes/internet.ts";
import type { ProxyServer } from "../fakes/proxy-server.ts";
import { createTestAuthority, type TestAuthority } from "../fakes/test-authority.ts";
import { startWebhookReceiver } from "../fakes/webhook-receiver.ts";

// A name that nobody could find without the proxy.
const HOST = "api.vonage.test";
const account = { apiHost: `https://${HOST}`, apiKey: "abcd1234", apiSecret: "api-secret" };
const LOGIN = "ann:p@ss:word";
const ENCODED_LOGIN = "ann:p%40ss%3Aword";
const ONES_OWN = /ann|p@ss|p%40ss|YW5u/;

let clock: FrozenClock;
let internet: Internet;
beforeEach(() => {
  clock = createFrozenClock();
  internet = createInternet();
});
afterEach(() => internet.stop());

function through(
  proxy: Pick<ProxyServer, "url">,
  login = "",
  authority: TestAuthority | null = internet.authority,
): Network {
  const url = login === "" ? proxy.url : proxy.url.replace("://", `://${login}@`);
  return networkBehind({ HTTPS_PROXY: url }, authority);
}

function list(network: Network, access = account): Promise<unknown> {
  return createVonageCall({ clock, network })({ access, method: "GET", path: "/v2/applications?page=1" });
}

async function failureOf(asking: Promise<unknown>): Promise<AppError> {
  try {
    await asking;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("It went well.");
}

function send(network: Network): Promise<MessagesAnswer> {
  return createMessagesApi({ clock, network }).send(draftOf(), {
    apiHost: account.apiHost,
    access: { by: "application", token: "header.claims.signature", expiresAt: clock.now() + 900_000 },
  });
}

describe("through a proxy", () => {
  it("an account call gets there, and the proxy sees no more than the host", async () => {
    await internet.host(HOST);
    const proxy = await internet.proxy();

    const answer = await list(through(proxy));

    expect(answer).toMatchObject({ status: 200, json: {} });
    expect(proxy.requests).toEqual([{ method: "CONNECT", target: `${HOST}:443`, login: null }]);
    expect(internet.requests).toMatchObject([{ host: HOST, method: "GET", path: "/v2/applications?page=1" }]);
    expect(internet.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
  });

  it("a reply gets there, with its body and its JWT", async () => {
    await internet.host(HOST, {
      answer: (_request, response) => response.writeHead(202).end('{"message_uuid":"uuid-1"}'),
    });

    const answer = await send(through(await internet.proxy()));

    expect(answer).toMatchObject({ messageUuid: "uuid-1", refusal: null });
    expect(internet.requests).toMatchObject([{ method: "POST", path: "/v1/messages" }]);
    expect(internet.requests[0]?.headers.authorization).toBe("Bearer header.claims.signature");
    expect(internet.requests[0]?.body).toContain('"text":"Hi"');
  });

  it("the login in its address goes to the proxy alone", async () => {
    await internet.host(HOST);
    const proxy = await internet.proxy({ login: LOGIN });

    await list(through(proxy, ENCODED_LOGIN));

    expect(proxy.requests[0]?.login).toBe(`Basic ${Buffer.from(LOGIN).toString("base64")}`);
    expect(JSON.stringify(internet.requests)).not.toMatch(ONES_OWN);
  });

  it("which is itself spoken to by TLS, it gets there too", async () => {
    await internet.host(HOST);
    const proxy = await internet.proxy({ certificate: internet.authority.certify("127.0.0.1") });

    expect(await list(through(proxy))).toMatchObject({ status: 200 });
    expect(proxy.requests).toHaveLength(1);
  });

  it("an answer of Vonage's is Vonage's, whatever its status", async () => {
    const statuses = [401, 407, 503];
    await internet.host(HOST, {
      answer: (_request, response) => response.writeHead(statuses.shift() ?? 500).end("{}"),
    });
    const network = through(await internet.proxy());

    const codes = [
      await failureOf(list(network)),
      await failureOf(list(network)),
      await failureOf(list(network)),
    ];

    expect(codes.map(({ code }) => code)).toEqual([
      "VONAGE_SECRET_REFUSED",
      "NETWORK_PROXY_LOGIN",
      "VONAGE_SERVER_ERROR",
    ]);
    // One that nobody named asks for a login: it cannot be told by its address.
    expect(codes[1]?.details).toMatchObject({ proxy: "on the way" });
  });

  it("this computer's own servers are not asked for, nor are exempt hosts", async () => {
    const own = await startWebhookReceiver();
    own.answerWith({ status: 200, body: "{}" });
    const proxy = await internet.proxy();
    const network = networkBehind(
      { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: "vonage.test" },
      internet.authority,
    );

    await list(network, { ...account, apiHost: own.url });
    const { code } = await failureOf(list(network));
    await own.stop();

    expect(own.received).toHaveLength(1);
    // Without the proxy the name leads nowhere.
    expect(code).toBe("NETWORK_NAME_UNKNOWN");
    expect(proxy.requests).toEqual([]);
  });

  it("no connection is left behind by a request that cannot be made", async () => {
    await internet.host(HOST);
    const proxy = await internet.proxy();
    const request = {
      method: "GET",
      url: new URL(account.apiHost),
      headers: { authorization: "Bearer a\nb" },
      body: new Uint8Array(),
      connectTimeoutMs: 3_000,
      timeoutMs: 3_000,
    } as const;

    const outcome = await requestOnce(request, { clock, network: through(proxy) });

    expect(outcome).toMatchObject({ kind: "no-answer", hasLeft: false, proxy: null });
    expect(proxy.requests).toHaveLength(1);
    await expect.poll(() => proxy.openSockets()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  it("no connection is left behind, at either end", async () => {
    await internet.host(HOST);
    const proxy = await internet.proxy();

    await list(through(proxy));

    await expect.poll(() => proxy.openSockets()).toBe(0);
    expect(clock.pending()).toBe(0);
  });
});

describe("trouble with the proxy", () => {
  it("which nobody runs is told by its address, without its login", async () => {
    const proxy = await internet.proxy();
    await proxy.stop();

    const error = await failureOf(list(through(proxy, ENCODED_LOGIN)));

    expect(error).toMatchObject({
      code: "NETWORK_PROXY_UNREACHABLE",
      details: {
        host: HOST,
        proxy: `http://***@127.0.0.1:${proxy.port}`,
        from: "HTTPS_PROXY",
        reason: "connection refused",
      },
    });
    expect(JSON.stringify([error, error.stack, error.cause])).not.toMatch(ONES_OWN);
  });

  it("which has no address is told so", async () => {
    expect(await failureOf(list(through({ url: "http://proxy.invalid:3128" })))).toMatchObject({
      code: "NETWORK_PROXY_UNREACHABLE",
      details: { proxy: "http://proxy.invalid:3128", reason: expect.stringContaining("cannot be resolved") },
    });
  });

  it("which keeps silent is given up in time, and leaves nothing behind", async () => {
    const proxy = await internet.proxy();
    proxy.behave("silent");
    const asking = failureOf(list(through(proxy)));
    await proxy.arrivals(1);

    clock.advance(10_000);

    expect(await asking).toMatchObject({
      code: "NETWORK_PROXY_UNREACHABLE",
      details: { reason: "no connection within 10 s" },
    });
    await expect.poll(() => proxy.openSockets()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  it("which keeps silent is given up when Hookline ends", async () => {
    const proxy = await internet.proxy();
    proxy.behave("silent");
    const ending = new AbortController();
    const call = createVonageCall({ clock, network: through(proxy), signal: ending.signal });
    const asking = failureOf(call({ access: account, method: "GET", path: "/" }));
    await proxy.arrivals(1);

    ending.abort();

    expect(await asking).toMatchObject({ details: { reason: "it was stopped" } });
    await expect.poll(() => proxy.openSockets()).toBe(0);
  });

  it.each([
    ["", undefined, "its address has no user name and password"],
    ["ann:wrong", undefined, "it refused the user name and password in its address"],
    ["ann:wrong", "Negotiate", "it takes Negotiate only, and Hookline knows Basic"],
  ])("which wants another login than %j is told so", async (login, scheme, words) => {
    const proxy = await internet.proxy({ login: LOGIN, ...(scheme === undefined ? {} : { scheme }) });

    const error = await failureOf(list(through(proxy, login)));

    expect(error).toMatchObject({ code: "NETWORK_PROXY_LOGIN", details: { host: HOST, login: words } });
    expect(JSON.stringify(error)).not.toMatch(/ann|wrong/);
  });

  it.each([
    [403, "it answered 403", "it does not allow this host or port"],
    [503, "it answered 503", "it could not reach the host either"],
    ["close after yes", "it closed the connection that it had opened", "it does not allow this host or port"],
  ] as const)("which refuses by %s is told so", async (manner, reason, meaning) => {
    const proxy = await internet.proxy();
    proxy.behave(manner);

    expect(await failureOf(list(through(proxy)))).toMatchObject({
      code: "NETWORK_PROXY_REFUSED",
      details: { host: HOST, proxy: proxy.url, reason, meaning },
    });
    await expect.poll(() => proxy.openSockets()).toBe(0);
  });

  it("which is none is told so", async () => {
    const proxy = await internet.proxy();
    proxy.behave("nonsense");

    expect((await failureOf(list(through(proxy)))).code).toBe("NETWORK_PROXY_UNREACHABLE");
  });

  it("whose own certificate nobody trusts is the proxy's", async () => {
    const stranger = createTestAuthority();
    const proxy = await internet.proxy({ certificate: stranger.certify("127.0.0.1") });

    const error = await failureOf(list(through(proxy)));
    stranger.remove();

    expect(error).toMatchObject({
      code: "NETWORK_PROXY_UNREACHABLE",
      details: { proxy: proxy.url, reason: "its certificate cannot be verified" },
    });
    expect(proxy.requests).toEqual([]);
  });

  it("which cannot be used keeps the request from going straight", async () => {
    const own = await startWebhookReceiver();
    const network = networkBehind({ HTTPS_PROXY: "socks5://127.0.0.1:1080" }, null);

    expect(await failureOf(list(network))).toMatchObject({
      code: "NETWORK_PROXY_UNUSED",
      details: { host: HOST, from: "HTTPS_PROXY" },
    });
    await own.stop();
  });
});

describe("without a proxy", () => {
  it.each<[string, (authority: TestAuthority) => Network]>([
    ["in the system's store", (authority) => networkBehind({}, authority)],
    ["in NODE_EXTRA_CA_CERTS", ({ file }) => networkBehind({ NODE_EXTRA_CA_CERTS: file }, null)],
  ])("an authority %s is trusted, too", async (_where, network) => {
    const { authority } = internet;
    await internet.host("127.0.0.1");
    const apiHost = `https://127.0.0.1:${internet.portOf("127.0.0.1:443")}`;

    const answer = await list(network(authority), { ...account, apiHost });

    expect(answer).toMatchObject({ status: 200 });
    expect((await failureOf(list(networkBehind({}, null), { ...account, apiHost }))).code).toBe(
      "NETWORK_CERTIFICATE_AUTHORITY",
    );
  });
});

describe("trouble with certificates behind the proxy", () => {
  it("an authority that is not trusted is told as that", async () => {
    await internet.host(HOST);
    const network = through(await internet.proxy(), "", null);

    const { code, details } = await failureOf(list(network));

    expect([code, details["host"]]).toEqual(["NETWORK_CERTIFICATE_AUTHORITY", HOST]);
    expect(internet.requests).toEqual([]);
  });

  it("and is trusted once NODE_EXTRA_CA_CERTS names its file", async () => {
    await internet.host(HOST);
    const { url } = await internet.proxy();
    const { file } = internet.authority;

    expect(await list(networkBehind({ HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: file }, null))).toMatchObject({
      status: 200,
    });
  });

  it.each([
    ["has expired", () => internet.authority.certify(HOST, { days: -1 }), "NETWORK_CERTIFICATE_EXPIRED"],
    ["is another host's", () => internet.authority.certify("other.test"), "NETWORK_CERTIFICATE_NAME"],
  ])("a certificate that %s is told as that", async (_what, certificate, code) => {
    await internet.host(HOST, { certificate: certificate() });

    expect((await failureOf(list(through(await internet.proxy())))).code).toBe(code);
    expect(internet.requests).toEqual([]);
  });

  it("no variable switches the look at certificates off", async () => {
    await internet.host(HOST);
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const network = through(await internet.proxy(), "", null);

    expect((await failureOf(list(network))).code).toBe("NETWORK_CERTIFICATE_AUTHORITY");
  });

  it("a host that speaks no TLS is told as that", async () => {
    const plain = await startWebhookReceiver();
    internet.route(`${HOST}:443`, Number(new URL(plain.url).port));

    const { code } = await failureOf(list(through(await internet.proxy())));
    await plain.stop();

    expect(code).toBe("NETWORK_TLS_FAILED");
  });
});

describe("a reply", () => {
  it("names the proxy that does not answer", async () => {
    const proxy = await internet.proxy();
    await proxy.stop();

    expect((await send(through(proxy, ENCODED_LOGIN))).refusal).toMatchObject({
      code: "NETWORK_PROXY_UNREACHABLE",
      details: { proxy: `http://***@127.0.0.1:${proxy.port}`, from: "HTTPS_PROXY" },
    });
  });

  it.each([407, 403])("names the proxy that answers %i", async (status) => {
    const proxy = await internet.proxy();
    proxy.behave(status);

    expect((await send(through(proxy))).refusal?.code).toBe(
      status === 407 ? "NETWORK_PROXY_LOGIN" : "NETWORK_PROXY_REFUSED",
    );
  });

  it("names the authority that is not trusted, and was not sent", async () => {
    await internet.host(HOST);

    expect((await send(through(await internet.proxy(), "", null))).refusal?.code).toBe(
      "NETWORK_CERTIFICATE_AUTHORITY",
    );
    expect(internet.requests).toEqual([]);
  });

  it("may have been sent when the connection breaks behind the proxy", async () => {
    await internet.host(HOST, { answer: (_request, response) => response.destroy() });

    expect((await send(through(await internet.proxy()))).refusal?.code).toBe("REPLY_CONNECTION_LOST");
  });
});
