// A simulator in a process of its own, which stands for Vonage: its account is a stranger to the app.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "@playwright/test";
import type { CompanionApp } from "./companion-app.ts";
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

/** Starts it; its webhooks go to the app's listener. */
export async function startVonage(app: CompanionApp): Promise<Vonage> {
  const hookline = join(import.meta.dirname, "../../dist/main/hookline.js");
  const base = new URL(app.running.inboundUrl).origin;
  const options = ["--port", "0", "--webhook-base", base, "--data-dir", join(app.dataFolder, "vonage")];
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
  const field = (name: string) => app.page.getByRole("textbox", { name, exact: true });
  await field("Workspace name").fill("Bike bot");
  await app.page.getByRole("combobox", { name: "API host" }).selectOption("Another host");
  await field("Other API host").fill(vonage.url);
  await field("Page ID").fill(pageId);
  await field("API key").fill(vonage.apiKey);
  await field("API secret").fill(vonage.apiSecret);
  await field("Signature secret").fill(vonage.signatureSecret);
  await app.page.getByRole("button", { name: "Add workspace" }).click();
  await agreeToHost(app.page, vonage.url);
  await expect(app.page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
}
