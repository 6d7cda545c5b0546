// What goes wrong between a whole Hookline and the account, made by the simulator over HTTP: it is said, and nothing is lost.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Faults } from "../../main/simulator/faults.ts";
import { EARLIER_WEBHOOKS } from "../../main/simulator/account-state.ts";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import { describeError, type AppErrorValue } from "../../preload/contract/errors.ts";
import { PageId, SIMULATED_WORKSPACE, type ApplicationId } from "../../preload/contract/ids.ts";
import type { WebhookPair } from "../../preload/contract/webhook-urls.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { basicFor } from "../fakes/running-simulator.ts";

const workspace = SIMULATED_WORKSPACE;
const EARLIER: WebhookPair = {
  inbound: { address: EARLIER_WEBHOOKS.inbound, method: "POST" },
  status: { address: EARLIER_WEBHOOKS.status, method: "POST" },
};

let running: RunningApp;
beforeEach(async () => {
  running = await startTestApp();
});
afterEach(() => running.stop());

describe("setting the webhook URLs", () => {
  it.each<readonly [NonNullable<Faults["account"]>, string, string]>([
    ["unauthorized", "VONAGE_SECRET_REFUSED", "untouched"],
    ["internal-error", "VONAGE_SERVER_ERROR", "untouched"],
    ["cut-before-change", "WEBHOOK_URLS_UNCONFIRMED", "unconfirmed"],
  ])("under %s says so, keeps the old ones, and works once it is over", async (fault, code, phase) => {
    const agreed = (await ask("webhookUrls.plan", { workspace })).seen;
    await setFault(fault);

    const failure = await failureOf("webhookUrls.set", { workspace, agreed });
    const state = await ask("webhookUrls.state", { workspace });
    await setFault(null);

    expect([failure.code, state.phase, state.old]).toEqual([
      code,
      phase,
      phase === "untouched" ? null : EARLIER,
    ]);
    expectExplained(failure);
    expect((await ask("webhookUrls.plan", { workspace })).now).toEqual(EARLIER);
    expect(await setUrls()).toMatchObject({ phase: "set", old: EARLIER });
    expect(await ask("webhookUrls.restore", { workspace, agreed: null })).toMatchObject({
      phase: "untouched",
    });
    expect((await ask("webhookUrls.plan", { workspace })).now).toEqual(EARLIER);
  });

  it("whose answer is lost is found to be done by reading again", async () => {
    const agreed = (await ask("webhookUrls.plan", { workspace })).seen;
    await setFault("cut-after-change");

    const state = await ask("webhookUrls.set", { workspace, agreed });
    await setFault(null);

    expect(state).toMatchObject({ phase: "set", old: EARLIER });
    expect((await ask("webhookUrls.plan", { workspace })).now).toEqual(state.ours);
  });

  it("that is cut while the old ones are put back is put back once more", async () => {
    await setUrls();
    await setFault("cut-before-change");

    const failure = await failureOf("webhookUrls.restore", { workspace, agreed: null });
    await setFault(null);

    expect(failure.code).toBe("WEBHOOK_URLS_UNCONFIRMED");
    expectExplained(failure);
    expect(await ask("webhookUrls.state", { workspace })).toMatchObject({ old: EARLIER });
    expect(await ask("webhookUrls.restore", { workspace, agreed: null })).toMatchObject({
      phase: "untouched",
    });
    expect((await ask("webhookUrls.plan", { workspace })).now).toEqual(EARLIER);
  });

  it("is given up when the account does not answer, before anything is written", async () => {
    const agreed = (await ask("webhookUrls.plan", { workspace })).seen;
    await setFault("no-answer");

    const failing = failureOf("webhookUrls.set", { workspace, agreed });
    const failure = await untilSettled(failing);
    await setFault(null);

    expect(failure.code).toBe("NETWORK_READ_NO_ANSWER");
    expectExplained(failure);
    expect(await ask("webhookUrls.state", { workspace })).toMatchObject({ phase: "untouched", old: null });
    expect((await ask("webhookUrls.plan", { workspace })).now).toEqual(EARLIER);
  });
});

describe("a Page", () => {
  it("of another account is said to be one by whatever is done to it, and the own Pages stay", async () => {
    const { pageId, applicationId } = await ownPage();
    const before = await ask("externalAccounts.list", { workspace });
    await setFault("foreign-page");

    const failures = [
      await failureOf("externalAccounts.create", {
        workspace,
        pageId: PageId.parse("107083064136738"),
        name: null,
        accessToken: "token-of-somebody",
      }),
      await failureOf("externalAccounts.renew", { workspace, pageId, accessToken: "token-of-somebody" }),
      await failureOf("externalAccounts.link", { workspace, pageId, applicationId }),
      await failureOf("externalAccounts.unlink", { workspace, pageId }),
      await failureOf("externalAccounts.move", { workspace, pageId, applicationId }),
      await failureOf("externalAccounts.remove", { workspace, pageId }),
    ];
    await setFault(null);

    expect(failures.map(({ code }) => code)).toEqual(failures.map(() => "PAGE_OF_ANOTHER_ACCOUNT"));
    for (const failure of failures) expectExplained(failure);
    expect(JSON.stringify(failures)).not.toContain("token-of-somebody");
    expect((await ask("externalAccounts.list", { workspace })).pages).toEqual(before.pages);
  });

  it.each<readonly [NonNullable<Faults["account"]>, boolean]>([
    ["cut-before-change", true],
    ["cut-after-change", false],
  ])("whose unlinking suffers %s is as the account has it, and can be linked again", async (fault, stays) => {
    const { pageId, applicationId } = await ownPage();
    await setFault(fault);

    const failure = await failureOf("externalAccounts.unlink", { workspace, pageId });
    await setFault(null);
    const { pages } = await ask("externalAccounts.list", { workspace });

    expect(failure.code).toBe("NETWORK_BROKEN");
    expectExplained(failure);
    expect(pages[0]?.applicationId).toBe(stays ? applicationId : null);
    expect(await ask("externalAccounts.link", { workspace, pageId, applicationId })).toMatchObject({
      pageId,
      applicationId,
    });
  });
});

