// kill -9 at each point of a change of webhook URLs: nothing is lost, the next start knows what it knows, and one press
// makes the application what it was.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WEBHOOK_JOURNAL_FILE } from "../../main/applications/webhook-journal.ts";
import type { WebhookUrlsPhase } from "../../preload/contract/webhook-urls.ts";
import { startApplicationsServer, type ApplicationsServer, type Fate } from "../fakes/applications-server.ts";
import { findStraceProblem, killTraced } from "../fakes/strace.ts";
import { startUrlsProcess, urlsOf, URLS_WORKSPACE, type UrlsProcess } from "../fakes/webhook-urls.ts";
import type { KillOrder } from "./webhook-urls-kill-child.ts";

const CHILD = join(import.meta.dirname, "webhook-urls-kill-child.ts");
const APPLICATION = "78d335fa-323d-0114-9c3d-d6f0d48968cf";
const OLD = urlsOf("https://bot.example.com");
const OURS = urlsOf("https://first.example");
const workspace = URLS_WORKSPACE;

const original = applicationAt("https://bot.example.com");
const changed = applicationAt("https://first.example");

function applicationAt(host: string): Record<string, unknown> {
  const webhooks = {
    inbound_url: { address: `${host}/webhooks/inbound`, http_method: "POST" },
    status_url: { address: `${host}/webhooks/status`, http_method: "POST" },
  };
  return {
    name: "My Application",
    capabilities: { voice: {}, messages: { version: "v1", authenticate_inbound_media: true, webhooks } },
  };
}

let dataFolder: string;
let server: ApplicationsServer;

async function begin(): Promise<void> {
  dataFolder = mkdtempSync(join(tmpdir(), "hookline-urls-kill-"));
  server = await startApplicationsServer(APPLICATION, structuredClone(original));
}

