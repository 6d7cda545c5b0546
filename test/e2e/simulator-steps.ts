// What a person does on the screen of the simulator, and the states of it.
import { Psid } from "../../preload/contract/ids.ts";
import { expect, type Locator, type Page } from "@playwright/test";
import type { RunningHost } from "./hosts.ts";
import type { Screen } from "./screens.ts";
import { fresh, freshAt, go, replied } from "./screen-steps.ts";

/** The screen's parts beside the people. */
export type PartName = "People" | "Deliveries" | "Switches" | "Address";

/** Goes to the screen. */
export async function atSimulator(page: Page, part: Lowercase<PartName> = "people"): Promise<void> {
  await go(page, part === "people" ? "#/simulator" : `#/simulator/${part}`);
  await expect(page.getByRole("tablist", { name: "Parts of the simulator" })).toBeVisible();
}

/** The column of the chosen person. */
export function phoneOf(page: Page): Locator {
  return page.getByRole("region", { name: "You, as the Facebook user" });
}

/** The field of what they write. */
export function phoneField(page: Page): Locator {
  return phoneOf(page).getByRole("textbox", { name: "Message of the simulated person" });
}

/** Somebody in the list of people. */
export function personOf(page: Page, name: string | RegExp): Locator {
  return page.getByRole("listbox", { name: "People to play" }).getByRole("option", { name });
}

/** Adds a person, who is chosen then. */
export async function addPerson(page: Page, name: string, psid = ""): Promise<void> {
  await page.getByRole("button", { name: "Add a person" }).click();
  const form = page.getByRole("form", { name: "Add a person" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("textbox", { name: "PSID" }).fill(psid);
  await form.getByRole("button", { name: "Add person" }).click();
  await expect(phoneOf(page).getByText(name, { exact: true })).toBeVisible();
}

/** Writes as the chosen person. */
export async function writeAs(page: Page, text: string): Promise<void> {
  await phoneField(page).fill(text);
  await phoneField(page).press("Enter");
  await expect(phoneField(page)).toHaveValue("");
  await expect(phoneOf(page).getByRole("group", { name: "Messages" }).getByText(text).last()).toBeVisible();
}

/** Shows a part, where the parts are tabs. */
export async function showPart(page: Page, name: PartName): Promise<void> {
  await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole("tabpanel", { name: new RegExp(`^${name}`) })).toBeVisible();
}

/** A webhook of the list, by a part of what is read aloud of it. */
export function deliveryOf(page: Page, words: RegExp): Locator {
  return page.getByRole("list", { name: "Newest webhooks" }).getByRole("button", { name: words });
}

/** Switches a fault of webhooks the other way. */
export async function toggleFault(page: Page, label: string): Promise<void> {
  await page.getByRole("checkbox", { name: label, exact: true }).click();
}

/** Webhooks that are not taken come again, whatever they were answered. */
export async function retryEverything(page: Page): Promise<void> {
  await showPart(page, "Switches");
  await page.getByRole("combobox", { name: "Sent again after" }).selectOption("not-2xx");
  await expect(page.getByRole("button", { name: "Reset timing" })).toBeEnabled();
}

/** Three people, one of whom talked with the Page. */
async function peopled(host: RunningHost): Promise<void> {
  await replied(host);
  const { page } = host;
  await atSimulator(page);
  await addPerson(page, "Alice", "2222222222222222");
  await writeAs(page, "Is the shop open on Sunday?");
  await addPerson(page, "Bob");
  await personOf(page, /^PSID 1111/).click();
  await writeAs(page, "And do you repair old brakes?");
}

/** A message that was refused and waits to be sent again. */
async function refusedOnce(host: RunningHost): Promise<void> {
  await peopled(host);
  const { page } = host;
  await retryEverything(page);
  await toggleFault(page, "Bad signature");
  await toggleFault(page, "Duplicate");
  await page.getByRole("combobox", { name: "Messenger" }).selectOption("expired-page-link");
  await writeAs(page, "You have won a bike");
  await expect(page.getByRole("region", { name: "Faults in force" })).toContainText("3 faults in force");
}

/** A reply was refused because the Page link is over. */
export async function linkExpired(host: RunningHost): Promise<void> {
  await replied(host);
  const { page } = host;
  await go(page, "#/simulator");
  await showPart(page, "Switches");
  await page.getByRole("combobox", { name: "Messenger" }).selectOption("expired-page-link");
  await go(page, "#/events");
  const composer = page.getByRole("textbox", { name: "Reply text" });
  await composer.fill("Yes, from 10 to 16.");
  await composer.press("ControlOrMeta+Enter");
  await expect(page.getByRole("option", { name: /^Rejected/ })).toBeVisible();
  // Its facts are gathered apart from the events.
  const chip = page.getByRole("banner").getByRole("link", { name: "The Page link has expired" });
  await expect(chip).toBeVisible();
}

async function inSandbox(host: RunningHost): Promise<void> {
  await peopled(host);
  const { page } = host;
  await showPart(page, "Switches");
  await page.getByRole("switch", { name: "Play the sandbox of the Messages API" }).click();
  await page.getByRole("combobox", { name: "PSID of a tester" }).fill("2222222222222222");
  await page.getByRole("button", { name: "Add tester" }).click();
  await expect(page.getByRole("list", { name: "Testers" })).toContainText("Alice");
}

/** People who just write, one after the other: their PSIDs count up. */
export async function crowd(host: RunningHost, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as people do: one after the other
    await host.receive({
      type: "text",
      text: "Hello",
      psid: Psid.parse(String(3_000_000_000_000_000 + index)),
    });
  }
}

