// Nothing a caller sends brings the account's endpoints down, or keeps them busy for ever.
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basicFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator } from "../fakes/simulator-client.ts";

const OWN_PAGE = "0000000000000000";
const PAGES = "/beta/chatapp-accounts/messenger";

let running: RunningSimulator;

beforeAll(async () => {
  running = await startSimulator();
});
afterAll(() => running.stop());

function encoded(...parts: readonly unknown[]): string {
  return [...parts, "s"].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}

describe("whatever is sent", { timeout: 60_000 }, () => {
  const odd = fc.jsonValue({ maxDepth: 4 });
  const name = fc.constantFrom("name", "keys", "capabilities", "privacy", "id", "__proto__", "constructor");
  const application = fc
    .tuple(name, odd, fc.constantFrom("messages", "voice", "toString"), odd)
    .map(([member, value, capability, held]) =>
      JSON.stringify({ name: "A", capabilities: { [capability]: held }, [member]: value }),
    );
  const page = fc
    .tuple(fc.constantFrom("external_id", "access_token", "name", "applications", "application"), odd)
    .map(([member, value]) =>
      JSON.stringify({ external_id: "1", access_token: "t", application: "a", [member]: value }),
    );
  const body = fc.oneof(fc.json(), fc.string(), application, page);
  const segment = fc.oneof(
    fc.constantFrom(OWN_PAGE, "messenger", "applications", "%00", "..", "%E0%A4%A"),
    fc.string().map((text) => encodeURIComponent(text.toWellFormed())),
  );
  const path = fc
    .tuple(
      fc.constantFrom("/v2/applications", "/beta/chatapp-accounts", PAGES, `${PAGES}/${OWN_PAGE}`),
      fc.array(segment, { maxLength: 3 }),
      fc.constantFrom("", "?page=9999999999", "?page_size=NaN&page_size=2", "?provider=&page_number=%00"),
    )
    .map(([base, segments, query]) => [base, ...segments].join("/") + query);
  const headers = fc.record({
    "content-type": fc.constantFrom("application/json", "text/plain", "application/json;;", undefined),
    accept: fc.constantFrom("*/*", ";", "application/json"),
  });
  const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
  const token = fc.oneof(
    fc.stringMatching(/^[!-~]{0,60}$/),
    odd.map((value) => encoded({ alg: "RS256" }, value)),
  );
  const credentials = fc
    .tuple(fc.constantFrom("Bearer", "Basic", "Token"), token)
    .map((parts) => parts.join(" "));

  interface Shot {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: string;
  }
  const shot = fc.record({ method, path, headers, body });

  async function statusOf({ method, path, headers, body }: Shot, authorization: string): Promise<number> {
    const response = await fetch(running.url + path, {
      method,
      headers: Object.entries({ ...headers, authorization }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
      ...(["GET", "HEAD"].includes(method) ? {} : { body }),
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    return response.status;
  }

  it("by the account is answered, never by an error of ours and never by silence", async () => {
    const good = basicFor(running);

    await fc.assert(
      fc.asyncProperty(shot, async (request) => {
        expect(await statusOf(request, good)).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
    expect((await callSimulator(running, "GET", "/v2/applications")).status).toBe(200);
  });

  it("by a stranger is refused and changes nothing", async () => {
    const before = await callSimulator(running, "GET", "/v2/applications");

    await fc.assert(
      fc.asyncProperty(shot, credentials, async (request, authorization) => {
        const status = await statusOf(request, authorization);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
    expect(await callSimulator(running, "GET", "/v2/applications")).toEqual(before);
  });
});
