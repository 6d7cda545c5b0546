// The life of a Page link in a whole Hookline: begun by a call of ours, ended by a status, begun anew. A simulator of its own
// stands for Vonage.
import { afterEach, beforeEach, expect, it } from "vitest";
import { ApplicationId, PageId, type WorkspaceId } from "../../preload/contract/ids.ts";
import type { LinkingState } from "../../preload/contract/linking.ts";
import { checklistChanged } from "../fakes/linking-app.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

const TOKEN = "EAAB-a-page-access-token";

let test: RunningApp;
let vonage: RunningSimulator;
/** Two applications on one Page of one account. */
let first: WorkspaceId;
let second: WorkspaceId;

beforeEach(async () => {
  test = await startTestApp();
  const { inbound, status } = test.app.ready().listener;
  vonage = await startSimulator({ clock: test.clock, webhookTargets: () => ({ inbound, status }) });
  const { apiKey, apiSecret, applicationId, pageId, signatureSecret } = vonage.identity;
  const account = { apiHost: vonage.url, agreedHost: vonage.url, apiKey, apiSecret, pageId };
  const added = await test.app.handlers["workspaces.add"]({
    ...account,
    name: "First",
    applicationId,
    signatureSecret,
  });
  first = added.id;
  ({ id: second } = await test.app.handlers["workspaces.add"]({
    ...account,
    name: "Second",
    applicationId: ApplicationId.parse("bbbbbbbb-cccc-dddd-eeee-0123456789ab"),
  }));
});
afterEach(async () => {
  await test.stop();
  await vonage.stop();
});

function stateOf(workspace: WorkspaceId): Promise<LinkingState> {
  return Promise.resolve(test.app.handlers["linking.state"]({ workspace }));
}

async function linksOf(...workspaces: readonly WorkspaceId[]): Promise<readonly LinkingState["link"][]> {
  return Promise.all(workspaces.map(async (workspace) => (await stateOf(workspace)).link));
}

function renew() {
  return test.app.handlers["externalAccounts.renew"]({
    workspace: first,
    pageId: PageId.parse(vonage.identity.pageId),
    accessToken: TOKEN,
  });
}

function statusAppended(): Promise<void> {
  return new Promise((resolve) => {
    const end = test.app.subscribe("events.appended", (rows) => {
      if (!rows.some(({ kind }) => kind === "status")) return;
      end();
      resolve();
    });
  });
}

it("ends at once by a status with code 1370, whatever the date says, and begins anew when it is renewed", async () => {
  await renew();
  test.clock.advance(1_000);
  const fresh = await linksOf(first, second);
  const told = [checklistChanged(test, first), checklistChanged(test, second)];

  const appended = statusAppended();

  await vonage.simulator.sendStatus({ status: "rejected", errorCode: "1370" });
  await appended;
  test.clock.advance(500);
  await Promise.all(told);
  const ended = await linksOf(first, second);
  test.clock.advance(1_000);
  await renew();

  expect(fresh.map(({ source, daysLeft, expiredBy }) => [source, daysLeft, expiredBy])).toEqual([
    ["seen", 90, null],
    ["seen", 90, null],
  ]);
  expect(ended.map(({ daysLeft }) => daysLeft)).toEqual([90, 90]);
  const page = { workspace: first, query: "", upToId: null, offset: 0, limit: 1 };
  const [proof] = (await test.app.handlers["events.page"](page)).rows;
  expect(ended.map(({ expiredBy }) => expiredBy)).toEqual(
    [0, 1].map(() => ({ eventId: proof?.id, at: proof?.receivedAt })),
  );
  expect((await linksOf(first, second)).map(({ expiredBy }) => expiredBy)).toEqual([null, null]);
});

it("is over once the Page is deleted: no reminder is made of it, and the export tells when it ended", async () => {
  await renew();
  const removedAt = test.clock.now();
  const deleting = { workspace: first, pageId: PageId.parse(vonage.identity.pageId) };

  await test.app.handlers["externalAccounts.remove"](deleting);
  const reminder = test.app.call("linking.reminder", { workspace: first });
  const exported = await test.app.handlers["workspaces.export"]({ workspace: first });

  expect(await reminder).toMatchObject({ ok: false, error: { code: "LINKING_DATE_MISSING" } });
  const { links } = JSON.parse(exported.text) as { links: { endedAt: string | null }[] };
  expect(links.map(({ endedAt }) => endedAt)).toEqual([new Date(removedAt).toISOString()]);
  expect((await linksOf(first, second)).map(({ ended }) => ended)).toMatchObject([
    { at: removedAt, by: "removed" },
    { at: removedAt, by: "removed" },
  ]);
});

it("is a day of its own in history, reminder and export, beside one that was entered", async () => {
  await test.app.handlers["linking.setLinkedOn"]({ workspace: first, linkedOn: "2020-01-01" });
  await renew();
  const today = new Intl.DateTimeFormat("en-CA").format(test.clock.now());

  const { history } = await stateOf(first);
  const reminder = await test.app.handlers["linking.reminder"]({ workspace: first });
  const exported = await test.app.handlers["workspaces.export"]({ workspace: first });

  const sources = [
    [today, "seen"],
    ["2020-01-01", "entered"],
  ];
  expect(history.map(({ linkedOn, source }) => [linkedOn, source])).toEqual(sources);
  expect(reminder.text.replaceAll("\r\n ", "")).toContain(`It was linked on ${today}.`);
  const { links } = JSON.parse(exported.text) as { links: { linkedOn: string; source: string }[] };
  expect(links.map(({ linkedOn, source }) => [linkedOn, source])).toEqual(sources);
  expect(exported.text + reminder.text).not.toContain(TOKEN);
});
