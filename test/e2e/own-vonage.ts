// A simulator in a process of its own, which stands for Vonage: its account is a stranger to the app.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, type Locator, type Page } from "@playwright/test";
import type { CompanionApp } from "./companion-app.ts";
import type { RunningHost } from "./hosts.ts";
import { closeToast, go, privateKey } from "./screen-steps.ts";
import { agreeToHost } from "./workspace-form-steps.ts";

/** The Page that people write to. */
export const VONAGE_PAGE = "107083064136738";

/** The account, and what Vonage does. */
export interface Vonage {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
  /** The Page that it has from the beginning. */
  readonly pageId: string;
  /** Makes a person write to the Page. */
  receive(text: string): Promise<void>;
  /** How the account misbehaves, by the simulator's name for it; null = not at all. */
  setFault(account: string | null): Promise<void>;
  stop(): Promise<void>;
}

/** A started app, whoever holds it. */
interface Started {
  readonly dataFolder: string;
  readonly running: Pick<RunningHost, "inboundUrl">;
}

/** Starts it; its webhooks go to the app's listener. */
export async function startVonage(app: Started): Promise<Vonage> {
  const hookline = join(import.meta.dirname, "../../dist/main/hookline.js");
  const base = new URL(app.running.inboundUrl).origin;
  // Not in the app's own folder: a secret that is there was kept by the app.
  const folder = `${app.dataFolder}-vonage`;
  const options = ["--port", "0", "--webhook-base", base, "--data-dir", folder];
  const child = spawn(process.execPath, [hookline, "simulate", "--json", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { simulator } = JSON.parse(String(line));
  return {
    ...simulator,
    async receive(text) {
      const answer = await fetch(`${simulator.url}/simulator/inbound`, {
        method: "POST",
        headers: { authorization: `Bearer ${simulator.controlKey}`, "content-type": "application/json" },
        body: JSON.stringify({ text, pageId: VONAGE_PAGE }),
      });
      expect(answer.status).toBe(202);
    },
    async setFault(account) {
      const answer = await fetch(`${simulator.url}/simulator/faults`, {
        method: "PUT",
        headers: { authorization: `Bearer ${simulator.controlKey}`, "content-type": "application/json" },
        body: JSON.stringify({ account }),
      });
      expect(answer.status).toBe(200);
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Adds a workspace of that account as a person does, with all secrets and no application. */
export async function addVonageWorkspace(
  app: CompanionApp,
  vonage: Vonage,
  { pageId = "" }: { readonly pageId?: string } = {},
): Promise<void> {
  await app.open("Keys and JWT");
  await typeAccount(app.page, vonage, pageId);
  await fieldOf(app.page, "Signature secret").fill(vonage.signatureSecret);
  await app.page.getByRole("button", { name: "Add workspace" }).click();
  await agreeToHost(app.page, vonage.url);
  await expect(app.page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
}

/** A workspace with all that linking takes: a key, an application, and the account's secret. Its Page is not linked yet. */
export async function withAccount(host: RunningHost): Promise<Vonage> {
  const { page, dataFolder } = host;
  const vonage = await startVonage({ dataFolder, running: host });
  await go(page, "#/keys");
  await typeAccount(page, vonage, VONAGE_PAGE);
  await fieldOf(page, "Page name").fill("Acme Bikes");
  await fieldOf(page, "Application ID").fill("aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
  await fieldOf(page, "Or paste it").fill(privateKey());
  await page.getByRole("button", { name: "Add workspace" }).click();
  await agreeToHost(page, vonage.url);
  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await closeToast(page, "Workspace added");
  return vonage;
}

async function typeAccount(page: Page, vonage: Vonage, pageId: string): Promise<void> {
  await fieldOf(page, "Workspace name").fill("Bike bot");
  await page.getByRole("combobox", { name: "API host" }).selectOption("Another host");
  await fieldOf(page, "Other API host").fill(vonage.url);
  await fieldOf(page, "Page ID").fill(pageId);
  await fieldOf(page, "API key").fill(vonage.apiKey);
  await fieldOf(page, "API secret").fill(vonage.apiSecret);
}

function fieldOf(page: Page, name: string): Locator {
  return page.getByRole("textbox", { name, exact: true });
}
