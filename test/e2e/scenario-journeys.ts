// What a person does with scenarios, the same in the desktop app and in the browser.
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { test } from "./bots-test.ts";
import type { HostName } from "./hosts.ts";
import { fileSavedBy } from "./saved-file.ts";
import {
  aimAt,
  chooseEntry,
  listedEntry,
  LONG,
  openScenarios,
  verdictOf,
  writeOwnScenario,
} from "./scenario-steps.ts";

/** Declares every journey for one host. */
export function describeScenarios(host: HostName): void {
  test.use({ host });
  test.describe(`scenarios in the ${host === "electron" ? "desktop app" : "browser"}`, () => {
    describeRuns();
    describeOwn();
    describeFolder(host);
    describeNarrow();
  });
}

function describeRuns(): void {
  test("a built-in scenario is played against an app that replies, step by step to its verdict", async ({
    app,
    good,
  }) => {
    await openScenarios(app.page);
    const panel = await chooseEntry(app.page, "First contact");
    await aimAt(panel, good);

    await runOf(panel).click();

    await verdictOf(panel, /^Held\. All 5 expectations held in /);
    const steps = panel.getByRole("region", { name: "Steps" }).getByRole("listitem");
    await expect(steps).toHaveCount(7);
    await expect(steps.nth(0)).toContainText(/Done.*ana writes/);
    await expect(steps.nth(2)).toContainText(/Held.*The app writes to ana.*You wrote/);
    const sent = panel.getByRole("list", { name: "What the app sent" }).getByRole("listitem");
    await expect(sent).toContainText(["To ana"]);
    await expect(sent).toContainText(["Answered 202"]);
    const deliveries = panel.getByRole("list", { name: "Deliveries" });
    await expect(deliveries).toContainText(/Message\s*from ana/);
    await expect(deliveries).toContainText(/Status read/);
    await panel.getByRole("button", { name: "Copy as text" }).click();
    await expect(app.page.getByText("Report copied")).toBeVisible();
    expect(await app.running.clipboardText()).toMatch(
      /^Scenario {4}First contact \(first-contact\), seed \d+\n/,
    );
  });

  test("a step that fails says what was seen and what to do; the report is saved", async ({
    app,
    silent,
  }) => {
    await openScenarios(app.page);
    const panel = await chooseEntry(app.page, "First contact");
    await aimAt(panel, silent);

    await runOf(panel).click();

    await verdictOf(panel, /^Failed\. 3 of 5 expectations failed in /);
    const failed = panel.getByRole("region", { name: "Steps" }).getByRole("listitem").nth(2);
    await expect(failed).toContainText("Failed");
    await expect(failed).toContainText("Seen: Nothing came to ana.");
    await expect(failed).toContainText("To do: Check that the app sends to the simulator’s address");
    await expect(panel.getByRole("region", { name: "What the app sent" })).toContainText("Nothing.");
    const junit = await fileSavedBy(app, () => panel.getByRole("button", { name: "Save JUnit XML" }).click());
    expect(junit.fileName).toMatch(/^scenario-first-contact-\d+\.xml$/);
    expect(junit.text).toMatch(/<testsuite [^>]*failures="3"/);
    const json = await fileSavedBy(app, () => panel.getByRole("button", { name: "Save JSON" }).click());
    expect(JSON.parse(json.text)).toMatchObject({ name: "first-contact", state: "failed", sendCount: 0 });
  });

  test("the same seed gives the same ids, a new one gives others", async ({ app }) => {
    await openScenarios(app.page);
    const panel = await chooseEntry(app.page, "An image");
    await panel.getByRole("textbox", { name: "Seed" }).fill("42");
    await runOf(panel).click();
    await verdictOf(panel, /^Held/);
    const first = await idsOf(panel);

    await panel.getByRole("button", { name: "Again with the same seed" }).click();
    await runHeld(panel, 2);
    const same = await idsOf(panel);
    await panel.getByRole("button", { name: "Again with a new seed" }).click();
    await runHeld(panel, 3);
    const other = await idsOf(panel);

    expect(first).toHaveLength(1);
    expect(same).toEqual(first);
    expect(other).not.toEqual(first);
    await expect(panel.getByRole("textbox", { name: "Seed" })).not.toHaveValue("42");
    await panel.getByRole("button", { name: "Copy command" }).click();
    await expect(app.page.getByText("Command copied")).toBeVisible();
    expect(await app.running.clipboardText()).toMatch(
      /^hookline scenario run image --inbound-url http:\S+ --status-url http:\S+ --seed \d+$/,
    );
  });

  test("what cannot be played is refused with what to do, and nothing typed is lost", async ({ app }) => {
    await openScenarios(app.page);
    const panel = await chooseEntry(app.page, "First contact");
    const inbound = panel.getByRole("textbox", { name: "Inbound URL" });
    const dead = await deadAddress();
    await aimAt(panel, { inbound: dead, status: "" });

    await runOf(panel).click();
    await expect(panel.getByRole("alert")).toContainText(
      /Nothing was played\. Nobody answers at 127\.0\.0\.1:\d+: nothing listens on that port\.\s*Start your app/,
    );
    await inbound.fill("http://192.0.2.1/webhooks");
    await runOf(panel).click();
    await expect(panel.getByRole("alert")).toContainText(
      /The simulator does not call 192\.0\.2\.1\..*Give an address of this computer/,
    );
    await inbound.fill("");
    await panel.getByRole("textbox", { name: "Seed" }).fill("1.5");
    await runOf(panel).click();
    await expect(panel.getByText(/^Give the address at which your app takes/)).toBeVisible();
    await expect(panel.getByText(/^Give a whole number/)).toBeVisible();
    await inbound.fill(dead);
    await app.open("Linking");
    await openScenarios(app.page);

    await expect(inbound).toHaveValue(dead);
    await expect(panel.getByRole("textbox", { name: "Seed" })).toHaveValue("1.5");
  });
}