/** Every state of the screen that pictures are taken of. */
export const SIMULATOR_SCREENS: readonly Screen[] = [
  { name: "simulator-first", prepare: ({ page }) => atSimulator(page) },
  { name: "simulator", prepare: peopled, arrive: (page) => atSimulator(page) },
  {
    name: "simulator-phone",
    prepare: peopled,
    arrive: (page) => freshAt(page, "#/simulator", () => personOf(page, /^PSID 1111/).click()),
  },
  {
    name: "simulator-crowd",
    prepare: async (host) => {
      await atSimulator(host.page);
      await crowd(host, 40);
    },
    arrive: (page) => atSimulator(page),
  },
  {
    name: "simulator-adding",
    prepare: peopled,
    arrive: async (page) => {
      await atSimulator(page);
      const add = page.getByRole("button", { name: "Add a person" });
      if ((await add.getAttribute("aria-expanded")) !== "true") await add.click();
    },
  },
  {
    name: "simulator-delivery",
    prepare: refusedOnce,
    arrive: async (page) => {
      await atSimulator(page, "deliveries");
      const first = page.getByRole("list", { name: "Newest webhooks" }).getByRole("button").first();
      if ((await first.getAttribute("aria-expanded")) !== "true") await first.click();
      await expect(page.getByRole("table")).toBeVisible();
    },
  },
  { name: "simulator-switches", prepare: refusedOnce, arrive: (page) => atSimulator(page, "switches") },
  {
    name: "simulator-sandbox",
    prepare: inSandbox,
    arrive: async (page) => {
      await atSimulator(page, "switches");
      await page.getByRole("list", { name: "Testers" }).scrollIntoViewIfNeeded();
    },
  },
  { name: "simulator-address", prepare: peopled, arrive: (page) => atSimulator(page, "address") },
  {
    name: "simulator-reset",
    prepare: peopled,
    arrive: (page) =>
      fresh(page, async () => {
        await atSimulator(page);
        await page.getByRole("button", { name: "Reset", exact: true }).click();
        await expect(page.getByRole("dialog", { name: "Reset the simulator" })).toBeVisible();
      }),
  },
];
