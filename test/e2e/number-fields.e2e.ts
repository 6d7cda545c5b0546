// Fields for a number: what they show is what is in force, and what was not taken is said beside them.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

test("a life that no JWT can have is said at its field, and nothing is copied", async ({ app }) => {
  await app.open("Keys and JWT");
  const builder = app.page.getByRole("region", { name: "JWT builder" });
  const life = builder.getByRole("textbox", { name: "In seconds" });
  const copy = builder.getByRole("button", { name: "Copy", exact: true });
  await expect(copy).toBeEnabled();

  for (const [typed, words] of [
    ["86401", "86,401 s is more than 86,400 s, so no JWT is minted. Type 30 to 86,400 s."],
    ["29", "29 s is less than 30 s, so no JWT is minted. Type 30 to 86,400 s."],
    ["", "The field is empty, so no JWT is minted. Type 30 to 86,400 s."],
    ["-1", "-1 s is less than 30 s, so no JWT is minted. Type 30 to 86,400 s."],
    ["1e3", "That is no whole number, so no JWT is minted. Type 30 to 86,400 s."],
    ["1,5", "That is no whole number, so no JWT is minted. Type 30 to 86,400 s."],
    [
      "9007199254740993",
      "9,007,199,254,740,993 s is more than 86,400 s, so no JWT is minted. Type 30 to 86,400 s.",
    ],
  ] as const) {
    await retype(app, life, typed);
    await expect(life).toHaveValue(typed);
    await app.page.keyboard.press("Tab");
    await expect(life).toHaveAttribute("aria-invalid", "true");
    await expect(life).toHaveAccessibleDescription(endingIn(words));
    await expect(copy).toBeDisabled();
    await expect(builder.getByLabel("Claims of the JWT")).toHaveCount(0);
  }

  await retype(app, life, "86400");
  await expect(life).not.toHaveAttribute("aria-invalid");
  await expect(copy).toBeEnabled();
  await expect(
    builder.getByText(/^Lives 1\sd; minted now, until \d+\s[A-Z].+, \d\d:\d\d:\d\d$/),
  ).toBeVisible();
  // What is to come is not "now".
  await expect(builder.locator("time")).toHaveAttribute("title", /Z$/);
  await retype(app, life, "7");
  await builder.getByText("5 min", { exact: true }).click();
  await expect(life).toHaveValue("300");
  await expect(copy).toBeEnabled();
});

test("a number with commas loses them when it is edited, and the caret keeps its place", async ({ app }) => {
  await app.open("Keys and JWT");
  const builder = app.page.getByRole("region", { name: "JWT builder" });
  const life = builder.getByRole("textbox", { name: "In seconds" });
  await builder.getByText("6 h", { exact: true }).click();
  await expect(life).toHaveValue("21,600");

  await life.press("Home");
  await life.press("Delete");
  await expect(life).toHaveValue("1600");
  await life.press("ArrowRight");
  await app.page.keyboard.type("2");
  await life.press("ArrowDown");
  await expect(life).toHaveValue("12,599");

  // What is pasted stays as it is: without its comma it could be another number.
  await life.press("ControlOrMeta+a");
  await app.page.keyboard.insertText("1,50");
  await expect(life).toHaveValue("1,50");
});

test("the largest body is stored when its field is left, and only where it can be", async ({ app }) => {
  await go(app.page, "#/settings/webhooks");
  const limit = app.page.getByRole("textbox", { name: "Largest body" });
  await expect(limit).toHaveValue("1,024 KiB");

  await retype(app, limit, "2048");
  expect(await storedLimit(app)).toBe("1,024 KiB");
  await app.page.keyboard.press("Enter");
  await expect.poll(() => storedLimit(app)).toBe("2,048 KiB");
  await retype(app, limit, "32768");
  await app.page.keyboard.press("Tab");

  await expect(limit).toHaveValue("2,048 KiB");
  await expect(limit).toHaveAccessibleDescription(
    "32,768 KiB is more than 16,384 KiB, so it stays 2,048 KiB. Type 1 to 16,384 KiB.",
  );
  await limit.press("End");
  await app.page.keyboard.type("0");
  await expect(limit).toHaveValue("20480 KiB");
  await retype(app, limit, "4096");
  await expect(limit).toHaveAccessibleDescription("");
  await app.page.keyboard.press("Escape");
  await expect(limit).toHaveValue("2,048 KiB");
  expect(await storedLimit(app)).toBe("2,048 KiB");
});

for (const { route, name, initial, wrong, words } of [
  {
    route: "#/settings/appearance",
    name: "Event list width",
    initial: "384",
    wrong: "5600",
    words: "5,600 pixels is more than 560 pixels, so it stays 384 pixels. Type 320 to 560 pixels.",
  },
  {
    route: "#/settings/appearance",
    name: "Conversation width",
    initial: "368",
    wrong: "3",
    words: "3 pixels is less than 320 pixels, so it stays 368 pixels. Type 320 to 520 pixels.",
  },
  {
    route: "#/settings/linking",
    name: "First reminder",
    initial: "14",
    wrong: "90",
    words: "90 is more than 89, so it stays 14. Type 0 to 89.",
  },
  {
    route: "#/settings/linking",
    name: "Second reminder",
    initial: "3",
    wrong: "",
    words: "The field is empty, so it stays 3. Type 0 to 89.",
  },
  {
    route: "#/simulator/switches",
    name: "Burst",
    initial: "1,000",
    wrong: "1001",
    words: "1,001 is more than 1,000, so it stays 1,000. Type 1 to 1,000.",
  },
] as const) {
  test(`what is no ${name.toLowerCase()} is told, and the former one stays`, async ({ app }) => {
    await go(app.page, route);
    const field = app.page.getByRole("textbox", { name });
    await expect(field).toHaveValue(initial);

    await retype(app, field, wrong);
    await app.page.keyboard.press("Enter");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(endingIn(words));
    await app.page.keyboard.press("Tab");

    await expect(field).toHaveValue(initial);
    await expect(field).not.toHaveAttribute("aria-invalid");
    await expect(app.page.getByText(words)).toBeVisible();
  });
}

/** Matches what ends in these words, whichever spaces stand between them. */
function endingIn(words: string): RegExp {
  return new RegExp(`${words.replaceAll(".", String.raw`\.`).replaceAll(" ", String.raw`\s`)}$`);
}

async function retype(app: CompanionApp, field: Locator, text: string): Promise<void> {
  await field.selectText();
  if (text === "") await app.page.keyboard.press("Delete");
  else await app.page.keyboard.type(text);
}

/** As another window has it. */
async function storedLimit(app: CompanionApp): Promise<string> {
  const other = await app.page.context().newPage();
  try {
    await other.goto(app.page.url());
    return await other.getByRole("textbox", { name: "Largest body" }).inputValue();
  } finally {
    await other.close();
  }
}
