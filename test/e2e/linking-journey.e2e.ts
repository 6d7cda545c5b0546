// From an account with nothing to a delivered reply, and a kill afterwards, by the interface alone; in both hosts.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test, type Locator } from "@playwright/test";
import { CompanionApp } from "./companion-app.ts";
import type { HostName } from "./hosts.ts";
import { openPanel } from "./linking-journeys.ts";

const GREETING = "Hello from Facebook Messenger!";
/** Where the new application points before Hookline comes. Nobody calls it. */
const EARLIER = {
  inbound: "https://bikes.example.com/inbound",
  status: "https://bikes.example.com/status",
};
const HOSTS: readonly HostName[] = ["browser", "electron"];

for (const host of HOSTS) {
  test(`from nothing to a delivered reply, and the old URLs back after a kill, in the ${host === "electron" ? "desktop app" : "browser"}`, async () => {
    // Two starts of the program and some forty steps.
    test.setTimeout(120_000);
    const simulatorPort = await freePort();
    const app = new CompanionApp(host, undefined, [
      "--listen-port",
      "0",
      "--simulator-port",
      String(simulatorPort),
    ]);
    await app.start();
    try {
      await app.open("Linking");
      const { application, pages, pageId } = await emptyTheAccount(app);
      expect(await applicationsOf(app, simulatorPort)).toEqual([]);

      await createApplication(application);
      await addAndLinkPage(pages, pageId);
      expect(await applicationsOf(app, simulatorPort)).toEqual([EARLIER]);
      const { inboundUrl } = app.running;
      await setBothUrls(app);
      const ours = { inbound: inboundUrl, status: inboundUrl.replace(/inbound$/, "status") };
      expect(await applicationsOf(app, simulatorPort)).toEqual([ours]);
      await receiveAndReply(app);
      await expectProof(app);

      await kill(app);
      await app.restart();
      expect(await applicationsOf(app, simulatorPort)).toEqual([ours]);
      await putOldUrlsBack(app);
      expect(await applicationsOf(app, simulatorPort)).toEqual([EARLIER]);
    } finally {
      await app.discard();
    }
  });
}

/** What there is from the start is removed as a person removes it: by typing its name. */
async function emptyTheAccount(
  app: CompanionApp,
): Promise<{ readonly application: Locator; readonly pages: Locator; readonly pageId: string }> {
  const pages = await openPanel(app, "Page and account");
  const page = pages.getByRole("listitem", { name: "Simulated Page" });
  const pageId = await page.getByText(/^\d+$/).innerText();
  await page.getByRole("button", { name: "Unlink" }).click();
  await expect(page).toContainText("Linked to no application");
  await page.getByRole("button", { name: "Delete Simulated Page" }).click();
  await confirmRemoval(app, "Delete", "Simulated Page");
  await expect(page).toHaveCount(0);

  const application = await openPanel(app, "Your application");
  await application.getByRole("button", { name: "Choose another" }).click();
  await application.getByRole("button", { name: "Remove Simulated application" }).click();
  await confirmRemoval(app, "Remove", "Simulated application");
  await expect(application.getByText("The account has no application yet.")).toBeVisible();
  await application.getByRole("button", { name: "Close the list" }).click();
  return { application, pages, pageId };
}

async function confirmRemoval(app: CompanionApp, verb: string, name: string): Promise<void> {
  const dialog = app.page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: `Type “${name}” to remove` }).fill(name);
  await dialog.getByRole("button", { name: verb }).click();
  await expect(dialog).toHaveCount(0);
}

async function createApplication(panel: Locator): Promise<void> {
  await panel.getByRole("button", { name: "Create an application" }).click();
  const form = panel.getByRole("form", { name: "Create an application" });
  await form.getByRole("textbox", { name: "Application name" }).fill("Bike bot");
  await form.getByRole("textbox", { name: "Inbound URL" }).fill(EARLIER.inbound);
  await form.getByRole("textbox", { name: "Status URL" }).fill(EARLIER.status);
  await form.getByRole("button", { name: "Create application" }).click();
  const head = panel.getByRole("button", { name: /^Your application/ });
  await expect(head).toContainText("Bike bot");
  await expect(head).toContainText("Key fits");
}

async function addAndLinkPage(panel: Locator, pageId: string): Promise<void> {
  await panel.getByRole("button", { name: "Add a Page" }).click();
  const form = panel.getByRole("form", { name: "Add a Page" });
  await form.getByRole("textbox", { name: "Page ID" }).fill(pageId);
  await form.getByRole("textbox", { name: "Name" }).fill("Acme Bikes");
  await form.getByLabel("Page access token").fill("EAAtokenOfAcmeBikes0123456789");
  await form.getByRole("button", { name: "Add the Page" }).click();
  const page = panel.getByRole("listitem", { name: "Acme Bikes" });
  await page.getByRole("button", { name: "Link to this application" }).click();
  await expect(page).toContainText("Linked to this application");
}

