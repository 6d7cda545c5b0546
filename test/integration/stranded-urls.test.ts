// Old webhook URLs that a run with the environment of an account left, told by a run without it, until an account is there.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  openWebhookJournal,
  WEBHOOK_JOURNAL_FILE,
  type JournalEntry,
} from "../../main/applications/webhook-journal.ts";
import { ApplicationId } from "../../preload/contract/ids.ts";
import { ENVIRONMENT_WORKSPACE } from "../../main/workspaces/memory-workspaces.ts";
import { createCliPlace, type CliPlace } from "../fakes/cli-process.ts";
import { startTestApp } from "../fakes/running-app.ts";
import { urlsOf } from "../fakes/webhook-urls.ts";

const ENVIRONMENT = {
  applicationId: "78d335fa-323d-0114-9c3d-d6f0d48968cf",
  apiKey: "a1b2c3d4",
  apiSecret: "an-api-secret",
  privateKey: null,
  signatureSecret: null,
};
const webhook = (name: string) => ({ address: `https://bot.example.com/${name}`, http_method: "POST" });
const ENTRY: JournalEntry = {
  applicationId: ApplicationId.parse(ENVIRONMENT.applicationId),
  workspace: ENVIRONMENT_WORKSPACE,
  apiKey: ENVIRONMENT.apiKey,
  old: { inbound_url: webhook("in"), status_url: webhook("status") },
  older: [],
  isOlder: false,
  ours: [urlsOf("https://gone.example")],
  agreedHidden: [],
  state: "confirmed",
  setAt: 1_577_887_200_000,
  run: "a run that was killed",
};

const endings: (() => unknown)[] = [];
let place: CliPlace;
beforeEach(async () => {
  place = await createCliPlace();
  endings.push(() => place.remove());
});
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

function leave(...entries: readonly JournalEntry[]): void {
  mkdirSync(place.dataFolder, { mode: 0o700 });
  const journal = openWebhookJournal(place);
  for (const entry of entries) journal.put(entry);
}

async function start(options: Parameters<typeof startTestApp>[0] = {}) {
  const { app } = await startTestApp(options, { dataFolder: place.dataFolder });
  endings.push(() => app.stop());
  return app;
}

/** The doctor's word without and with a running Hookline, and what that said on its way. */
async function lookAtIt() {
  const before = await place.run(["doctor"]);
  const ports = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
  const serving = place.start(["serve", "--json", ...ports]);
  await serving.nextLine();
  const during = await place.run(["doctor"]);
  serving.signal("SIGINT");
  const { stderr } = await serving.ended;
  return { before, during, stderr };
}

it("names application, account and old URLs while no workspace has the account, and no longer", async () => {
  leave(ENTRY);
  const app = await start();

  const { warnings } = app.appState();

  expect(warnings).toHaveLength(1);
  for (const part of [
    ENVIRONMENT.applicationId,
    "API key a1b2c3d4",
    "https://bot.example.com/in",
    "https://bot.example.com/status",
  ])
    expect(warnings[0]).toContain(part);
  const { id: workspace } = await app.handlers["workspaces.add"]({
    name: "Bike bot",
    apiKey: ENVIRONMENT.apiKey,
  });
  expect(app.appState().warnings).toEqual([]);
  expect(await app.handlers["webhookUrls.state"]({ workspace })).toMatchObject({
    phase: "left-over",
    applicationId: ENVIRONMENT.applicationId,
  });
});

it("says nothing where the environment is there, and Linking tells of them", async () => {
  leave(ENTRY);

  const app = await start({ environment: ENVIRONMENT });

  expect(app.appState().warnings).toEqual([]);
  expect(await app.handlers["webhookUrls.state"]({ workspace: ENVIRONMENT_WORKSPACE })).toMatchObject({
    phase: "left-over",
  });
});

it("is not passed over where the journal cannot be read", async () => {
  mkdirSync(place.dataFolder, { mode: 0o700 });
  writeFileSync(join(place.dataFolder, WEBHOOK_JOURNAL_FILE), '{"format": 1, "entries": [');
  const { before, during, stderr } = await lookAtIt();

  for (const { code, stdout } of [before, during]) {
    expect(
      stdout.match(/The journal of old webhook URLs, webhook-urls.json in the data folder,/g),
    ).toHaveLength(1);
    expect(code).toBe(1);
  }
  expect(stderr).toContain("The journal of old webhook URLs cannot be read: It is not JSON");
});