function describeFolder(host: HostName): void {
  test("the folder of one's own is opened on the desktop, and told of in a browser", async ({ app }) => {
    const { page, dataFolder, desktop } = app.running;
    const folder = join(dataFolder, "scenarios");
    await desktop?.evaluate(({ shell }) => {
      const seen: string[] = [];
      Reflect.set(globalThis, "openedPaths", seen);
      shell.openPath = async (path) => {
        seen.push(path);
        return "";
      };
    });
    await openScenarios(page);
    const own = page.getByRole("region", { name: "Your own scenarios" });
    await expect(own).toContainText(folder);
    const open = own.getByRole("button", { name: "Open the folder" });

    if (host === "browser") {
      await expect(own).toContainText("A browser cannot open a folder: copy its path.");
      await expect(open).toHaveCount(0);
    } else {
      await open.click();
      await expect
        .poll(() => desktop?.evaluate(() => Reflect.get(globalThis, "openedPaths")))
        .toEqual([folder]);
    }
  });
}

function describeOwn(): void {
  test("a file that is broken is told with its line, and played once it is mended", async ({ app }) => {
    const { page, running } = app;
    writeOwnScenario(running, "mine.json", '{\n  "format": 1,\n  "name": oops\n}\n');
    await openScenarios(page);
    await expect(listedEntry(page, /^mine\.json/)).toContainText("Cannot be played: line 3");
    const broken = await chooseEntry(page, "mine.json");
    await expect(broken.getByRole("alert")).toContainText(
      /The scenario mine\.json cannot be played\. It is not JSON: .*beginning with line 3\./s,
    );
    const mended = {
      ...LONG,
      title: "Mine",
      steps: [{ step: "say", person: "ana" }, { step: "expect-answer" }],
    };
    writeOwnScenario(running, "mine.json", JSON.stringify(mended));

    await broken.getByRole("button", { name: "Look again" }).focus();
    await page.keyboard.press("Enter");

    const panel = page.getByRole("main").getByRole("region", { name: "Mine", exact: true });
    await expect(panel).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(panel.getByRole("button", { name: "Copy path of the file" })).toBeFocused();
    await runOf(panel).click();
    await verdictOf(panel, /^Held\. The one expectation held/);
    await panel.getByRole("button", { name: "Copy path of the file" }).click();
    await expect(page.getByText("Path of the file copied")).toBeVisible();
    expect(await running.clipboardText()).toMatch(/scenarios[/\\]mine\.json$/);
  });

  test("one at a time is played, by keyboard, and stopped", async ({ app }) => {
    const { page, running } = app;
    writeOwnScenario(running, "long.json", JSON.stringify(LONG));
    await openScenarios(page);
    await page.getByRole("searchbox", { name: "Filter scenarios" }).focus();
    await page.keyboard.type("long wait");
    await expect(listedEntry(page, /^An image/)).toHaveCount(0);
    for (const key of ["Tab", "End", "Enter"]) await page.keyboard.press(key);
    const panel = page.getByRole("main").getByRole("region", { name: "A long wait", exact: true });
    await app.tabTo(runOf(panel));
    await page.keyboard.press("Enter");
    await expect(panel.getByText("Step 2 of 2.")).toBeVisible();
    await expect(listedEntry(page, /^A long wait/)).toContainText("Running");

    await page.keyboard.press("Enter");
    await expect(runOf(panel)).toBeFocused();
    await expect(runOf(panel)).toHaveAttribute("aria-disabled", "true");
    await expect(panel.getByRole("button", { name: /^Again/ })).toHaveCount(0);
    await page.getByRole("searchbox", { name: "Filter scenarios" }).fill("");
    const other = await chooseEntry(page, "An image");
    await runOf(other).click();
    await expect(other.getByRole("alert")).toContainText(
      /Nothing was started\. “A long wait” is still being played.*Wait until it is over, or stop it\./,
    );
    await app.tabTo(other.getByRole("alert").getByRole("button", { name: "Show it" }));
    await page.keyboard.press("Enter");
    await app.tabTo(panel.getByRole("button", { name: "Stop", exact: true }));
    await page.keyboard.press("Enter");

    await verdictOf(panel, /^Stopped\. It did not come to its end\./);
    await expect(runOf(panel)).toBeFocused();
    await expect(runOf(panel)).toHaveAttribute("aria-disabled", "false");
    await expect(panel.getByRole("alert")).toHaveCount(0);
    await expect(panel.getByRole("button", { name: "Stop", exact: true })).toHaveCount(0);
  });
}

