// What a person types for a workspace whose key and secret are tried, and the account that refuses them.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { go, replied } from "./screen-steps.ts";
import type { RunningHost } from "./hosts.ts";
import type { Running } from "./screens.ts";

/** An account that takes no secret. */
export interface RefusingAccount extends Running {
  readonly url: string;
}

/** Starts one on a free port. */
export async function startRefusingAccount(): Promise<RefusingAccount> {
  const server = createServer((_request, response) => {
    response.writeHead(401, { "content-type": "application/json" });
    response.end('{"title":"Unauthorised","detail":"Invalid credentials supplied"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Whoever fails before stopping it is not kept running by it.
  server.unref();
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a text
  return {
    url: `http://127.0.0.1:${String(port)}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Types a workspace with a secret into the form for a new one, for this host. */
export async function typeWorkspace(page: Page, apiHost: string): Promise<void> {
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("textbox", { name: "Page name" }).fill("Acme Bikes");
  await page.getByRole("textbox", { name: "API key" }).fill("a1b2c3d4");
  await page.getByRole("textbox", { name: "API secret" }).fill("a-mistyped-secret");
  await page.getByRole("combobox", { name: "API host" }).selectOption("Another host");
  await page.getByRole("textbox", { name: "Other API host" }).fill(apiHost);
}

/** Answers the question about a host that is not Vonage's. */
export async function agreeToHost(page: Page, apiHost: string): Promise<void> {
  const { host } = new URL(apiHost);
  await expect(page.getByRole("alert")).toContainText(`${host} is not one of Vonage’s hosts`);
  await page.getByRole("button", { name: `Send them to ${host}` }).click();
}

/** The form after its key and secret were refused. */
export async function secretRefused(host: RunningHost): Promise<Running> {
  const account = await startRefusingAccount();
  await replied(host);
  await go(host.page, "#/keys");
  await typeWorkspace(host.page, account.url);
  await host.page.getByRole("button", { name: "Add workspace" }).click();
  await agreeToHost(host.page, account.url);
  // The question before it speaks of the API secret, too.
  await expect(host.page.getByRole("alert")).toContainText("refused the API secret");
  await host.page.getByRole("alert").scrollIntoViewIfNeeded();
  return account;
}

/** The form for a workspace of the sandbox. */
export async function sandboxChosen(host: RunningHost): Promise<void> {
  await replied(host);
  await go(host.page, "#/keys");
  await host.page.getByRole("textbox", { name: "Workspace name" }).fill("Try it");
  await host.page.getByRole("combobox", { name: "API host" }).selectOption("Messages API sandbox");
}
