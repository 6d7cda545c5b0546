// How often a whole Hookline asks an account for what screens show, counted at a server in the account's place.
import { afterEach, expect, it } from "vitest";
import { ApplicationId } from "../../preload/contract/ids.ts";
import { startTestApp } from "../fakes/running-app.ts";
import { startScriptedServer } from "../fakes/scripted-server.ts";

const id = ApplicationId.parse("78d335fa-323d-0114-9c3d-d6f0d48968cf");
const ACCOUNT = { apiKey: "abcd1234", apiSecret: "the-api-secret" };

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** An account with one application, of which a test plays the owner. */
async function begin() {
  const account = { application: { id, name: "Bike bot", capabilities: {} }, secret: ACCOUNT.apiSecret };
  const server = await startScriptedServer(({ method, path, authorization }) => {
    const basic = Buffer.from(`${ACCOUNT.apiKey}:${account.secret}`).toString("base64");
    if (authorization !== `Basic ${basic}`) return { status: 401, json: { title: "Unauthorized" } };
    if (method !== "GET") return { status: 500, json: { title: "Told to" } };
    if (path.startsWith(`/v2/applications/${id}`)) return { status: 200, json: account.application };
    return {
      status: 200,
      json: { page: 1, total_items: 1, total_pages: 1, _embedded: { applications: [] } },
    };
  });
  const { app, clock, stop } = await startTestApp();
  endings.push(server.stop, stop);
  const { id: workspace } = await app.handlers["workspaces.add"]({
    name: "Bike bot",
    apiHost: server.url,
    agreedHost: server.url,
    ...ACCOUNT,
    applicationId: id,
  });
  return {
    app,
    clock,
    account,
    workspace,
    read: () => app.handlers["applications.get"]({ workspace, id }),
    /** How often it was read so far. */
    reads: () => server.requests.filter(({ method, path }) => method === "GET" && path.endsWith(id)).length,
  };
}

it("asks once a minute, however many pages are opened, and says when", async () => {
  const { clock, read, reads } = await begin();
  const first = clock.now();

  const together = await Promise.all([read(), read(), read()]);
  clock.advance(59_999);
  const later = await read();

  expect(reads()).toBe(1);
  for (const answer of [...together, later])
    expect(answer).toMatchObject({ application: { id, name: "Bike bot" }, checkedAt: first });
  clock.advance(1);
  expect(await read()).toMatchObject({ checkedAt: first + 60_000 });
  expect(reads()).toBe(2);
});

it("takes a refusal for an answer, but not to another secret", async () => {
  const { app, account, workspace, read, reads } = await begin();
  account.secret = "another-secret";

  await expect(read()).rejects.toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
  await expect(read()).rejects.toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
  expect(reads()).toBe(1);
  await app.handlers["workspaces.change"]({ id: workspace, change: { apiSecret: "another-secret" } });

  expect(await read()).toMatchObject({ application: { id } });
});

it("asks again when told to, and after it tried to change something", async () => {
  const { app, account, workspace, read, reads } = await begin();
  const names = [(await read()).application.name];

  account.application.name = "Renamed by somebody else";
  names.push((await read()).application.name);
  await app.handlers["account.forgetAnswers"]({ workspace });
  names.push((await read()).application.name);
  account.application.name = "Renamed again";
  const removal = { workspace, id, typedName: "Renamed again" };
  await expect(app.handlers["applications.remove"](removal)).rejects.toMatchObject({
    code: "VONAGE_SERVER_ERROR",
  });
  names.push((await read()).application.name);

  expect(names).toEqual(["Bike bot", "Bike bot", "Renamed by somebody else", "Renamed again"]);
  // One of them is the removal's own.
  expect(reads()).toBe(4);
});

it("asks again once the clock was set back", async () => {
  const { clock, read, reads } = await begin();
  await read();

  clock.jumpTo(clock.now() - 3_600_000);
  await read();

  expect(reads()).toBe(2);
});
