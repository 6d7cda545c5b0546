// Why the simulator refused a reply: found in both clocks, and by asking the account for application and key.
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApplicationsApi } from "../../main/applications/applications-api.ts";
import { createVonageCall } from "../../main/network/vonage-call.ts";
import { createExamineApplication } from "../../main/applications/examine-application.ts";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import { createEventFeed } from "../../main/events/event-feed.ts";
import { createDiagnoseReply } from "../../main/messages/diagnose-reply.ts";
import { createMessagesApi } from "../../main/messages/messages-api.ts";
import { createSendReply } from "../../main/messages/send-reply.ts";
import type { SimulatorIdentity } from "../../main/simulator/identity.ts";
import type { Clock } from "../../main/ports.ts";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import { EventId } from "../../preload/contract/ids.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import { callSimulator } from "../fakes/simulator-client.ts";
import { draftOf } from "../fakes/drafts.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startVonageAccount, type VonageAccount } from "../fakes/vonage-account.ts";
import { plainNetwork } from "../fakes/network.ts";
import { openRepliesUnderWay } from "../fakes/replies-under-way.ts";

let account: VonageAccount;
let identity: SimulatorIdentity | undefined;
let asked = 0;
beforeEach(async () => {
  account = await startVonageAccount(identity);
  identity = account.running.identity;
  asked = 0;
  const { applicationId, privateKeyPem } = identity;
  await account.workspaces.change(account.workspace.id, { applicationId, privateKey: privateKeyPem });
});
afterEach(() => account.stop());

async function refusal(clock: Clock = account.running.clock): Promise<AppErrorValue | null> {
  const { workspaces, workspace, running } = account;
  const api = createApplicationsApi({ clock, call: createVonageCall({ clock, network: plainNetwork }) });
  const sendReply = createSendReply({
    workspaces,
    jwts: createApplicationJwts({ clock }),
    api: createMessagesApi({ clock, network: plainNetwork }),
    feed: createEventFeed({ log: createMemoryLog() }),
    underWay: openRepliesUnderWay(),
    store: {
      // Nothing of the row matters here.
      append: () => Promise.resolve({ id: EventId.parse(1) } as EventRow),
      answered: () => {},
    },
    clock,
    diagnose: createDiagnoseReply({
      examine: createExamineApplication({
        api: {
          get: (access, id) => {
            asked += 1;
            return api.get(access, id);
          },
        },
        workspaces,
      }),
      clock,
    }),
  });
  const { pageId, psid } = running.identity;
  const sent = await sendReply(draftOf({ workspace: workspace.id, pageId, psid }));
  return sent.refusal;
}

/** As the oldest guide makes it: an application for calls. */
async function withoutMessages(): Promise<void> {
  const { running } = account;
  const path = `/v2/applications/${running.identity.applicationId}`;
  const changed = await callSimulator(running, "PUT", path, { body: { name: "Voice", capabilities: {} } });
  expect(changed.status).toBe(200);
}

function another(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

describe("a reply whose JWT is refused", () => {
  it("is told apart from one that is taken, for which nobody asks the account", async () => {
    await account.running.simulator.receive({ type: "text", text: "Hello" });

    expect(await refusal()).toBeNull();
    expect(asked).toBe(0);
  });

  it.each([
    [-3_600_000, "slow", "60 min"],
    [3_600_000, "ahead", "60 min"],
  ])("has a clock to blame that is off by %i ms, without a question", async (off, direction, words) => {
    const { clock } = account.running;
    const ours: Clock = { now: () => clock.now() + off, elapsed: clock.elapsed, after: clock.after };

    expect(await refusal(ours)).toMatchObject({
      code: "VONAGE_JWT_CLOCK",
      details: { direction, off: words },
    });
    expect(asked).toBe(0);
  });

  it("expired while this computer slept, between minting and sending", async () => {
    const { clock } = account.running;
    let minutesBehind = 16;
    const ours: Clock = {
      now() {
        const now = clock.now() - minutesBehind * 60_000;
        // It is read once to mint; from then on it is right.
        minutesBehind = 0;
        return now;
      },
      elapsed: clock.elapsed,
      after: clock.after,
    };

    expect(await refusal(ours)).toMatchObject({ code: "REPLY_JWT_EXPIRED", details: { ago: "60 s" } });
    expect(asked).toBe(0);
  });

  it("has a key to blame that is not the application's", async () => {
    await account.workspaces.change(account.workspace.id, { privateKey: another() });

    expect(await refusal()).toMatchObject({ code: "VONAGE_JWT_UNPAIRED" });
    expect(asked).toBe(1);
  });

  it("has lost line breaks to blame when the account cannot be asked", async () => {
    const privateKey = another().replaceAll("\n", " ");
    await account.workspaces.change(account.workspace.id, { privateKey, apiSecret: null });

    expect(await refusal()).toMatchObject({ code: "VONAGE_JWT_KEY_MENDED" });
  });

  it("has an application to blame that is not the account's", async () => {
    await account.workspaces.change(account.workspace.id, { applicationId: "no-such-application" });

    expect(await refusal()).toMatchObject({
      code: "VONAGE_JWT_APPLICATION",
      details: { applicationId: "no-such-application" },
    });
  });

  it("stays as it came when all of that is right, or nobody can be asked", async () => {
    account.running.simulator.setFaults({ api: "unauthorized" });
    const found = await refusal();
    account.running.simulator.setFaults({ api: "unauthorized", account: "internal-error" });

    expect([found, await refusal()]).toMatchObject([
      { code: "REPLY_UNAUTHORIZED" },
      { code: "REPLY_UNAUTHORIZED" },
    ]);
    expect(asked).toBe(2);
  });

  it("for want of Messages is told as Vonage tells it", async () => {
    await withoutMessages();

    expect(await refusal()).toMatchObject({ code: "REPLY_UNPROVISIONED" });
    expect(asked).toBe(0);
  });

  it("for want of Messages is told as that too where Vonage does not say so", async () => {
    await withoutMessages();
    account.running.simulator.setFaults({ api: "unauthorized" });

    expect(await refusal()).toMatchObject({
      code: "VONAGE_UNPROVISIONED",
      details: { applicationId: account.running.identity.applicationId },
    });
    expect(asked).toBe(1);
  });
});