it("is told where the environment is there, but of another account", async () => {
  leave(ENTRY);

  const app = await start({
    environment: {
      ...ENVIRONMENT,
      apiKey: "b2c3d4e5",
      applicationId: "11111111-2222-3333-4444-555555555555",
    },
  });

  expect(app.appState().warnings).toEqual([expect.stringContaining("API key a1b2c3d4")]);
  expect(await app.handlers["webhookUrls.state"]({ workspace: ENVIRONMENT_WORKSPACE })).toMatchObject({
    phase: "untouched",
  });
  const { id: workspace } = await app.handlers["workspaces.add"]({
    name: "Bike bot",
    apiKey: ENVIRONMENT.apiKey,
  });
  expect(app.appState().warnings).toEqual([]);
  expect(await app.handlers["webhookUrls.state"]({ workspace })).toMatchObject({ phase: "left-over" });
});

it("does not claim that a change got through which nobody saw", async () => {
  leave({ ...ENTRY, state: "begun" });

  const [warning = ""] = (await start()).appState().warnings;

  expect(warning).toContain("it is not known whether they were");
  expect(warning).not.toContain("Hookline set");
});

it.each([
  ["has no API key", { ...ENVIRONMENT, apiKey: null, apiSecret: null }],
  ["names the application in another account", { ...ENVIRONMENT, apiKey: "b2c3d4e5" }],
])("is told where the environment %s", async (_what, environment) => {
  leave(ENTRY);

  const app = await start({ environment });

  expect(app.appState().warnings).toHaveLength(1);
  expect(await app.handlers["webhookUrls.state"]({ workspace: ENVIRONMENT_WORKSPACE })).toMatchObject({
    phase: "untouched",
  });
});

it("takes a journal with a time that is none for a damaged one", async () => {
  leave({ ...ENTRY, setAt: 1e17 });

  const app = await start();

  expect(await app.handlers["webhookUrls.stranded"]({})).toEqual({
    urls: [],
    damaged: "It is not a journal of this version.",
  });
});

it("is told where only a workspace of the sandbox has the account, which has no applications", async () => {
  leave(ENTRY);
  const app = await start();

  const { id: workspace } = await app.handlers["workspaces.add"]({
    name: "Sandbox",
    apiHost: "https://messages-sandbox.nexmo.com",
    apiKey: ENVIRONMENT.apiKey,
  });

  expect(app.appState().warnings).toHaveLength(1);
  expect(await app.handlers["webhookUrls.state"]({ workspace })).toMatchObject({ phase: "untouched" });
});

it("says nothing of what needs no putting back", async () => {
  leave(
    // Somebody else's URLs stand there by now.
    { ...ENTRY, isOlder: true },
    // It had been pointed here before.
    {
      ...ENTRY,
      applicationId: ApplicationId.parse("11111111-2222-3333-4444-555555555555"),
      ours: [
        {
          inbound: { address: "https://bot.example.com/in", method: "POST" },
          status: { address: "https://bot.example.com/status", method: "POST" },
        },
      ],
    },
  );

  expect((await start()).appState().warnings).toEqual([]);
});

it("is said by the start and, without names, by the doctor, with Hookline running and without", async () => {
  leave(ENTRY, { ...ENTRY, applicationId: ApplicationId.parse("11111111-2222-3333-4444-555555555555") });
  const { before, during, stderr } = await lookAtIt();

  for (const { stdout } of [before, during]) {
    expect(stdout).toMatch(
      /^doubt +urls +An earlier run left its webhook URLs in 2 applications of an account/m,
    );
    expect(stdout).not.toContain(ENVIRONMENT.applicationId);
    expect(stdout).not.toContain("bot.example.com");
  }
  expect(stderr).toContain(
    `The webhook URLs that Hookline set on 2020-01-01, 14:00:00 UTC, in application ${ENVIRONMENT.applicationId}`,
  );
});
