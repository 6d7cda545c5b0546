// The product as a person meets it: everything by role and name, the same in both hosts.
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base, type Locator, type Page } from "@playwright/test";
import {
  runCommand,
  startHost,
  type CommandResult,
  type HostName,
  type RunningHost,
  type View,
  type Zones,
} from "./hosts.ts";

/** Statuses of a reply come in over some seconds. */
const DELIVERY_TIME_MS = 15_000;

/** What the journeys type for a workspace. */
export interface NewWorkspace {
  readonly name: string;
  readonly applicationId?: string;
  /** PEM. */
  readonly privateKey?: string;
}

/** One Hookline on a data folder of its own. */
export class CompanionApp {
  readonly host: HostName;
  readonly dataFolder: string;
  #running: RunningHost | null = null;
  #view: View | undefined;
  #ports: readonly string[] | undefined;
  #zones: Zones | null;

  constructor(host: HostName, view?: View, ports?: readonly string[], zones: Zones | null = null) {
    this.host = host;
    this.dataFolder = mkdtempSync(join(tmpdir(), "hookline-e2e-"));
    this.#view = view;
    this.#ports = ports;
    this.#zones = zones;
  }

  async start(): Promise<void> {
    this.#running = await startHost(this.host, this.dataFolder, this.#view, this.#ports, this.#zones);
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = null;
  }

  /** On ports as before, unless others are given. */
  async restart(ports = this.#ports): Promise<void> {
    await this.stop();
    this.#ports = ports;
    await this.start();
  }

  async discard(): Promise<void> {
    await this.stop();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  get running(): RunningHost {
    if (this.#running === null) throw new Error("Hookline was not started");
    return this.#running;
  }

  get page(): Page {
    return this.running.page;
  }

  // The regions.

  get list(): Locator {
    return this.page.getByRole("listbox", { name: "Events" });
  }

  get conversation(): Locator {
    return this.page.getByRole("region", { name: "Conversation" });
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: "Reply text" });
  }

  get search(): Locator {
    return this.page.getByRole("searchbox", { name: "Search or filter events" });
  }

  /** A row of the list by a part of its sentence, for example "Inbound text" or "bad signature". */
  row(words: string | RegExp): Locator {
    return this.list.getByRole("option", { name: words });
  }

  tab(name: "Body" | "Headers" | "Response" | "Signature" | "Raw"): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  chip(name: "All" | "Inbound" | "Status" | "Problems"): Locator {
    return this.page
      .getByRole("group", { name: "Show" })
      .getByRole("button", { name: new RegExp(`^${name}`) });
  }

  /** Runs `hookline` in another terminal, on the same data folder. */
  command(...args: readonly string[]): Promise<CommandResult> {
    return runCommand([...args, "--data-dir", this.dataFolder]);
  }

  // What a person does.

  async open(place: "Events" | "Conversations" | "Linking" | "Simulator" | "Keys and JWT"): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: new RegExp(`^${place}`) })
      .click();
  }

  /** The first press of a new user; ends with the event on screen. */
  async receiveFirstMessage(): Promise<void> {
    await this.page.getByRole("button", { name: "Receive a test message" }).click();
    await expect(this.row(/Inbound text/)).toBeVisible();
  }

  /** Shows events that belong to no workspace, too. */
  async showAllWorkspaces(): Promise<void> {
    await showAllWorkspaces(this.page);
  }

  /** Fills the form of Keys and JWT, which is open while there is no workspace of one's own. */
  async addWorkspace(values: NewWorkspace): Promise<void> {
    await this.page.getByRole("textbox", { name: "Workspace name" }).fill(values.name);
    await this.page.getByRole("textbox", { name: "Application ID" }).fill(values.applicationId ?? "");
    await this.page.getByRole("textbox", { name: "Or paste it" }).fill(values.privateKey ?? "");
    await this.page.getByRole("button", { name: "Add workspace" }).click();
    await expect(this.page.getByRole("heading", { name: values.name })).toBeVisible();
  }

  /** Presses Tab until the focus is there, as a person without a mouse does. */
  async tabTo(target: Locator): Promise<void> {
    for (let press = 0; press < 120; press += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    await expect(target).toBeFocused();
  }

  async reply(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("ControlOrMeta+Enter");
  }

  async expectRead(): Promise<void> {
    await expect(this.row(/^Read by/).first()).toBeVisible({ timeout: DELIVERY_TIME_MS });
  }
}

/** Ticks "All workspaces" in the list's filter menu. */
export async function showAllWorkspaces(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Filter by kind, status or workspace" }).click();
  await page.getByRole("menuitemcheckbox", { name: "All workspaces" }).click();
  await page.keyboard.press("Escape");
  // It fades out; until then it is still a part of the page.
  await expect(page.getByRole("menu")).toHaveCount(0);
}

interface Fixtures {
  readonly app: CompanionApp;
  /** Of the host and of its browser; null = the computer's own. */
  readonly zones: Zones | null;
}

interface Options {
  readonly host: HostName;
}

/** Playwright's test with a started {@link CompanionApp}; each spec file says on which host. */
export const test = base.extend<Fixtures, Options>({
  host: ["browser", { option: true, scope: "worker" }],
  zones: [null, { option: true }],
  app: async ({ host, zones }, use, info) => {
    const app = new CompanionApp(host, undefined, undefined, zones);
    await app.start();
    try {
      await use(app);
      if (info.status !== info.expectedStatus) await attachEvidence(app, info);
    } finally {
      await app.discard();
    }
  },
});

async function attachEvidence({ running }: CompanionApp, info: { attach: AttachFunction }): Promise<void> {
  await info.attach("page", { body: await running.page.screenshot(), contentType: "image/png" });
  await info.attach("stderr", { body: running.log(), contentType: "text/plain" });
}

type AttachFunction = (
  name: string,
  options: { readonly body: string | Buffer; readonly contentType: string },
) => Promise<void>;
