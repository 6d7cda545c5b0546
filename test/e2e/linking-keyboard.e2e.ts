// Each of the three linking pages walked through without a mouse. What each step names is as its guide has it.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { withWorkspace } from "./screen-steps.ts";

const APPLICATION = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const APPLICATIONS = "https://dashboard.nexmo.com/applications";

/** One step: its words, and what its keys lead to. */
interface Step {
  readonly title: string;
  /** What `o` opens. */
  readonly opens?: string;
  /** What `o` copies before. */
  readonly opensWith?: RegExp;
  /** What `c` copies. */
  readonly copies?: string | RegExp;
}

interface Walk {
  /** The choice above the checklist. */
  readonly name: "Dashboard" | "API key page" | "JWT page";
  readonly part1: readonly Step[];
  readonly relink: readonly string[];
}

const choosePage: Step = {
  title: "Choose the Page Acme Bikes from the list",
  copies: "0000000000000000",
};
const subscribe: Step = { title: "Press Subscribe and wait for the confirmation" };
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

const WALKS: readonly Walk[] = [
  {
    name: "Dashboard",
    part1: [
      {
        title: "Open Link Facebook Page in the Vonage dashboard",
        opens: "https://dashboard.nexmo.com/messages/social-channels/facebook-connect",
      },
      { title: "Log in to Facebook from there" },
      choosePage,
      { title: "Choose the API key a1b2c3d4", copies: "a1b2c3d4" },
      { title: "Press Complete setup" },
    ],
    relink: [
      "Open Link Facebook Page in the dashboard again; today it is Connect Facebook Pages on External Accounts",
      "Log in to Facebook, choose the same Page and the same API key, press Complete setup",
      "Look into the application’s tab Linked external accounts: is the Page no longer linked there, repeat Part 2",
    ],
  },
  {
    name: "API key page",
    part1: [
      {
        title: "Open the Facebook Messenger page messenger.nexmo.com and log in to Facebook",
        opens: "https://messenger.nexmo.com/",
      },
      choosePage,
      { title: "Enter the API key and API secret of your account", copies: "a1b2c3d4" },
      subscribe,
    ],
    relink: [
      "Open https://messenger.nexmo.com/, choose the Page, enter the API key and API secret",
      "Press Unsubscribe and wait for the confirmation",
      "Press Subscribe",
    ],
  },
  {
    name: "JWT page",
    part1: [
      {
        title: "Open the Facebook Messenger page static.nexmo.com/messenger and log in to Facebook",
        opens: "https://static.nexmo.com/messenger/",
        opensWith: JWT,
      },
      choosePage,
      { title: "Paste a fresh JWT", copies: JWT },
      subscribe,
    ],
    relink: [
      "Open https://static.nexmo.com/messenger/, choose the Page, paste a fresh JWT",
      "Press Unsubscribe and wait for the confirmation",
      "Press Subscribe",
    ],
  },
];

const APPLICATION_STEPS: readonly Step[] = [
  { title: "Open the tunnel" },
  {
    title: "Set the Inbound URL and Status URL of the application, both with method POST",
    opens: APPLICATIONS,
  },
];

const PART_2: readonly Step[] = [
  { title: "Open your applications in the dashboard", opens: APPLICATIONS },
  { title: `Choose the application ${APPLICATION}`, copies: APPLICATION },
  {
    title:
      "Select the tab Linked external accounts, elsewhere called External Accounts, Linked social channels or Link social channels",
  },
  { title: "Press Link beside Acme Bikes, where the provider is Facebook Messenger" },
];

const PROOF: readonly Step[] = [
  { title: "Write to the Page from Facebook Messenger and see the message arrive" },
  { title: "Answer it and see your reply delivered" },
  { title: "Put a re-link reminder" },
];

test.use({ host: "browser" });

