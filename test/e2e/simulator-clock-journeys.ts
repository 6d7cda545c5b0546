// The clock of the simulator and its keyboard, step by step; the same in the desktop app and in the browser.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { atConversation, composerOf } from "./composer-steps.ts";
import {
  addPerson,
  atSimulator,
  deliveryOf,
  personOf,
  phoneField,
  phoneOf,
  retryEverything,
  showPart,
  toggleFault,
  writeAs,
} from "./simulator-steps.ts";

const ALICE = "2222222222222222";
/** A day of retries is a hundred real requests. */
const DAY_TIME_MS = 45_000;

/** Time that is played, and starting over. */
export function describeClock(): void {
  test("a day of retries is played, and given up at its end", async ({ app }) => {
    const { page } = app;
    await atSimulator(page);
    await retryEverything(page);
    await toggleFault(page, "Bad signature");
    await writeAs(page, "Nobody takes this");
    await showPart(page, "Deliveries");
    await expect(deliveryOf(app.page, /Waiting 401 .*again (in|now)/)).toBeVisible();
    const clock = page.getByRole("region", { name: "Clock of the simulator" });

    await clock.getByRole("button", { name: "Play 24 h" }).click();

    await expect(clock.getByRole("status")).toHaveText(/^Played 24\sh: 1\d\d attempts\./, {
      timeout: DAY_TIME_MS,
    });
    await expect(clock).toContainText(/(24\sh|23\sh 5\d\smin) ahead/);
    await expect(clock).toContainText("Nothing scheduled");
    await deliveryOf(app.page, /Given up 401 .*1\d\d attempts/).click();
    await expect(page.getByRole("table").getByRole("row").nth(100)).toContainText("401");
    await expect(personOf(page, /Window closed/)).toBeVisible();
  });

  test("conversations and composer go by the time that was played", async ({ app }) => {
    const { page } = app;
    await atSimulator(page);
    await addPerson(page, "Alice", ALICE);
    await writeAs(page, "Is the shop open on Sunday?");
    await page.getByRole("button", { name: "Play 24 h" }).click();
    await expect(page.getByRole("status").filter({ hasText: /^Played 24\sh/ })).toBeVisible();

    await atConversation(page, ALICE);
    const meter = app.conversation.getByRole("img", { name: /24-hour window|has not written/ });
    const link = page.getByRole("navigation", { name: "People" }).getByRole("link", { name: /2222…2222/ });
    await expect(meter).toHaveAccessibleName(/^The 24-hour window is closed\. Closed \d+\ss ago/);
    await expect(link).toHaveAccessibleName(/Window closed/);
    await expect(composerOf(page)).toContainText("Messenger refuses a message without a tag");
    await app.reply("Yes, from 10 to 4");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("play until all is sent");
    await page.keyboard.press("Enter");
    await expect(app.conversation).toContainText("Outside the 24-hour window (1340)");

    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("reset the simulator");
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog", { name: "Reset the simulator" })
      .getByRole("button", { name: "Reset" })
      .click();
    await expect(meter).toHaveAccessibleName("This person has not written to the Page.");
    await expect(link).toHaveAccessibleName(/Never wrote/);
  });

  test("reset goes back to the first moment, after a question", async ({ app }) => {
    const { page } = app;
    await atSimulator(page);
    await addPerson(page, "Alice", ALICE);
    await writeAs(page, "Is the shop open on Sunday?");
    await showPart(page, "Switches");
    await toggleFault(page, "Late");
    await page.getByRole("button", { name: "Play 1 h" }).click();
    await expect(page.getByRole("status").filter({ hasText: /^Played 1\sh/ })).toBeVisible();

    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await page
      .getByRole("dialog", { name: "Reset the simulator" })
      .getByRole("button", { name: "Reset" })
      .click();

    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(personOf(page, /./)).toHaveCount(1);
    await expect(personOf(page, /./)).toHaveAttribute("aria-selected", "true");
    await expect(phoneOf(page)).not.toContainText(ALICE);
    await expect(page.getByRole("region", { name: "Faults in force" })).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Clock of the simulator" })).not.toContainText("ahead");
    await showPart(page, "Deliveries");
    await expect(page.getByText("No webhooks yet")).toBeVisible();
  });
}

/** The same by keys alone. */
export function describeKeyboard(): void {
  test("the second key of a sequence is its own in the list of people too", async ({ app }) => {
    const { page } = app;
    const { keyboard } = page;
    await expect(page.getByRole("button", { name: "Receive a test message" })).toBeVisible();
    for (const key of ["g", "s"]) await keyboard.press(key);
    await expect(page.getByRole("listbox", { name: "People to play" })).toBeFocused();
    await page.getByRole("button", { name: "Add a person" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Bob");
    await keyboard.press("Enter");
    await expect(personOf(page, /Bob/)).toHaveAttribute("aria-selected", "true");
    await keyboard.press("k");
    await expect(personOf(page, /Bob/)).toHaveAttribute("aria-selected", "false");
    await keyboard.press("j");
    await expect(personOf(page, /Bob/)).toHaveAttribute("aria-selected", "true");

    for (const key of ["g", "k"]) await keyboard.press(key);

    await expect(page.getByRole("heading", { name: "Keys and JWT" })).toBeVisible();
  });

  test("everything is reached without a mouse", async ({ app }) => {
    const { page } = app;
    const { keyboard } = page;
    await expect(page.getByRole("button", { name: "Receive a test message" })).toBeVisible();

    await keyboard.press("g");
    await keyboard.press("s");
    await expect(page.getByRole("listbox", { name: "People to play" })).toBeFocused();
    await keyboard.press("Enter");
    await expect(phoneField(page)).toBeFocused();
    await keyboard.press("Enter");
    await expect(phoneOf(page).getByRole("listitem")).toContainText("Hello from Facebook Messenger!");

    await app.tabTo(page.getByRole("tab", { name: "Deliveries" }));
    await keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name: "Switches" })).toHaveAttribute("aria-selected", "true");
    await app.tabTo(page.getByRole("checkbox", { name: "Duplicate", exact: true }));
    await keyboard.press("Space");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await expect(page.getByRole("region", { name: "Faults in force" })).toContainText("2 faults in force");
    await keyboard.press("ControlOrMeta+k");
    await keyboard.type("switch all faults off");
    await keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Faults in force" })).toHaveCount(0);
    await keyboard.press("ControlOrMeta+k");
    await keyboard.type("reset the simulator");
    await keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Reset the simulator" })).toBeVisible();
    await keyboard.press("Enter");
    await expect(phoneOf(page)).toContainText("No messages yet");
  });
}
