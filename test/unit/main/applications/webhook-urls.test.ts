import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  readdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWebhookJournal, WEBHOOK_JOURNAL_FILE } from "../../../../main/applications/webhook-journal.ts";
import { PUT_BACK_LIMIT_MS } from "../../../../main/applications/webhook-urls-shape.ts";
import { AppError } from "../../../../preload/contract/errors.ts";
import { ApplicationId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import {
  APPLICATIONS_ACCOUNT,
  startApplicationsServer,
  type ApplicationsServer,
  type Fate,
} from "../../../fakes/applications-server.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import {
  startUrlsProcess,
  urlsOf,
  URLS_WORKSPACE,
  type UrlsProcess,
  type UrlsProcessOptions,
} from "../../../fakes/webhook-urls.ts";

const APPLICATION = "78d335fa-323d-0114-9c3d-d6f0d48968cf";
const OLD = urlsOf("https://bot.example.com");
const OURS = urlsOf("https://one.example");
const ours = { workspace: URLS_WORKSPACE };

/** As the API's own example has it, with a capability and members that Hookline knows nothing of. */
const original = {
  name: "My Application",
  keys: { public_key: "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n" },
  capabilities: {
    voice: { webhooks: { answer_url: { address: "https://bot.example.com/answer", http_method: "GET" } } },
    rtc: {},
    messages: {
      version: "v0.1",
      webhooks: {
        inbound_url: { address: OLD.inbound?.address, http_method: "POST", socket_timeout: 5000 },
        status_url: { address: OLD.status?.address, http_method: "POST" },
      },
      authenticate_inbound_media: true,
    },
  },
  privacy: { improve_ai: false },
  "x-new": [1, { deep: null }],
};

let folder: string;
let server: ApplicationsServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hookline-urls-"));
  server = await startApplicationsServer(APPLICATION, structuredClone(original));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(run = "one", options: Partial<UrlsProcessOptions> = {}): UrlsProcess {
  return startUrlsProcess({
    dataFolder: folder,
    url: server.url,
    applicationId: APPLICATION,
    run,
    ...options,
  });
}

/** Sets the URLs as a person does: looks at the plan, and agrees to it. */
async function setAgreed(process: UrlsProcess) {
  const { seen } = await process.calls["webhookUrls.plan"](ours);
  return process.calls["webhookUrls.set"]({ ...ours, agreed: seen });
}

/** Puts back without a word: where there is nothing to ask. */
async function restore({ calls }: UrlsProcess) {
  return calls["webhookUrls.restore"]({ ...ours, agreed: null });
}

async function restoreAgreed(process: UrlsProcess, of = ours) {
  const { seen } = await process.calls["webhookUrls.planRestore"](of);
  return process.calls["webhookUrls.restore"]({ ...of, agreed: seen });
}

/** The code an act fails with, and its details. */
async function failureOf(act: Promise<unknown>): Promise<[string, Readonly<Record<string, unknown>>]> {
  try {
    await act;
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.details];
    throw error;
  }
  throw new Error("It did not fail.");
}

/** What GET shows of the two URLs in the application that is kept. */
function kept(): unknown {
  return (server.application as typeof original | null)?.capabilities.messages.webhooks;
}

/** Somebody else points the application elsewhere. */
function pointElsewhere(address: string): void {
  const changed = structuredClone(original);
  changed.capabilities.messages.webhooks = {
    inbound_url: { address: `${address}/in`, http_method: "POST", socket_timeout: 5000 },
    status_url: { address: `${address}/st`, http_method: "POST" },
  };
  server.application = changed;
}

/** A folder whose path is so long that its files can be opened by their names, and a draft's longer name cannot. */
function deepFolder(): string {
  const longest = process.platform === "linux" ? 4_095 : 1_023;
  const length = longest - `/${WEBHOOK_JOURNAL_FILE}.`.length;
  let path = folder;
  while (length - path.length > 201) path = join(path, "d".repeat(200));
  path = join(path, "d".repeat(length - path.length - 1));
  mkdirSync(path, { recursive: true });
  return path;
}

/** Set, changed by somebody else, and set again over that. */
async function setTwice(run = "one"): Promise<UrlsProcess> {
  const process = start(run);
  await setAgreed(process);
  pointElsewhere("https://colleague.example");
  await setAgreed(process);
  return process;
}

function journalText(): string {
  return readFileSync(join(folder, WEBHOOK_JOURNAL_FILE), "utf8");
}

const untouched = {
  ...ours,
  phase: "untouched",
  applicationId: APPLICATION,
  old: null,
  ours: null,
  setAt: null,
  outdated: false,
  damaged: null,
};