for (const { name, part1, relink } of WALKS) {
  test(`the ${name} is walked through by keyboard, and linked again`, async ({ app }) => {
    // Some twenty steps, each with its words, its key and the step after it.
    test.setTimeout(120_000);
    await withWorkspace(app.running);
    for (const key of ["g", "l"]) await app.page.keyboard.press(key);
    await expect(app.page.getByRole("heading", { name: "Link your Facebook Page" })).toBeVisible();
    await chooseGeneration(app, name);
    if (name === "JWT page") {
      // That page asks for a JWT: it is what Part 1 waits for, and nothing else.
      await takeStep(app, { title: "Mint a JWT", copies: JWT }, "by itself");
    }

    for (const step of part1) await takeStep(app, step);
    if (name !== "JWT page") await takeStep(app, { title: "Mint a JWT", copies: JWT }, "by itself");
    for (const step of [...APPLICATION_STEPS, ...PART_2, ...PROOF]) await takeStep(app, step);

    await expect(currentStep(app)).toHaveCount(0);
    await relinkByKeyboard(app, relink);
  });
}

test("j and k go through the steps, and x takes a tick back", async ({ app }) => {
  await withWorkspace(app.running);
  for (const key of ["g", "l"]) await app.page.keyboard.press(key);
  await expect(openStep(app)).toHaveText("Open Link Facebook Page in the Vonage dashboard");

  await app.page.keyboard.press("j");
  await expect(openStep(app)).toHaveText("Log in to Facebook from there");
  await app.page.keyboard.press("x");
  const login = app.page.getByRole("checkbox", { name: "Log in to Facebook from there" });
  await expect(login).toBeChecked();
  // A second press takes back the first, and ticks nothing else.
  await expect(openStep(app)).toHaveText("Log in to Facebook from there");
  await app.page.keyboard.press("x");
  await expect(login).not.toBeChecked();
  await expect(openStep(app)).toHaveText("Log in to Facebook from there");
  await app.page.keyboard.press("k");
  await expect(openStep(app)).toHaveText("Open Link Facebook Page in the Vonage dashboard");
  await expect(
    app.page.getByRole("checkbox", { name: "Open Link Facebook Page in the Vonage dashboard" }),
  ).not.toBeChecked();
  await app.page.keyboard.press("k");
  await expect(openStep(app)).toHaveText(
    "Set the Inbound URL and Status URL of the application, both with method POST",
  );
});

test("what is pressed may go away, the focus does not", async ({ app }) => {
  const { page } = app;
  const { keyboard } = page;
  const press = async (button: Locator): Promise<void> => {
    await app.tabTo(button);
    await keyboard.press("Enter");
  };
  await app.open("Linking");
  const panel = page.getByRole("region", { name: "Page and account", exact: true });
  await press(panel.getByRole("button", { name: /^Page and account/ }));
  const row = panel.getByRole("listitem", { name: "Simulated Page" });

  await press(row.getByRole("button", { name: "Unlink" }));
  await expect(row).toContainText("Linked to no application");
  await expect(row).toBeFocused();
  await press(row.getByRole("button", { name: "Link to this application" }));
  await expect(row).toContainText("Linked to this application");
  await expect(row).toBeFocused();

  // A token that is typed past its field would press the keys of the screen.
  await press(row.getByRole("button", { name: "Renew token" }));
  await expect(row.getByLabel("Page access token")).toBeFocused();
  await press(row.getByRole("button", { name: "Cancel" }));
  await expect(row).toBeFocused();

  await press(panel.getByRole("button", { name: "Add a Page" }));
  await press(panel.getByRole("form").getByRole("button", { name: "Cancel" }));
  await expect(panel).toBeFocused();

  // A button that waits for its answer gets the focus back.
  await app.running.failAccount("internal-error");
  await press(row.getByRole("button", { name: "Unlink" }));
  await expect(row.getByRole("alert")).toBeVisible();
  await expect(row.getByRole("button", { name: "Unlink" })).toBeFocused();
});

