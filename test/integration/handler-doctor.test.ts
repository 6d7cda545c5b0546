// The handler doctor on several small real handlers: each gets just the findings it deserves.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSystemClock } from "../../main/clock.ts";
import { knock } from "../../main/scenarios/knock.ts";
import type { Examination } from "../../preload/contract/handler-examination.ts";
import { examineHandler } from "../../main/handler-doctor/examine.ts";
import { gradeOf } from "../../main/handler-doctor/grade.ts";
import { examinationJunit, examinationLines } from "../../main/handler-doctor/report.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "../../main/simulator/identity.ts";
import { createSimulator, type Simulator } from "../../main/simulator/simulator.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startSmallBot, type BotFlaw } from "../fakes/small-bot.ts";
import { readStrictXml } from "../fakes/strict-xml.ts";

let folder = "";
let identity: SimulatorIdentity;
let simulator: Simulator;
const clock = createSystemClock();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-doctor-"));
  identity = await loadSimulatorIdentity(folder);
});
beforeEach(async () => {
  simulator = createSimulator({ identity, clock, log: createMemoryLog(), webhookTargets: () => null });
  await simulator.start({ port: 0, isExplicit: true });
});
afterEach(() => simulator.stop());
afterAll(() => rm(folder, { recursive: true }));

interface Choices {
  readonly withoutStatus?: boolean;
  readonly answerTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

function examine(
  urls: { readonly inbound: string; readonly status: string },
  { withoutStatus = false, answerTimeoutMs = 15_000, signal = new AbortController().signal }: Choices = {},
): Promise<Examination> {
  const { inbound, status } = urls;
  return examineHandler({
    simulator,
    clock,
    target: withoutStatus ? { inbound } : { inbound, status },
    signal,
    seed: 7,
    answerTimeoutMs,
    quietMs: 400,
    knock: () => knock(new URL(inbound), 3_000, clock),
  });
}

async function examineBot(flaw: BotFlaw | null, choices: Choices = {}): Promise<Examination> {
  const bot = await startSmallBot(flaw);
  bot.connect({ ...identity, apiUrl: simulator.url() ?? "" });
  try {
    return await examine(bot, choices);
  } finally {
    await bot.stop();
  }
}

function failures({ checks }: Examination): readonly string[] {
  return checks.filter(({ verdict }) => verdict === "failed").map(({ id }) => id);
}

// Each takes every check, some of which wait for replies that must not come.
describe("the handler doctor", { timeout: 120_000 }, () => {
  it("has nothing to say against a good bot", async () => {
    const examination = await examineBot(null);

    expect(examination.checks.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
    expect(examination).toMatchObject({ format: 1, grade: "A", failed: 0, skipped: 0 });
    expect(examination.checks.map(({ id }) => id)).toEqual([
      "genuine-text",
      "quick-answer",
      "image",
      "audio",
      "video",
      "file",
      "unsupported",
      "payload-v0-1",
      "unknown-members",
      "statuses",
      "early-status",
      "status-order",
      "integer-title",
      "message-order",
      "late",
      "unsigned",
      "bad-signature",
      "wrong-hash",
      "duplicate",
      "retry",
      "slow-body",
      "huge-body",
      "get",
      "head",
      "burst",
      "right-person",
      "accepted-sends",
    ]);
    expect(examination.checks[0]?.seen).toMatch(/^Answered 200 in .* The app replied\.$/);
    expect(examination.checks.find(({ id }) => id === "duplicate")?.seen).toMatch(/The app replied once\.$/);
  });

  it.each<readonly [BotFlaw, readonly string[], string]>([
    ["answers-500", ["genuine-text"], "F"],
    ["believes-everything", ["unsigned", "bad-signature", "wrong-hash"], "E"],
    ["crashes-on-unknown", ["unknown-members"], "D"],
    ["repeats-itself", ["duplicate"], "D"],
    ["writes-to-a-stranger", ["right-person"], "D"],
    ["takes-get", ["get", "head"], "B"],
    ["says-nothing", [], "A"],
  ])("finds of a bot that %s: %j, grade %s", async (flaw, findings, grade) => {
    const examination = await examineBot(flaw);

    expect(failures(examination)).toEqual(findings);
    expect(examination.grade).toBe(grade);
  });

  it("says of a bot that never answers just that, without waiting for it again", async () => {
    const examination = await examineBot("never-answers", { answerTimeoutMs: 300 });

    expect(failures(examination)).toEqual(["genuine-text"]);
    expect(examination).toMatchObject({ grade: "F", passed: 0, skipped: examination.checks.length - 1 });
    expect(examination.checks[0]?.seen).toBe("There was no answer: no answer within 0.3 s.");
  });

  it("leaves the statuses out where no address for them is known", async () => {
    const { checks, grade } = await examineBot("says-nothing", { withoutStatus: true });

    expect(checks.filter(({ verdict }) => verdict === "skipped").map(({ id }) => id)).toEqual([
      "statuses",
      "early-status",
      "status-order",
      "integer-title",
      "right-person",
      "accepted-sends",
    ]);
    expect(grade).toBe("A");
  });

  it("tells which check an app did not survive", async () => {
    // It falls when it is asked by GET.
    const server = createServer((request, response) => {
      request.resume();
      if (request.method !== "GET") return void request.on("end", () => response.writeHead(200).end());
      server.close();
      server.closeAllConnections();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // it listens by TCP
    const url = `http://127.0.0.1:${port}/`;

    const { checks } = await examine({ inbound: url, status: url });

    const get = checks.find(({ id }) => id === "get");
    expect(get).toMatchObject({
      verdict: "failed",
      seen: expect.stringContaining("After that nobody listened any more"),
    });
    expect(
      checks
        .slice(checks.findIndex(({ id }) => id === "get") + 1)
        .map(({ verdict, seen }) => [verdict, seen]),
    ).toEqual(
      Array.from({ length: 4 }, () => [
        "skipped",
        "The app does not listen any more since “The method GET”.",
      ]),
    );
  });

  it("reports in lines and in XML that an XML parser takes", async () => {
    const examination = await examineBot("answers-500");

    const lines = examinationLines(examination);
    const [suite] = readStrictXml(examinationJunit(examination)).children;

    expect(lines.at(-2)).toMatch(/^Grade {5}F: 0 passed, 1 failed, 26 skipped, in /);
    expect(lines.slice(2, 7)).toEqual([
      "FAILED    must    A text message.",
      "                  Expected: A signed text message in the shape of v1 is answered 2xx.",
      expect.stringMatching(/^ {18}Seen: Answered 500 in/),
      expect.stringMatching(/^ {18}Why: Vonage sends a webhook again/),
      "                  To do: Look at the app’s own log for this request.",
    ]);
    expect(suite?.attributes).toMatchObject({ tests: "27", failures: "1", skipped: "26" });
  });

  it("lets no app pass that ended on the way, whatever ended it", async () => {
    // A sticker, which is only a “should”.
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        if (!body.includes('"unsupported"')) return void response.writeHead(200).end();
        server.close();
        server.closeAllConnections();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // it listens by TCP
    const url = `http://127.0.0.1:${port}/`;

    const examination = await examine({ inbound: url, status: url });

    expect(failures(examination)).toEqual(["unsupported"]);
    expect(examination.checks.find(({ id }) => id === "unsupported")).toMatchObject({
      severity: "must",
      why: "An app that has ended takes no webhook at all.",
    });
    expect(examination.grade).toBe("D");
  });

  it("says of a redirect that nobody follows it", async () => {
    const server = createServer((request, response) => {
      request.resume();
      request.on("end", () => response.writeHead(301, { location: "/webhooks/" }).end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // it listens by TCP
    const url = `http://127.0.0.1:${port}/webhooks`;

    const { checks } = await examine({ inbound: url, status: url });
    server.close();
    server.closeAllConnections();

    expect(checks[0]).toMatchObject({
      seen: expect.stringMatching(/^Answered 301 in /),
      todo: "Give the URL to which the app redirects: no redirect is followed.",
    });
  });

  it("stops when it is told to", async () => {
    const stopping = new AbortController();
    const bot = await startSmallBot("never-answers");
    const examining = examine(bot, { signal: stopping.signal });

    setImmediate(() => stopping.abort(new Error("Enough.")));

    await expect(examining).rejects.toThrow("Enough.");
    await bot.stop();
  });
});

describe("knocking", () => {
  it("says in plain words that a host has no address", async () => {
    expect(await knock(new URL("http://no-such-host.invalid:3000/"), 10_000, clock)).toMatch(
      /^the name of the host cannot be resolved/,
    );
  });
});

describe("the grade", () => {
  it.each([
    [[], "A"],
    [["good", "good"], "B"],
    [["should"], "C"],
    [["should", "should", "good"], "C"],
    [["should", "should", "should"], "D"],
    [["must"], "D"],
    [["must", "must"], "E"],
  ] as const)("of failed %j is %s", (severities, grade) => {
    const failed = severities.map((severity) => ({ id: "x", severity, verdict: "failed" as const }));
    const passed = { id: "y", severity: "must", verdict: "passed" } as const;

    expect(gradeOf([passed, ...failed])).toBe(grade);
  });
});