function describeNarrow(): void {
  test("in a narrow window the verdict comes into sight by itself", async ({ app, silent }) => {
    await app.page.setViewportSize({ width: 380, height: 800 });
    await openScenarios(app.page);
    const panel = await chooseEntry(app.page, "First contact");
    await aimAt(panel, silent);

    await runOf(panel).click();
    await verdictOf(panel, /^Failed/);

    await expect(panel.getByText(/of 5 expectations failed/)).toBeInViewport({ ratio: 1 });
  });

  test("in a narrow window the list and what was chosen take turns, and so does the focus", async ({
    app,
  }) => {
    await app.page.setViewportSize({ width: 380, height: 800 });
    await openScenarios(app.page);
    const entry = listedEntry(app.page, /^An image/);
    await entry.focus();

    await app.page.keyboard.press("Enter");
    await expect(entry).toBeHidden();
    await app.page.keyboard.press("Tab");
    await expect(app.page.getByRole("button", { name: "All scenarios" })).toBeFocused();
    await app.page.keyboard.press("Enter");

    await expect(entry).toBeFocused();
  });
}

function runOf(panel: Locator): Locator {
  return panel.getByRole("button", { name: "Run", exact: true });
}

/** The ids of what was sent in the run. */
async function idsOf(panel: Locator): Promise<readonly string[]> {
  const ids = panel
    .getByRole("list", { name: "Deliveries" })
    .getByTitle(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/);
  return ids.evaluateAll((all) => all.map((each) => each.getAttribute("title") ?? ""));
}

/** Waits for the end of the run of that number since the start. */
async function runHeld(panel: Locator, id: number): Promise<void> {
  await expect(panel.getByRole("region", { name: "Run" })).toHaveAttribute("data-run", String(id));
  await verdictOf(panel, /^Held/);
}

/** Where nobody listens any more. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server that listens has an address object.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/webhooks/inbound`;
}
