// The calls about account, applications and Pages in a whole Hookline, on the simulator's own workspace.
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import { ApplicationId, PageId, Psid, SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import type { NewApplication } from "../../preload/contract/applications.ts";
import { fingerprintOf } from "../../main/credentials/private-key.ts";
import { TICKET_PATH } from "../../main/hosts/browser/secret-tickets.ts";
import { textOf } from "../fakes/drafts.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

const workspace = SIMULATED_WORKSPACE;
let running: RunningApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.stop());

/** What everything that came out of Hookline so far said. */
const answers: unknown[] = [];

async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await running.app.call(name, input);
  answers.push(result);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value as CallOutput<N>; // checked by the dispatch against this very row
}

async function refusalOf<N extends CallName>(name: N, input: CallInput<N>): Promise<unknown> {
  const result = await running.app.call(name, input);
  answers.push(result);
  return result.ok ? null : result.error;
}

function wish(changes: Partial<NewApplication>): NewApplication {
  const { inbound, status } = running.app.appState().listener;
  return {
    workspace,
    name: "Delete me later",
    inboundUrl: inbound,
    statusUrl: status,
    version: "v1",
    mediaAuthentication: false,
    improveAi: false,
    key: { from: "local" },
    use: false,
    ...changes,
  };
}

describe("the account of a workspace", () => {
  it("is checked by what is stored, or by what is typed before it is", async () => {
    const { apiHost, apiKey } = (await ask("workspaces.list", {})).workspaces[0] ?? {
      apiHost: "",
      apiKey: null,
    };

    const checked = await ask("account.check", { workspace });

    expect(checked).toMatchObject({ apiKey, applications: 1, clockOffSeconds: 0 });
    expect(
      await refusalOf("account.check", { apiHost, apiKey: apiKey ?? "", apiSecret: "typed-secret" }),
    ).toMatchObject({ code: "VONAGE_SECRET_REFUSED" });
    expect(
      await refusalOf("account.check", {
        apiHost: "http://api.example.com",
        apiKey: "a",
        apiSecret: "typed-secret",
      }),
    ).toMatchObject({ code: "WORKSPACE_HOST_INVALID" });
    expect(
      await refusalOf("account.check", Object.assign({ workspace }, { apiHost: "https://evil.example" })),
    ).toMatchObject({ code: "CONTRACT_INPUT_INVALID" });
  });

  it("is not asked for in the sandbox, which has no applications", async () => {
    const apiHost = "https://messages-sandbox.nexmo.com";

    expect(
      await refusalOf("account.check", { apiHost, apiKey: "abcd1234", apiSecret: "typed-secret" }),
    ).toMatchObject({ code: "ACCOUNT_SANDBOX" });
  });

  it("makes a throw-away application, signs a JWT with its key, and deletes it", async () => {
    const { id, name, keyFingerprint } = await ask("applications.create", wish({}));
    const { delivery, preview } = await ask("jwt.copy", {
      workspace,
      form: "token",
      request: { workspace, applicationId: id },
    });
    const token =
      delivery.by === "ticket"
        ? ((await running.tickets.redeem(delivery.path.slice(TICKET_PATH.length))) ?? "")
        : "";
    const listing = await fetch(`${running.app.appState().simulator.url}/beta/chatapp-accounts`, {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(preview.claims).toMatchObject({ application_id: id });
    expect(keyFingerprint).toMatch(/^SHA256:/);
    expect(listing.status).toBe(200);

    await ask("applications.remove", { workspace, id, typedName: name });

    expect(await refusalOf("applications.get", { workspace, id })).toMatchObject({
      code: "APPLICATION_NOT_FOUND",
    });
  });

  it("moves the Page to a new application, from which replies go out, and back", async () => {
    const { workspaces } = await ask("workspaces.list", {});
    const before = workspaces[0]?.applicationId;
    if (before === undefined || before === null) throw new Error("The simulator has an application.");
    const { pages } = await ask("externalAccounts.list", { workspace });
    const pageId = pages[0]?.pageId ?? PageId.parse("none");
    const made = await ask("applications.create", wish({ name: "Bot", use: true }));
    expect(await ask("applications.pairing", { workspace })).toBe("paired");
    expect(
      await refusalOf("externalAccounts.link", { workspace, pageId, applicationId: made.id }),
    ).toMatchObject({ code: "PAGE_LINKED_ELSEWHERE", details: { pageId, applicationId: before } });

    const moved = await ask("externalAccounts.move", { workspace, pageId, applicationId: made.id });
    await ask("simulator.receive", { type: "text", text: "Hello" });
    const sent = await ask("messages.sendReply", { workspace, pageId, psid: psid(), ...textOf("Hi") });

    expect(moved).toMatchObject({ pageId, applicationId: made.id });
    expect(sent).toMatchObject({ refusal: null, messageUuid: expect.any(String) });

    await ask("externalAccounts.move", { workspace, pageId, applicationId: before });
    const back = await ask("applications.choose", { workspace, id: before });
    expect(back).toMatchObject({ applicationId: before });
    expect(await ask("applications.pairing", { workspace })).toBe("paired");
  });

  it("tells why a reply was refused, when the application is gone", async () => {
    const { id, name } = await ask("applications.create", wish({ name: "Gone soon", use: true }));
    await ask("applications.remove", { workspace, id, typedName: name });

    const { refusal } = await ask("messages.sendReply", {
      workspace,
      pageId: PageId.parse("0000000000000000"),
      psid: psid(),
      ...textOf("Hi"),
    });

    expect(refusal).toMatchObject({ code: "VONAGE_JWT_APPLICATION", details: { applicationId: id } });
  });

  it("shows a refused reply, once, before it is known why it was", async () => {
    const { app, clock } = running;
    const { id, name } = await ask("applications.create", wish({ name: "Gone as well", use: true }));
    await ask("applications.remove", { workspace, id, typedName: name });
    await ask("simulator.setFaults", { account: "no-answer" });
    onTestFinished(async () => void (await ask("simulator.setFaults", { account: null })));
    const shown: unknown[] = [];
    const unsubscribe = app.subscribe("events.appended", (rows) =>
      // Statuses of earlier replies come when the clock goes on.
      shown.push(...rows.filter(({ kind }) => kind === "reply")),
    );
    let isTold = false;
    const sending = ask("messages.sendReply", {
      workspace,
      pageId: PageId.parse("0000000000000000"),
      psid: psid(),
      ...textOf("Hi"),
    }).finally(() => {
      isTold = true;
    });

    await expect.poll(() => shown).toMatchObject([{ answer: { status: 401 } }]);
    const wasTold = isTold;
    await expect
      .poll(() => {
        clock.advance(5_000);
        return isTold;
      })
      .toBe(true);

    expect(wasTold).toBe(false);
    expect(await sending).toMatchObject({ refusal: { code: "REPLY_UNAUTHORIZED" } });
    expect(shown).toHaveLength(1);
    unsubscribe();
  });

  it("writes the key of an application to a file, which signs for it", async () => {
    const made = await ask("applications.create", wish({ name: "Kept in a file" }));
    const file = await ask("credentials.saveKeyFile", { workspace, applicationId: made.id });
    const own = await ask("credentials.saveKeyFile", { workspace });

    if (file.outcome === "cancelled" || own.outcome === "cancelled") throw new Error("Nobody was asked.");
    const pem = readFileSync(file.path, "utf8");
    expect(fingerprintOf(createPrivateKey(pem))).toBe(made.keyFingerprint);
    expect(file.path).toBe(join(running.dataFolder, "keys", `private-${made.id}.key`));
    expect(own.path).toBe(join(running.dataFolder, "keys", "private-Simulated-application.key"));
    expect(await ask("credentials.saveKeyFile", { workspace })).toEqual({ outcome: "known", path: own.path });
    expect(
      await refusalOf("credentials.saveKeyFile", { workspace, applicationId: ApplicationId.parse("no-one") }),
    ).toMatchObject({ code: "KEY_FILE_NO_KEY" });
  });

  it("gives its API secret once, by an address of its own, when the name was typed", async () => {
    const { workspaces } = await ask("workspaces.list", {});
    const typedName = workspaces.find(({ id }) => id === workspace)?.name ?? "";

    expect(await refusalOf("credentials.copyApiSecret", { workspace })).toMatchObject({
      code: "CLIPBOARD_NAME_MISTYPED",
    });
    const { delivery } = await ask("credentials.copyApiSecret", { workspace, typedName });

    if (delivery.by !== "ticket") throw new Error("The browser host delivers by ticket.");
    const ticket = delivery.path.slice(TICKET_PATH.length);
    expect(await running.tickets.redeem(ticket)).toBe(running.app.ready().simulator?.apiSecret);
    expect(await running.tickets.redeem(ticket)).toBeNull();
  });

  it("lets no secret out", () => {
    const said = JSON.stringify([answers, running.log.lines]);
    expect(said).not.toContain(running.app.ready().simulator?.apiSecret);

    expect(answers.length).toBeGreaterThan(10);
    expect(said).not.toMatch(/PRIVATE KEY|typed-secret|simulated-page-token/);
  });
});

function psid(): Psid {
  return Psid.parse(running.app.ready().simulator?.psid);
}