/** The difference names the addresses of before; the person agrees to replace them. */
async function setBothUrls(app: CompanionApp): Promise<void> {
  const panel = await openPanel(app, "Webhook URLs");
  await panel.getByRole("button", { name: "Set to the listener’s" }).click();
  const plan = panel.getByRole("form", { name: "Set both URLs" });
  await expect(plan.getByRole("deletion")).toHaveText([`POST ${EARLIER.inbound}`, `POST ${EARLIER.status}`]);
  for (const question of await plan.getByRole("checkbox").all()) await question.check();
  await plan.getByRole("button", { name: "Set both URLs" }).click();
  await expect(panel.getByText("Both URLs lead to Hookline.")).toBeVisible();
}

async function receiveAndReply(app: CompanionApp): Promise<void> {
  await app.open("Events");
  await app.receiveFirstMessage();
  await expect(app.row(new RegExp(`Inbound text .*${GREETING}.*verified ?, answered 200`))).toBeVisible();
  await app.reply("Your bike is ready.");
  await expect(app.conversation).toContainText("Your bike is ready.");
  await app.expectRead();
  await expect(app.conversation.getByRole("list", { name: "Delivery" })).toContainText(
    /Submitted.*Delivered.*Read/s,
  );
}

/** The checklist has seen both, and leads to the event of each. */
async function expectProof(app: CompanionApp): Promise<void> {
  await app.open("Linking");
  // Nothing is left to do, so the group is folded.
  const proof = app.page.getByRole("region", { name: "Proof" });
  await proof.getByRole("button", { name: /^Proof/ }).click();
  for (const [step, words] of [
    ["Write to the Page from Facebook Messenger and see the message arrive", "A verified message arrived"],
    ["Answer it and see your reply delivered", /Your reply was (delivered|read)/],
  ] as const) {
    await expect(proof.getByRole("checkbox", { name: step })).toBeChecked();
    await expect(proof.getByRole("link", { name: words })).toHaveAttribute("href", /^#\/events\/.+/);
  }
}

/** In the desktop, with the processes that draw its windows: under the stand-in they would outlive it. */
async function kill(app: CompanionApp): Promise<void> {
  const { process: child, desktop } = app.running;
  if (child.pid === undefined) throw new Error("Hookline has no process");
  const ended = once(child, "exit");
  process.kill(desktop === null ? child.pid : -child.pid, "SIGKILL");
  await ended;
}

async function putOldUrlsBack(app: CompanionApp): Promise<void> {
  await app.open("Linking");
  const offer = app.page.getByText("An earlier run left its webhook URLs in the application.");
  await expect(offer).toBeVisible();
  await app.page.getByRole("button", { name: "Look at the difference" }).click();
  const back = app.page.getByRole("form", { name: "Put the old ones back" });
  await expect(back.getByRole("insertion")).toHaveText([`POST ${EARLIER.inbound}`, `POST ${EARLIER.status}`]);
  await back.getByRole("button", { name: "Put the old ones back" }).click();
  await expect(offer).toHaveCount(0);
}

interface UrlPair {
  readonly inbound: string;
  readonly status: string;
}

/** Asks the simulated account itself, past Hookline: the URLs of each of its applications. */
async function applicationsOf(app: CompanionApp, port: number): Promise<readonly UrlPair[]> {
  // Both shapes are the product's own: its identity file and the published answer of the Applications API.
  const { apiKey, apiSecret } = JSON.parse(
    readFileSync(join(app.dataFolder, "simulator", "identity.json"), "utf8"),
  ) as { readonly apiKey: string; readonly apiSecret: string };
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  const answer = await fetch(`http://127.0.0.1:${port}/v2/applications`, { headers: { authorization } });
  expect(answer.status).toBe(200);
  const { _embedded: embedded } = (await answer.json()) as ApplicationList;
  return embedded.applications.map(({ capabilities: { messages } }) => ({
    inbound: messages.webhooks.inbound_url.address,
    status: messages.webhooks.status_url.address,
  }));
}

interface ApplicationList {
  readonly _embedded: {
    readonly applications: readonly {
      readonly capabilities: {
        readonly messages: {
          readonly webhooks: Readonly<Record<"inbound_url" | "status_url", { readonly address: string }>>;
        };
      };
    }[];
  };
}

/** A port that was free a moment ago: the simulator must be found again after the kill. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