test("a workspace is added without a mouse, and the focus stays on the screen", async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole("heading", { name: "See your first webhook" })).toBeVisible();
  for (const key of ["g", "k"]) await page.keyboard.press(key);
  await app.tabTo(page.getByRole("textbox", { name: "Workspace name" }));
  await page.keyboard.type("Bike bot");
  await app.tabTo(page.getByRole("combobox", { name: "API host" }));
  await page.keyboard.press("A");
  await page.keyboard.press("n");
  await app.tabTo(page.getByRole("textbox", { name: "Other API host" }));
  await page.keyboard.type("https://vonage.example.com");
  await app.tabTo(page.getByRole("textbox", { name: "API key" }));
  await page.keyboard.type("a1b2c3d4");
  await page.keyboard.press("Enter");
  await app.tabTo(page.getByRole("button", { name: "Send them to vonage.example.com" }));

  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
  // An application may come later: that there is none yet is no alarm.
  const builder = page.getByRole("region", { name: "JWT builder" });
  await expect(builder.getByText("No application ID is stored for Bike bot.")).toBeVisible();
  await expect(builder.getByRole("alert")).toHaveCount(0);
  await expect(builder.getByRole("button", { name: "Copy", exact: true })).toBeDisabled();
});

function currentStep({ page }: CompanionApp): Locator {
  return page.locator('[aria-current="step"]');
}

function openStep({ page }: CompanionApp): Locator {
  return page.getByRole("main").locator('li button[aria-expanded="true"]');
}

/** The step is the current one, does what it offers, and is done with `x` unless Hookline sees it done. */
async function takeStep(app: CompanionApp, step: Step, done: "by x" | "by itself" = "by x"): Promise<void> {
  const { keyboard } = app.page;
  const current = currentStep(app);
  const title = current.getByRole("button", { expanded: true });
  await expect(title).toContainText(step.title);
  const words = await title.innerText();
  if (step.opens !== undefined) {
    const before = await app.running.clipboardText();
    expect(await app.running.addressOpenedBy(() => keyboard.press("o"))).toBe(step.opens);
    if (step.opensWith !== undefined) {
      expect(await app.running.clipboardText()).toMatch(step.opensWith);
      expect(await app.running.clipboardText()).not.toBe(before);
    }
  }
  if (step.copies !== undefined) {
    await keyboard.press("c");
    await expect.poll(() => app.running.clipboardText()).toMatch(step.copies);
  }
  if (done === "by x") await keyboard.press("x");
  await expect(current.getByRole("button", { name: words, exact: true })).toHaveCount(0);
}

/** By Tab to the three choices, and by the arrows to one of them. */
async function chooseGeneration(app: CompanionApp, name: Walk["name"]): Promise<void> {
  const choices = app.page.getByRole("radiogroup", { name: "Which linking page do you see?" });
  await app.tabTo(choices.getByRole("radio", { name: "Dashboard" }));
  for (const { name: next } of WALKS) {
    await expect(choices.getByRole("radio", { name: next })).toBeChecked();
    if (next === name) return;
    await app.page.keyboard.press("ArrowRight");
  }
}

async function relinkByKeyboard(app: CompanionApp, path: readonly string[]): Promise<void> {
  const relink = app.page.getByRole("region", { name: "Re-link" });
  await app.tabTo(relink.getByRole("button", { name: "Start re-link" }));
  await app.page.keyboard.press("Enter");
  await expect(relink.getByRole("listitem")).toHaveText([...path]);
  await app.tabTo(relink.getByRole("button", { name: "Linked again" }));
  await app.page.keyboard.press("Enter");
  await expect(relink.getByRole("button", { name: "Start re-link" })).toBeVisible();
  const history = app.page.getByRole("region", { name: "History of links" });
  await expect(history.getByRole("listitem")).toHaveCount(2);
  await expect(history.getByRole("listitem").first()).toContainText("linked again");
}
