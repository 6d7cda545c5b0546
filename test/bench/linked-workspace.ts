// A workspace as somebody has it who linked a Page some weeks ago: an account of its own, an application whose webhook URLs
// Hookline set, a Page with a history, a message and a delivered reply. And the account, which can be told to keep silent.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ControlClient } from "../../main/control/control-client.ts";
import { PageId, Psid, type WorkspaceId } from "../../preload/contract/ids.ts";
import { startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { textOf } from "../fakes/drafts.ts";
import { PRODUCT_ENTRY, type RunningProduct } from "./product.ts";

const PAGE_ID = PageId.parse("107083064136738");
const DAY_MS = 24 * 60 * 60 * 1000;
/** Days ago on which it was linked, oldest first. */
const LINKED_BEFORE = [170, 95, 20];
/** Pauses between two looks at whether the reply was delivered. */
const LOOK_EVERY_MS = 100;

/** The account's host. */
export interface LinkedAccount {
  /** By the simulator's names for what an account may do. */
  behave(account: "no-answer" | "slow"): Promise<void>;
  stop(): Promise<void>;
}

interface Simulator {
  readonly url: string;
  readonly controlKey: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
}

/** Links a Page by the calls of a person's own presses, and brings the workspace to the front. */
export async function linkWorkspace({ ready }: RunningProduct, owner: ControlClient): Promise<LinkedAccount> {
  const account = await startAccount(new URL(ready.listener.inbound).origin);
  const { url: apiHost, apiKey, apiSecret, signatureSecret } = account.simulator;
  const tunnel = await startLocaltunnelServer();
  await owner.call("tunnel.open", { provider: "localtunnel", host: tunnel.url });
  const { id: workspace } = await owner.call("workspaces.add", {
    name: "Bike bot",
    pageId: PAGE_ID,
    pageName: "Acme Bikes",
    apiHost,
    agreedHost: apiHost,
    apiKey,
    apiSecret,
    signatureSecret,
  });
  await owner.call("workspaces.activate", { id: workspace });
  const { id: applicationId } = await owner.call("applications.create", {
    workspace,
    name: "Bike bot",
    key: { from: "local" },
    use: true,
    inboundUrl: "https://bot.example/inbound",
    statusUrl: "https://bot.example/status",
    version: "v1",
    mediaAuthentication: true,
    improveAi: false,
  });
  await owner.call("externalAccounts.create", {
    workspace,
    pageId: PAGE_ID,
    name: "Acme Bikes",
    accessToken: "EAAtoken",
  });
  await owner.call("externalAccounts.link", { workspace, pageId: PAGE_ID, applicationId });
  const { seen } = await owner.call("webhookUrls.plan", { workspace });
  await owner.call("webhookUrls.set", { workspace, agreed: seen });
  for (const days of LINKED_BEFORE) {
    const linkedOn = new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
    await owner.call("linking.setLinkedOn", { workspace, linkedOn });
  }
  await converse(account.simulator, owner, workspace);
  return {
    behave: (fault) => control(account.simulator, "PUT", "faults", { account: fault }),
    async stop() {
      await account.stop();
      await tunnel.stop();
    },
  };
}

/** A message, a reply, and the word that it was delivered. */
async function converse(simulator: Simulator, owner: ControlClient, workspace: WorkspaceId): Promise<void> {
  await control(simulator, "POST", "inbound", { text: "Is the shop open?", pageId: PAGE_ID });
  const psid = await untilThere(async () => {
    const [person] = await owner.call("conversations.people", { workspace, limit: 1 });
    return person?.psid ?? null;
  });
  await owner.call("messages.sendReply", {
    workspace,
    pageId: PAGE_ID,
    psid: Psid.parse(psid),
    ...textOf("Yes"),
  });
  await untilThere(async () => {
    const { groups } = await owner.call("linking.state", { workspace });
    return groups.flatMap(({ steps }) => steps).find(({ id }) => id === "proof.delivered")?.evidence ?? null;
  });
}

async function untilThere<T>(look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function startAccount(
  webhookBase: string,
): Promise<{ readonly simulator: Simulator; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-account-"));
  const options = ["--port", "0", "--webhook-base", webhookBase, "--data-dir", folder];
  const child = fork(PRODUCT_ENTRY, ["simulate", "--json", ...options], {
    execArgv: [],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (child.stdout === null) throw new Error("stdout is not piped");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  // The contract of `simulate --json`: one line when it listens.
  const { simulator } = JSON.parse(String(line)) as { readonly simulator: Simulator };
  return {
    simulator,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function control(
  { url, controlKey }: Simulator,
  method: "PUT" | "POST",
  path: string,
  body: object,
): Promise<void> {
  const answer = await fetch(`${url}/simulator/${path}`, {
    method,
    headers: { authorization: `Bearer ${controlKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The account's host answered ${answer.status}.`);
}