describe("setting the URLs", () => {
  it("shows what is there, what is planned and what is to be agreed to, without changing anything", async () => {
    const { calls } = start();

    const plan = await calls["webhookUrls.plan"](ours);

    expect(plan).toEqual({
      applicationId: APPLICATION,
      applicationName: "My Application",
      now: OLD,
      planned: OURS,
      questions: [
        "The inbound URL leads to https://bot.example.com/webhooks/inbound now. It will be replaced, and put back when Hookline stops.",
        "The status URL leads to https://bot.example.com/webhooks/status now. It will be replaced, and put back when Hookline stops.",
      ],
      seen: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(server.methods).toEqual(["GET"]);
    expect(await calls["webhookUrls.state"](ours)).toEqual(untouched);
  });

  it("changes these two only, and says so", async () => {
    const process = start();

    const state = await setAgreed(process);

    const expected = structuredClone(original);
    expected.capabilities.messages.webhooks.inbound_url.address = OURS.inbound?.address;
    expected.capabilities.messages.webhooks.status_url.address = OURS.status?.address;
    expect(server.application).toEqual(expected);
    expect(server.methods).toEqual(["GET", "GET", "PUT", "GET"]);
    expect(state).toEqual({ ...untouched, phase: "set", old: OLD, ours: OURS, setAt: expect.any(Number) });
    expect(process.told).toEqual([URLS_WORKSPACE]);
    expect(process.setHere(URLS_WORKSPACE)).toEqual({ at: state.setAt, urls: OURS });
  });

  it("needs no word where no URL stands yet, or only the method is wrong", async () => {
    const bare = structuredClone(original) as { capabilities: { messages: Record<string, unknown> } };
    bare.capabilities.messages["webhooks"] = {
      inbound_url: { address: OURS.inbound?.address, http_method: "GET" },
    };
    server.application = bare as unknown as typeof original;
    const { calls } = start();

    const state = await calls["webhookUrls.set"]({ ...ours, agreed: null });

    expect(state.phase).toBe("set");
    expect(kept()).toEqual({
      inbound_url: { address: OURS.inbound?.address, http_method: "POST" },
      status_url: { address: OURS.status?.address, http_method: "POST" },
    });
  });

  it("writes nothing to the API where ours stand already", async () => {
    pointElsewhere("https://bot.example.com");
    const process = start();
    await setAgreed(process);
    server.methods.length = 0;

    await process.calls["webhookUrls.set"]({ ...ours, agreed: null });

    expect(server.methods).toEqual(["GET"]);
  });

  it("refuses without a word, and asks anew about anything newer than what was agreed to", async () => {
    const { calls } = start();
    const { seen, questions } = await calls["webhookUrls.plan"](ours);

    const silent = await failureOf(Promise.resolve(calls["webhookUrls.set"]({ ...ours, agreed: null })));
    pointElsewhere("https://other-hookline.example");
    const stale = await failureOf(Promise.resolve(calls["webhookUrls.set"]({ ...ours, agreed: seen })));

    expect(silent).toEqual(["WEBHOOK_URLS_NOT_AGREED", { questions: questions.join(" ") }]);
    expect(stale).toEqual([
      "WEBHOOK_URLS_NOT_AGREED",
      { questions: expect.stringContaining("https://other-hookline.example/in") },
    ]);
    expect(server.methods).not.toContain("PUT");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("asks about members that the API does not show, once", async () => {
    server.hidden = ["version", "authenticate_inbound_media"];
    const process = start();
    await setAgreed(process);
    process.openTunnel("https://two.example");

    const again = await process.calls["webhookUrls.plan"](ours);

    expect(again.questions).toEqual([]);
    expect(again.planned).toEqual(urlsOf("https://two.example"));
  });

  it("shows of a name neither the secret that the host repeats in it nor what steers the words after it", async () => {
    const name = `Bot ${APPLICATIONS_ACCOUNT.apiSecret}\u202E`;
    server.application = { ...original, name };
    const process = start();

    const { applicationName } = await process.calls["webhookUrls.plan"](ours);
    await setAgreed(process);

    expect(applicationName).not.toContain(APPLICATIONS_ACCOUNT.apiSecret);
    expect(applicationName).toMatch(/^Bot \*\*\*[^\u202E]*$/);
    expect(server.application).toMatchObject({ name });
  });

  it("names each hidden member", async () => {
    server.hidden = ["version", "authenticate_inbound_media"];
    pointElsewhere("https://one.example");
    const { calls } = start();

    const { questions } = await calls["webhookUrls.plan"](ours);

    expect(questions.slice(2)).toEqual([
      "The API did not show the payload version (v0.1 or v1), so the change may reset it to v1, now and when the old URLs are put back.",
      "The API did not show media authentication, so the change may switch it off, now and when the old URLs are put back.",
    ]);
  });

  it("says that ours are outdated when the tunnel's address has changed, and sets nothing unasked", async () => {
    const process = start();
    await setAgreed(process);
    process.openTunnel("https://two.example");
    process.refresh();
    const outdated = await process.calls["webhookUrls.state"](ours);
    const unasked = { set: process.setHere(URLS_WORKSPACE), puts: server.bodies.length };
    const state = await process.calls["webhookUrls.set"]({ ...ours, agreed: null });

    expect(outdated).toMatchObject({ phase: "set", outdated: true, ours: OURS, old: OLD });
    expect(unasked).toEqual({ set: null, puts: 1 });
    expect(process.told).toEqual([URLS_WORKSPACE, URLS_WORKSPACE, URLS_WORKSPACE]);
    expect(state).toMatchObject({
      phase: "set",
      outdated: false,
      ours: urlsOf("https://two.example"),
      old: OLD,
    });
  });

  it("says that ours lead nowhere when the tunnel was closed and the old ones could not be put back", async () => {
    const process = start();
    await setAgreed(process);
    server.fate = () => 500;
    await process.leaveTunnel();
    process.openTunnel(null);
    process.refresh();

    expect(await process.calls["webhookUrls.state"](ours)).toMatchObject({ phase: "set", outdated: true });
    expect(process.setHere(URLS_WORKSPACE)).toBeNull();
    expect(process.told.length).toBeGreaterThan(1);
  });

  it("puts the old ones back also when a tunnel that failed is closed", async () => {
    const process = start();
    await setAgreed(process);
    process.failTunnel();

    await process.leaveTunnel();

    expect(server.application).toEqual(original);
  });

  it("says so also once the workspace has another application", async () => {
    const process = start();
    await setAgreed(process);
    process.setWorkspace({ applicationId: ApplicationId.parse("another") });
    const whileOpen = await process.calls["webhookUrls.state"](ours);
    server.fate = () => 500;
    await process.leaveTunnel();
    process.openTunnel(null);
    const closed = await process.calls["webhookUrls.state"](ours);
    server.fate = () => "answer";
    await restoreAgreed(process);

    expect(whileOpen).toMatchObject({ phase: "untouched", applicationId: "another" });
    expect(closed).toMatchObject({ phase: "set", outdated: true, applicationId: APPLICATION, old: OLD });
    expect(server.application).toEqual(original);
  });

  it("puts the old ones back also from a tunnel that has moved meanwhile", async () => {
    const process = start();
    await setAgreed(process);
    process.openTunnel("https://two.example");

    await process.leaveTunnel();

    expect(server.application).toEqual(original);
  });

  it("puts the old ones back also from a tunnel that is just reconnecting", async () => {
    const process = start();
    await setAgreed(process);
    process.loseTunnel();
    const meanwhile = await process.calls["webhookUrls.state"](ours);

    await process.leaveTunnel();

    expect(meanwhile).toMatchObject({ phase: "set", outdated: false });
    expect(server.application).toEqual(original);
  });

  it("calls the listener's own good for the simulator, also once a tunnel is open", async () => {
    const process = start();
    process.openTunnel(null);
    process.setWorkspace({ kind: "simulated" });
    await setAgreed(process);
    process.openTunnel("https://two.example");
    const simulated = await process.calls["webhookUrls.state"](ours);
    process.setWorkspace({ kind: "real" });
    const real = await process.calls["webhookUrls.state"](ours);

    expect(simulated).toMatchObject({ phase: "set", outdated: false, ours: urlsOf("http://127.0.0.1:4817") });
    expect(real).toMatchObject({ phase: "set", outdated: true });
  });

  it("keeps what somebody else set meanwhile as what is to be put back, once that is agreed to", async () => {
    const process = start();
    await setAgreed(process);
    pointElsewhere("https://colleague.example");

    const { questions } = await process.calls["webhookUrls.plan"](ours);
    const state = await setAgreed(process);

    expect(questions[0]).toBe(
      "Somebody else has set the inbound URL to https://colleague.example/in. It will be replaced, and put back later instead of https://bot.example.com/webhooks/inbound, which stays written down.",
    );
    expect(state.old?.inbound?.address).toBe("https://colleague.example/in");
  });

  it("does without a tunnel for the simulator only", async () => {
    const process = start();
    process.openTunnel(null);

    const real = await failureOf(Promise.resolve(process.calls["webhookUrls.plan"](ours)));
    process.setWorkspace({ kind: "simulated" });
    const { planned } = await process.calls["webhookUrls.plan"](ours);

    expect(real[0]).toBe("WEBHOOK_URLS_NO_TUNNEL");
    expect(planned).toEqual(urlsOf("http://127.0.0.1:4817"));
  });

  it.each([
    ["no application is chosen", { applicationId: null }, "APPLICATION_NOT_CHOSEN"],
    ["it is not this account's", { applicationId: ApplicationId.parse("other") }, "APPLICATION_NOT_FOUND"],
  ] as const)("says that %s", async (_case, changes, code) => {
    const process = start();
    process.setWorkspace(changes);

    expect((await failureOf(Promise.resolve(process.calls["webhookUrls.plan"](ours))))[0]).toBe(code);
  });

  it("says that the application lacks the Messages capability", async () => {
    server.application = { name: "Voice only", capabilities: { voice: {} } };

    const failure = await failureOf(Promise.resolve(start().calls["webhookUrls.plan"](ours)));

    expect(failure).toEqual(["APPLICATION_WITHOUT_MESSAGES", { applicationId: APPLICATION }]);
  });
});

describe("two Hooklines at one application", () => {
  it("ask about the other one's address, and tell when it comes between PUT and reading again", async () => {
    const process = start();
    const { seen } = await process.calls["webhookUrls.plan"](ours);
    server.carriedOut = (method) => {
      if (method === "PUT") pointElsewhere("https://other-hookline.example");
    };

    const failure = await failureOf(
      Promise.resolve(process.calls["webhookUrls.set"]({ ...ours, agreed: seen })),
    );
    const state = await process.calls["webhookUrls.state"](ours);
    const plan = await process.calls["webhookUrls.planRestore"](ours);

    expect(failure).toEqual([
      "WEBHOOK_URLS_CHANGED_MEANWHILE",
      { found: "https://other-hookline.example/in and https://other-hookline.example/st" },
    ]);
    expect(state).toMatchObject({ phase: "unconfirmed", old: OLD, ours: OURS });
    expect(plan).toMatchObject({
      now: { inbound: { address: "https://other-hookline.example/in" } },
      planned: OLD,
    });
    expect(plan.questions[0]).toBe(
      "Somebody else has set the inbound URL to https://other-hookline.example/in since. It will be replaced by https://bot.example.com/webhooks/inbound.",
    );
  });
});

describe("putting the URLs back", () => {
  it("makes the application what it was, to the last member", async () => {
    const process = start();
    await setAgreed(process);

    const state = await process.calls["webhookUrls.restore"]({ ...ours, agreed: null });

    expect(server.application).toEqual(original);
    expect(state).toEqual(untouched);
    expect(JSON.parse(journalText())).toEqual({ format: 1, entries: [] });
  });

  it("asks when somebody changed them meanwhile", async () => {
    const process = start();
    await setAgreed(process);
    pointElsewhere("https://colleague.example");

    const refused = await failureOf(
      Promise.resolve(process.calls["webhookUrls.restore"]({ ...ours, agreed: null })),
    );
    const state = await restoreAgreed(process);

    expect(refused[0]).toBe("WEBHOOK_URLS_NOT_AGREED");
    expect([state.phase, server.application]).toEqual(["untouched", original]);
  });

  it("only drops the entry where the old ones stand already", async () => {
    const process = start();
    await setAgreed(process);
    server.application = structuredClone(original);
    server.methods.length = 0;

    const state = await process.calls["webhookUrls.restore"]({ ...ours, agreed: null });

    expect([state.phase, server.methods]).toEqual(["untouched", ["GET"]]);
  });

  it("has nothing to put back where nothing was changed", async () => {
    const { calls } = start();

    const failures = await Promise.all([
      failureOf(Promise.resolve(calls["webhookUrls.planRestore"](ours))),
      failureOf(Promise.resolve(calls["webhookUrls.restore"]({ ...ours, agreed: null }))),
    ]);

    expect(failures.map(([code]) => code)).toEqual([
      "WEBHOOK_URLS_NOTHING_KEPT",
      "WEBHOOK_URLS_NOTHING_KEPT",
    ]);
  });

  it("explains an application that was deleted meanwhile, and lets its entry be forgotten", async () => {
    const process = start();
    await setAgreed(process);
    server.application = null;

    const failure = await failureOf(
      Promise.resolve(process.calls["webhookUrls.restore"]({ ...ours, agreed: null })),
    );
    const before = await process.calls["webhookUrls.state"](ours);
    const after = await process.calls["webhookUrls.forget"](ours);

    expect([failure[0], before.phase]).toEqual(["APPLICATION_NOT_FOUND", "set"]);
    expect(after).toEqual(untouched);
  });

  it("leaves the application alone when the entry is forgotten", async () => {
    const process = start();
    await setAgreed(process);
    server.methods.length = 0;

    const state = await process.calls["webhookUrls.forget"](ours);

    expect([state, server.methods]).toEqual([untouched, []]);
  });
});

describe("stopping", () => {
  it("puts back what this run changed", async () => {
    const process = start();
    await setAgreed(process);

    await Promise.all([process.stop(), process.stop()]);

    expect(server.application).toEqual(original);
    expect(JSON.parse(journalText())).toEqual({ format: 1, entries: [] });
  });

  it("puts back by another workspace of the account when the first has left it", async () => {
    const process = start();
    process.addWorkspace(WorkspaceId.parse("second"));
    await setAgreed(process);
    process.setWorkspace({ apiKey: "another1", applicationId: null });

    await process.stop();

    expect(server.application).toEqual(original);
  });

  it("asks nothing of the network when nothing was changed", async () => {
    await start().stop();

    expect(server.methods).toEqual([]);
  });

  it("leaves what somebody else set for the next start to ask about", async () => {
    const process = start();
    await setAgreed(process);
    pointElsewhere("https://colleague.example");
    const before = structuredClone(server.application);

    await process.stop();

    expect(server.application).toEqual(before);
    expect(await start("two").calls["webhookUrls.state"](ours)).toMatchObject({
      phase: "left-over",
      old: OLD,
    });
  });

  it("says for how many applications it did not work, and for none otherwise", async () => {
    const [one, two] = [start("one"), start("two")];
    await setAgreed(one);
    await one.stop();
    await setAgreed(two);
    pointElsewhere("https://colleague.example");
    await two.stop();

    expect([one.left(), two.left()]).toEqual([0, 1]);
  });

  it("says so, too, when the journal got damaged meanwhile", async () => {
    const process = start();
    await setAgreed(process);
    writeFileSync(join(folder, WEBHOOK_JOURNAL_FILE), "", { mode: 0o600 });
    await process.stop();

    expect(process.left()).toBe(1);
    expect(process.log.lines.map(({ event }) => event)).toContain("webhook-urls.journal-damaged");
  });

  it.skipIf(process.platform === "win32")(
    "puts back also where nothing can be written any more",
    async () => {
      const deep = deepFolder();
      const link = join(folder, "short");
      symlinkSync(deep, link);
      await setAgreed(start("one", { dataFolder: link }));
      const unwritable = start("one", { dataFolder: deep });

      await unwritable.stop();
      const stopped = structuredClone(server.application);
      const next = start("two", { dataFolder: link });
      const state = await next.calls["webhookUrls.state"](ours);
      const restored = await restore(next);

      expect(stopped).toEqual(original);
      expect([state.phase, restored]).toEqual(["left-over", untouched]);
      expect(server.methods.filter((method) => method === "PUT")).toHaveLength(2);
    },
  );

  it("ends at its limit when the API does not answer, and offers the old URLs at the next start", async () => {
    const clock = createFrozenClock();
    const process = start("one", { clock });
    await setAgreed(process);
    server.fate = () => "hold";

    const asked = server.asked(server.methods.length + 1);
    const stopped = process.stop();
    await asked;
    clock.advance(PUT_BACK_LIMIT_MS);
    await stopped;

    server.fate = () => "answer";
    const next = start("two");
    expect(await next.calls["webhookUrls.state"](ours)).toMatchObject({
      phase: "left-over",
      old: OLD,
      ours: OURS,
    });
    await next.calls["webhookUrls.restore"]({ ...ours, agreed: null });
    expect(server.application).toEqual(original);
  });

  it("changes nothing any more after its end", async () => {
    const process = start();
    await process.stop();
    const { seen } = await process.calls["webhookUrls.plan"](ours);

    await expect(process.calls["webhookUrls.set"]({ ...ours, agreed: seen })).rejects.toThrow(
      "Hookline is stopping.",
    );
    expect(server.methods).not.toContain("PUT");
  });

  it("does nothing unasked with what an earlier run left", async () => {
    const process = start();
    await setAgreed(process);
    const before = structuredClone(server.application);

    const next = start("two");
    next.refresh();
    await next.stop();

    expect(server.application).toEqual(before);
    expect(await start("three").calls["webhookUrls.state"](ours)).toMatchObject({ phase: "left-over" });
  });
});

describe("leaving a workspace that is about to be removed", () => {
  it("puts back what was set for it, and for no other one", async () => {
    const process = start();
    await setAgreed(process);

    await process.leave(WorkspaceId.parse("another"), { isForgetting: false });
    const asked = server.bodies.length;
    await process.leave(URLS_WORKSPACE, { isForgetting: false });

    expect(asked).toBe(1);
    expect(server.application).toEqual(original);
  });

  it("is refused while the journal is damaged, unless it may be forgotten", async () => {
    const process = start();
    await setAgreed(process);
    writeFileSync(join(folder, WEBHOOK_JOURNAL_FILE), "{");

    const refused = await failureOf(process.leave(URLS_WORKSPACE, { isForgetting: false }));
    await process.leave(URLS_WORKSPACE, { isForgetting: true });

    expect(refused[0]).toBe("WEBHOOK_JOURNAL_DAMAGED");
    expect(journalText()).toBe("{");
  });

  it("leaves alone what another workspace of the application has by now", async () => {
    const process = start();
    await setAgreed(process);
    const other = WorkspaceId.parse("another");
    process.addWorkspace(other, ApplicationId.parse(APPLICATION));
    process.setWorkspace({ applicationId: null });

    await process.leave(URLS_WORKSPACE, { isForgetting: false });

    expect(await process.calls["webhookUrls.state"]({ workspace: other })).toMatchObject({
      phase: "set",
      old: OLD,
    });
    expect(server.application).not.toEqual(original);
  });

  it("puts back what an earlier run left, too", async () => {
    await setAgreed(start());
    const next = start("two");

    await next.leave(URLS_WORKSPACE, { isForgetting: false });

    expect(server.application).toEqual(original);
    expect(openWebhookJournal({ dataFolder: folder }).entries()).toEqual([]);
  });

  it.each([
    ["the host fails", () => (server.fate = () => 500), "Vonage could not do it. It answered 500"],
    [
      "somebody else's stand there",
      () => pointElsewhere("https://colleague.example"),
      "Somebody else has changed it",
    ],
  ])("is refused where %s, unless what was there may be forgotten", async (_when, hinder, reason) => {
    const process = start();
    await setAgreed(process);
    hinder();

    const refused = await failureOf(process.leave(URLS_WORKSPACE, { isForgetting: false }));
    const kept = await process.calls["webhookUrls.state"](ours);
    await process.leave(URLS_WORKSPACE, { isForgetting: true });

    expect(refused).toEqual([
      "WEBHOOK_URLS_LEFT",
      {
        applicationId: APPLICATION,
        inbound: OLD.inbound?.address,
        status: OLD.status?.address,
        reason: expect.stringContaining(reason),
      },
    ]);
    expect(kept).toMatchObject({ phase: "set", old: OLD });
    expect(openWebhookJournal({ dataFolder: folder }).entries()).toEqual([]);
    expect(process.left()).toBe(0);
  });
});

describe("what stood there before somebody else's", () => {
  it("is offered once theirs stand there again, and never put back unasked", async () => {
    const process = await setTwice();
    await process.leaveTunnel();
    await process.stop();

    const next = start("two");
    const state = await next.calls["webhookUrls.state"](ours);
    await next.stop();
    const plan = await next.calls["webhookUrls.planRestore"](ours);

    expect(state).toMatchObject({ phase: "older-kept", old: OLD });
    expect(plan).toMatchObject({
      now: { inbound: { address: "https://colleague.example/in" } },
      planned: OLD,
    });
    expect(plan.questions[0]).toBe(
      "Somebody else has set the inbound URL to https://colleague.example/in since. It will be replaced by https://bot.example.com/webhooks/inbound.",
    );
  });

  it("is put back on a person's word, and is gone from the journal then", async () => {
    await (await setTwice()).stop();
    const next = start("two");

    const state = await restoreAgreed(next);

    expect([state, server.application]).toEqual([untouched, original]);
  });

  it("is not lost where two Hooklines set, one is killed, and both put back what they found", async () => {
    await setAgreed(start("a1"));
    const other = mkdtempSync(join(tmpdir(), "hookline-urls-"));
    try {
      const b = start("b", { dataFolder: other });
      await setAgreed(b);
      const a2 = start("a2");
      await setAgreed(a2);
      await a2.stop();
      await b.stop();

      const a3 = start("a3");
      const state = await a3.calls["webhookUrls.state"](ours);
      await restore(a3);

      expect(state).toMatchObject({ phase: "older-kept", old: OLD });
      expect(server.application).toEqual(original);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it("stays known when the URLs are set once more", async () => {
    await (await setTwice()).stop();
    const next = start("two");
    await setAgreed(next);
    await next.stop();

    const state = await start("three").calls["webhookUrls.state"](ours);

    expect(state).toMatchObject({ phase: "older-kept", old: OLD });
  });

  it("is done with, without a change, where it stands already", async () => {
    await (await setTwice()).stop();
    server.application = structuredClone(original);
    const asked = server.bodies.length;

    const state = await restore(start("two"));

    expect([state, server.bodies.length]).toEqual([untouched, asked]);
  });

  it("goes with its workspace", async () => {
    const process = await setTwice();

    await process.leave(URLS_WORKSPACE, { isForgetting: false });

    expect(await start("two").calls["webhookUrls.state"](ours)).toEqual(untouched);
  });
});

describe("an application that is no more", () => {
  it("leaves nothing in the journal, and nothing to be told", async () => {
    const process = start();
    await setAgreed(process);

    await process.forgetApplication(ApplicationId.parse(APPLICATION.replaceAll("-", "")));

    expect(openWebhookJournal({ dataFolder: folder }).entries()).toEqual([]);
    expect([await process.calls["webhookUrls.state"](ours), process.left()]).toEqual([untouched, 0]);
  });
});

describe("what an earlier run left", () => {
  it("for a workspace that is not there is offered to another one of its account", async () => {
    await setAgreed(start());
    const next = start("two");
    next.setWorkspace({ id: WorkspaceId.parse("new"), applicationId: null });
    const workspace = WorkspaceId.parse("new");

    const offered = await next.calls["webhookUrls.state"]({ workspace });
    next.setWorkspace({ apiKey: "of-another" });
    const ofAnother = await next.calls["webhookUrls.state"]({ workspace });

    next.setWorkspace({ apiKey: APPLICATIONS_ACCOUNT.apiKey });
    // It goes, and with it the last secret that can put them back.
    await next.leave(workspace, { isForgetting: false });

    expect(offered).toMatchObject({ phase: "left-over", applicationId: APPLICATION, old: OLD });
    expect([server.application, openWebhookJournal({ dataFolder: folder }).entries()]).toEqual([
      original,
      [],
    ]);
    expect(ofAnother).toMatchObject({ phase: "untouched" });
  });

  it("is not offered where its own URLs had stood already", async () => {
    const same = structuredClone(original);
    same.capabilities.messages.webhooks.inbound_url.address = OURS.inbound?.address;
    same.capabilities.messages.webhooks.status_url.address = OURS.status?.address;
    server.application = same;
    await start().calls["webhookUrls.set"]({ ...ours, agreed: null });

    const state = await start("two").calls["webhookUrls.state"](ours);

    expect([state, server.bodies]).toEqual([untouched, []]);
  });

  it("is offered to the workspace also when it has another application by now", async () => {
    await setAgreed(start());
    const next = start("two");
    next.setWorkspace({ applicationId: ApplicationId.parse("another") });

    const offered = await next.calls["webhookUrls.state"](ours);
    await next.calls["webhookUrls.restore"]({ ...ours, agreed: null });

    expect(offered).toMatchObject({ phase: "left-over", applicationId: APPLICATION, old: OLD });
    expect(server.application).toEqual(original);
  });

  it("is put back by the account that it was set in, and offered to no other one", async () => {
    await setAgreed(start());
    const next = start("two");
    const workspace = WorkspaceId.parse("second");
    next.addWorkspace(workspace);
    next.setWorkspace({ apiKey: "another1" });

    expect(await next.calls["webhookUrls.state"](ours)).toMatchObject({ phase: "untouched" });
    await restoreAgreed(next, { workspace });

    expect(server.application).toEqual(original);
  });

  it("is one entry, however the application's id is written", async () => {
    await setAgreed(start());
    const next = start("two");
    next.setWorkspace({ applicationId: ApplicationId.parse(APPLICATION.toUpperCase()) });

    expect(await next.calls["webhookUrls.state"](ours)).toMatchObject({ phase: "left-over", old: OLD });
  });

  it("stays what is put back when the URLs are set again", async () => {
    await setAgreed(start());
    const next = start("two");

    const state = await next.calls["webhookUrls.set"]({ ...ours, agreed: null });
    await next.stop();

    expect(state).toMatchObject({ phase: "set", old: OLD, ours: urlsOf("https://two.example") });
    expect(server.application).toEqual(original);
  });
});

describe("the network lost", () => {
  /** The PUT and what follows: the two GET before it are the plan's and the change's own. */
  const cases: readonly (readonly [string, Partial<Record<"PUT" | "GET", Fate>>, string, string])[] = [
    ["before the PUT is read", { PUT: "lose", GET: "lose" }, "WEBHOOK_URLS_UNCONFIRMED", "unconfirmed"],
    ["before PUT's answer", { PUT: "lose-answer", GET: "lose" }, "WEBHOOK_URLS_UNCONFIRMED", "unconfirmed"],
    ["before the confirmation", { GET: "lose" }, "WEBHOOK_URLS_UNCONFIRMED", "unconfirmed"],
    ["for the PUT alone, which did nothing", { PUT: "lose" }, "WEBHOOK_URLS_UNCONFIRMED", "unconfirmed"],
    ["by a server error", { PUT: 502 }, "WEBHOOK_URLS_UNCONFIRMED", "unconfirmed"],
    ["by a refusal", { PUT: 401 }, "VONAGE_SECRET_REFUSED", "untouched"],
  ];

  it.each(cases)(
    "%s: nothing is lost, and the state says what is known",
    async (_case, fates, code, phase) => {
      const process = start();
      const { seen } = await process.calls["webhookUrls.plan"](ours);
      server.fate = (method, count) =>
        method === "PUT" ? (fates.PUT ?? "answer") : count > 2 ? (fates.GET ?? "answer") : "answer";

      const failure = await failureOf(
        Promise.resolve(process.calls["webhookUrls.set"]({ ...ours, agreed: seen })),
      );
      const state = await process.calls["webhookUrls.state"](ours);
      server.fate = () => "answer";
      await process.stop();

      expect([failure[0], state.phase]).toEqual([code, phase]);
      expect(state.old).toEqual(phase === "untouched" ? null : OLD);
      expect(server.application).toEqual(original);
      expect(await start("two").calls["webhookUrls.state"](ours)).toEqual(untouched);
    },
  );

  it.each<readonly [string, Partial<Record<"PUT" | "GET", Fate>>, string]>([
    ["before the PUT is read", { PUT: "lose", GET: "lose" }, "WEBHOOK_URLS_UNCONFIRMED"],
    ["before PUT's answer", { PUT: "lose-answer", GET: "lose" }, "WEBHOOK_URLS_UNCONFIRMED"],
    ["before the confirmation", { GET: "lose" }, "WEBHOOK_URLS_UNCONFIRMED"],
    ["by a refusal", { PUT: 403 }, "VONAGE_FORBIDDEN"],
  ])("%s of putting back: once more puts them back", async (_case, fates, code) => {
    const process = start();
    await setAgreed(process);
    const gets = server.methods.filter((method) => method === "GET").length;
    server.fate = (method, count) =>
      method === "PUT" ? (fates.PUT ?? "answer") : count > gets + 1 ? (fates.GET ?? "answer") : "answer";

    const failure = await failureOf(restore(process));
    const state = await process.calls["webhookUrls.state"](ours);
    server.fate = () => "answer";
    const restored = await restore(process);

    expect([failure[0], state.phase, state.old]).toEqual([
      code,
      code === "WEBHOOK_URLS_UNCONFIRMED" ? "unconfirmed" : "set",
      OLD,
    ]);
    expect([restored, server.application]).toEqual([untouched, original]);
  });

  it("only for PUT's answer: reading again shows that it was carried out", async () => {
    const process = start();
    const { seen } = await process.calls["webhookUrls.plan"](ours);
    server.fate = (method) => (method === "PUT" ? "lose-answer" : "answer");

    const state = await process.calls["webhookUrls.set"]({ ...ours, agreed: seen });

    expect(state).toMatchObject({ phase: "set", old: OLD, ours: OURS });
  });

  it("is settled by setting once more", async () => {
    const process = start();
    const { seen } = await process.calls["webhookUrls.plan"](ours);
    server.fate = (method, count) => (method === "GET" && count > 2 ? "lose" : "answer");
    await failureOf(Promise.resolve(process.calls["webhookUrls.set"]({ ...ours, agreed: seen })));
    server.fate = () => "answer";

    const { questions } = await process.calls["webhookUrls.plan"](ours);
    const state = await process.calls["webhookUrls.set"]({ ...ours, agreed: null });

    expect([questions, state.phase]).toEqual([[], "set"]);
    expect(server.methods.filter((method) => method === "PUT")).toEqual(["PUT"]);
  });
});

describe("the journal", () => {
  it("is there before the PUT, for its owner only, with no secret in it", async () => {
    const process = start();
    let seenAtPut = "";
    let mode = 0;
    server.fate = (method) => {
      if (method === "PUT") {
        seenAtPut = journalText();
        mode = statSync(join(folder, WEBHOOK_JOURNAL_FILE)).mode & 0o777;
      }
      return "answer";
    };

    await setAgreed(process);

    expect(JSON.parse(seenAtPut)).toMatchObject({
      format: 1,
      entries: [{ applicationId: APPLICATION, state: "begun", old: original.capabilities.messages.webhooks }],
    });
    expect(mode).toBe(0o600);
    expect(journalText()).not.toContain(APPLICATIONS_ACCOUNT.apiSecret);
  });

  it.each([
    ["cut off", '{"format":1,"entr', "It is not JSON; perhaps a part of it is missing."],
    ["of a newer version", '{"format":2,"entries":[]}', "It is not a journal of this version."],
  ])("that is %s is left as it is, until it is forgotten and moved aside", async (_case, text, reason) => {
    writeFileSync(join(folder, WEBHOOK_JOURNAL_FILE), text, { mode: 0o600 });
    const { calls, stop } = start();

    const state = await calls["webhookUrls.state"](ours);
    const refused = await failureOf(Promise.resolve(calls["webhookUrls.set"]({ ...ours, agreed: null })));
    const left = journalText();
    const forgotten = await calls["webhookUrls.forget"](ours);
    await stop();

    expect(state).toEqual({ ...untouched, damaged: reason });
    expect(refused).toEqual(["WEBHOOK_JOURNAL_DAMAGED", { file: WEBHOOK_JOURNAL_FILE, reason }]);
    expect([left, forgotten]).toEqual([text, untouched]);
    const aside = readdirSync(folder);
    expect(aside).toEqual([expect.stringMatching(/^webhook-urls\.json\.damaged-\d+$/)]);
    expect(readFileSync(join(folder, aside[0] ?? ""), "utf8")).toBe(text);
  });

  it("is never followed through a symbolic link", async () => {
    const elsewhere = join(folder, "elsewhere");
    writeFileSync(elsewhere, '{"format":1,"entries":[]}');
    symlinkSync(elsewhere, join(folder, WEBHOOK_JOURNAL_FILE));
    const { calls } = start();

    expect((await calls["webhookUrls.state"](ours)).damaged).toBe("It is a symbolic link.");
    expect((await failureOf(Promise.resolve(calls["webhookUrls.plan"](ours))))[0]).toBe(
      "WEBHOOK_JOURNAL_DAMAGED",
    );
  });
});