async function end(): Promise<void> {
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

/** Where a process is killed, and what is then there. */
interface Point {
  readonly at: string;
  readonly waitsBeforePut?: boolean;
  /** What becomes of the PUT, and of the GET that confirms it. */
  readonly put?: Fate;
  readonly confirmation?: Fate;
  readonly application: "as before" | "changed";
}

const points: readonly Point[] = [
  {
    at: "after the journal is written and before the PUT leaves",
    waitsBeforePut: true,
    application: "as before",
  },
  { at: "while the PUT is on its way", put: "hold", application: "as before" },
  { at: "after the PUT was carried out, before its answer", put: "hold-answer", application: "changed" },
  { at: "between PUT and confirmation", confirmation: "hold", application: "changed" },
  { at: "after confirmation", application: "changed" },
];

/** Runs a child up to the point and kills it there. */
async function killAt(
  { waitsBeforePut = false, put, confirmation }: Point,
  act: KillOrder["act"],
): Promise<void> {
  const before = server.methods.length;
  const order: KillOrder = { ...orderOf(act), waitsBeforePut };
  const reached = new Promise<void>((resolve) => {
    server.fate = (method) => {
      const isConfirmation = method === "GET" && server.methods.slice(before).includes("PUT");
      const fate = (method === "PUT" ? put : isConfirmation ? confirmation : undefined) ?? "answer";
      if (fate !== "answer") setImmediate(resolve);
      return fate;
    };
  });
  const child = fork(CHILD, [JSON.stringify(order)]);
  const told = once(child, "message");
  await (put === undefined && confirmation === undefined ? told : reached);
  child.kill("SIGKILL");
  await once(child, "exit");
  server.fate = () => "answer";
}

function orderOf(act: KillOrder["act"]): Omit<KillOrder, "waitsBeforePut"> {
  return { dataFolder, url: server.url, applicationId: APPLICATION, run: "first", act };
}

function startNext(): UrlsProcess {
  return startUrlsProcess({ dataFolder, url: server.url, applicationId: APPLICATION, run: "second" });
}

describe.each(points.map((point) => [point.at, point] as const))("setting, killed %s", (_at, point) => {
  const isChanged = point.application === "changed";
  const phase: WebhookUrlsPhase = point.at === "after confirmation" ? "left-over" : "unconfirmed";
  /** As the killed process left them: each test begins with these. */
  let left: { readonly journal: string; readonly application: ApplicationsServer["application"] };

  beforeAll(async () => {
    await begin();
    await killAt(point, "set");
    left = {
      journal: readFileSync(join(dataFolder, WEBHOOK_JOURNAL_FILE), "utf8"),
      application: server.application,
    };
  }, 30_000);
  beforeEach(() => {
    writeFileSync(join(dataFolder, WEBHOOK_JOURNAL_FILE), left.journal);
    server.application = structuredClone(left.application);
  });
  afterAll(end);

  it("leaves the old URLs to be offered at the next start and put back", async () => {
    const { calls } = startNext();

    const state = await calls["webhookUrls.state"]({ workspace });
    const plan = await calls["webhookUrls.planRestore"]({ workspace });
    const restored = await calls["webhookUrls.restore"]({ workspace, agreed: null });

    expect(left.application).toEqual(isChanged ? changed : original);
    expect(state).toMatchObject({ phase, old: OLD, ours: OURS, damaged: null });
    expect(plan).toMatchObject({ now: isChanged ? OURS : OLD, planned: OLD, questions: [] });
    expect(restored).toMatchObject({ phase: "untouched", old: null });
    expect(server.application).toEqual(original);
  });

  it("lets them be set anew, and stopping then puts the same old URLs back", async () => {
    const next = startNext();

    const state = await next.calls["webhookUrls.set"]({ workspace, agreed: null });
    await next.stop();

    expect(state).toMatchObject({ phase: "set", old: OLD, ours: urlsOf("https://second.example") });
    expect(server.application).toEqual(original);
  });

  it("asks first when somebody has changed them since", async () => {
    server.application = applicationAt("https://colleague.example");
    const { calls } = startNext();

    const plan = await calls["webhookUrls.planRestore"]({ workspace });

    expect(plan).toMatchObject({ now: urlsOf("https://colleague.example"), planned: OLD });
    expect(plan.questions).toHaveLength(2);
    await expect(calls["webhookUrls.restore"]({ workspace, agreed: null })).rejects.toMatchObject({
      code: "WEBHOOK_URLS_NOT_AGREED",
    });
  });
});

describe.each(points.map((point) => [point.at, point] as const))("putting back, killed %s", (_at, point) => {
  beforeEach(begin);
  afterEach(end);

  it("still ends with the old URLs, once they are put back again", { timeout: 30_000 }, async () => {
    const first = startUrlsProcess({ dataFolder, url: server.url, applicationId: APPLICATION, run: "first" });
    const { seen } = await first.calls["webhookUrls.plan"]({ workspace });
    await first.calls["webhookUrls.set"]({ workspace, agreed: seen });

    await killAt(point, "restore");
    const left = structuredClone(server.application);
    const { calls } = startNext();
    const state = await calls["webhookUrls.state"]({ workspace });
    if (state.phase !== "untouched") await calls["webhookUrls.restore"]({ workspace, agreed: null });

    expect(left).toEqual(point.application === "changed" ? original : changed);
    expect(state.phase).toBe(point.at === "after confirmation" ? "untouched" : "unconfirmed");
    expect(server.application).toEqual(original);
  });
});

describe("under strace", () => {
  const straceProblem = findStraceProblem();
  if (straceProblem !== null) console.info(`The fsync test is skipped: ${straceProblem}`);

  it.skipIf(straceProblem !== null)(
    "the journal and its folder are on the disk before the PUT leaves",
    { timeout: 60_000 },
    async () => {
      await begin();
      const trace = join(dataFolder, "trace");
      const calls = "trace=fsync,rename,renameat,renameat2,write,writev,sendto,sendmsg";
      const order: KillOrder = { ...orderOf("set"), waitsBeforePut: false };
      const tracer = spawn(
        "strace",
        ["-f", "-y", "-s", "32", "-e", calls, "-o", trace, process.execPath, CHILD, JSON.stringify(order)],
        { stdio: ["ignore", "ignore", "inherit", "ipc"] },
      );
      await once(tracer, "message");
      tracer.kill("SIGKILL");
      await once(tracer, "exit");
      const lines = readFileSync(trace, "utf8");
      killTraced(trace);
      await end();

      expect(readSteps(lines)).toMatch(/^FRDPFRD$/);
    },
  );
});

/** The trace as letters: F = the draft synced, R = it took the journal's name, D = its folder synced, P = the PUT. */
function readSteps(trace: string): string {
  return trace
    .split("\n")
    .map((line) => {
      if (/fsync\(\d+<[^>]*webhook-urls\.json\.[0-9a-f]+\.tmp>/.test(line)) return "F";
      if (/rename.*webhook-urls\.json"/.test(line)) return "R";
      if (/fsync\(\d+<[^>]*hookline-urls-kill-[^/>]+>/.test(line)) return "D";
      return line.includes('"PUT /v2/applications') ? "P" : "";
    })
    .join("");
}