describe("an application that was deleted", () => {
  it("by Hookline itself leaves nothing to be put back", async () => {
    const { applicationId } = await ownPage();
    await setUrls();

    await ask("applications.remove", { workspace, id: applicationId, typedName: "Simulated application" });

    expect(await ask("webhookUrls.state", { workspace })).toMatchObject({ phase: "untouched", old: null });
  });

  it("by somebody else is named by each call that needs it, and the journal keeps its old URLs until they are forgotten", async () => {
    const { pageId, applicationId } = await ownPage();
    await setUrls();
    await deleteByHand(applicationId);

    const failures = [
      await failureOf("applications.get", { workspace, id: applicationId }),
      await failureOf("applications.choose", { workspace, id: applicationId }),
      await failureOf("applications.addMessages", { workspace, id: applicationId }),
      await failureOf("applications.pairing", { workspace }),
      await failureOf("webhookUrls.plan", { workspace }),
      await failureOf("webhookUrls.restore", { workspace, agreed: null }),
    ];
    const refused = await failureOf("externalAccounts.link", { workspace, pageId, applicationId });

    expect(failures.map(({ code }) => code)).toEqual(failures.map(() => "APPLICATION_NOT_FOUND"));
    expect(refused.code).toBe("PAGE_LINK_REFUSED");
    for (const failure of [...failures, refused]) expectExplained(failure);
    expect(await ask("webhookUrls.state", { workspace })).toMatchObject({ phase: "set", old: EARLIER });
    expect(await ask("webhookUrls.forget", { workspace })).toMatchObject({ phase: "untouched", old: null });
  });
});

/** As the dashboard does it: Hookline hears nothing of it. */
async function deleteByHand(applicationId: ApplicationId): Promise<void> {
  const identity = await loadSimulatorIdentity(running.dataFolder);
  const url = running.app.ready().simulator?.url ?? "";
  const answer = await fetch(`${url}/v2/applications/${applicationId}`, {
    method: "DELETE",
    headers: { authorization: basicFor({ identity }) },
  });
  expect(answer.status).toBe(204);
}

/** What, why and what to do, in sentences. */
function expectExplained(failure: AppErrorValue): void {
  const { what, why, todo } = describeError(failure);
  for (const sentence of [what, why, todo]) expect(sentence).toMatch(/^[A-Z“].{8,}[.?”]$/s);
}

async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await running.app.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value as CallOutput<N>; // checked by the dispatch against this very row
}

async function failureOf<N extends CallName>(name: N, input: CallInput<N>): Promise<AppErrorValue> {
  const result = await running.app.call(name, input);
  if (result.ok) throw new Error(`${name} did not fail`);
  return result.error;
}

async function setUrls(): Promise<CallOutput<"webhookUrls.set">> {
  const { seen } = await ask("webhookUrls.plan", { workspace });
  return ask("webhookUrls.set", { workspace, agreed: seen });
}

/** The Page of the simulated account, with the application it is linked to. */
async function ownPage(): Promise<{ readonly pageId: PageId; readonly applicationId: ApplicationId }> {
  const [page] = (await ask("externalAccounts.list", { workspace })).pages;
  if (page === undefined || page.applicationId === null) throw new Error("The simulator links its Page.");
  return { pageId: page.pageId, applicationId: page.applicationId };
}

/** By the control address, as a script does it. */
async function setFault(account: Faults["account"]): Promise<void> {
  const { simulator } = running.app.ready();
  const answer = await fetch(`${simulator?.url ?? ""}/simulator/faults`, {
    method: "PUT",
    headers: { authorization: `Bearer ${simulator?.controlKey ?? ""}`, "content-type": "application/json" },
    body: JSON.stringify({ account }),
  });
  expect(answer.status).toBe(200);
}

const NOT_YET = Symbol("not yet");

/** Moves the clock on until the limit of whatever is under way is over. */
async function untilSettled<T>(work: Promise<T>): Promise<T> {
  for (;;) {
    running.clock.advance(1_000);
    const turn = new Promise<typeof NOT_YET>((resolve) => {
      setImmediate(resolve, NOT_YET);
    });
    const outcome = await Promise.race([work, turn]);
    if (outcome !== NOT_YET) return outcome;
  }
}
