// Rings of the focus, as they are seen: nothing breaks them, lies over them or cuts them off.
import { expect, type Locator, type Page, type PageScreenshotOptions } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go, noMatch, openEvent, replied, shown, withWorkspace } from "./screen-steps.ts";
import { addPerson, atSimulator, personOf } from "./simulator-steps.ts";

test.use({ host: "browser" });

type Clip = NonNullable<PageScreenshotOptions["clip"]>;

test("the ring around a list of which nothing is chosen is broken by none of its rows", async ({ app }) => {
  const { page } = app;
  await replied(app.running);
  await page.setViewportSize({ width: 380, height: 800 });
  await go(page, "#/events");
  // The event that was shown last is not among them.
  await app.chip("Status").click();
  await expect(app.row(/^Inbound/)).toHaveCount(0);
  await page.keyboard.press("Tab");
  await app.list.focus();
  const edges = await app.list.evaluate((list) => list.parentElement?.getBoundingClientRect());

  const colours = await coloursOf(page, {
    x: edges?.left ?? 0,
    y: (edges?.top ?? 0) + 4,
    width: 1,
    height: 160,
  });

  expect(colours).toHaveLength(1);
});

test("the ring of a chosen row is not under its background", async ({ app }) => {
  const { page } = app;
  await replied(app.running);
  await app.tabTo(app.list);
  await page.keyboard.press("ArrowUp");
  const row = page.getByRole("option", { selected: true });
  const edges = await row.evaluate((element) => element.getBoundingClientRect());

  const [ring, ...others] = await coloursOf(page, {
    x: edges.left + 40,
    y: edges.top,
    width: 120,
    height: 2,
  });

  expect(others).toEqual([]);
  expect(ring).toBe("33 66 181");
});

test("the ring of a chosen person of the simulator is not under their background", async ({
  app: { page },
}) => {
  await atSimulator(page);
  await addPerson(page, "Alice");
  const row = personOf(page, "Alice");
  await expect(row).toHaveAttribute("aria-selected", "true");
  await page.getByRole("listbox", { name: "People to play" }).focus();
  await page.keyboard.press("End");
  const edges = await row.evaluate((element) => element.getBoundingClientRect());

  const colours = await coloursOf(page, { x: edges.right - 2, y: edges.top, width: 2, height: edges.height });

  expect(colours).toEqual(["33 66 181"]);
});

test("the ring around an event is broken by nothing that is in it", async ({ app: { page, running } }) => {
  await replied(running);
  await page.setViewportSize({ width: 380, height: 800 });
  await openEvent(page, "kind:inbound", /^Inbound/);
  const event = page.getByRole("region", { name: "Selected event" });
  await expect(event.getByText("PSID, reply to this")).toBeVisible();
  await page.keyboard.press("Tab");
  await event.focus();

  await expect.poll(() => ringColours(event)).toEqual(["33 66 181"]);
});

test("where no events match, the ring around their place is whole", async ({ app: { page, running } }) => {
  await replied(running);
  await page.setViewportSize({ width: 380, height: 800 });

  await noMatch(page);

  const events = page.getByRole("region", { name: "Events", exact: true });
  await expect(events).toBeFocused();
  await expect.poll(() => ringColours(events)).toEqual(["33 66 181"]);
});

test("the ring around the parts of the simulator is broken by no line", async ({ app: { page } }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await atSimulator(page);
  await page.keyboard.press("Tab");
  await page.getByRole("tab", { name: "People" }).focus();
  const parts = page.locator('[data-region="Parts of the simulator"]');

  // There the people are no part among the others.
  await page.setViewportSize({ width: 1280, height: 800 });

  await expect(parts).toBeFocused();
  await expect.poll(() => ringColours(parts)).toEqual(["33 66 181"]);
});

test("the ring around what copies a simulated person's PSID keeps off the heading", async ({
  app: { page },
}) => {
  await atSimulator(page);
  await addPerson(page, "Alice");
  const phone = page.getByRole("region", { name: "You, as the Facebook user" });
  const words = phone.getByRole("heading", { name: "You, as the Facebook user" });
  const button = phone.getByRole("button", { name: "Copy PSID" });
  await expect(button).toBeVisible();

  const above = await words.evaluate((heading) => {
    const range = document.createRange();
    range.selectNodeContents(heading.firstChild ?? heading);
    return range.getBoundingClientRect().bottom;
  });
  // The ring is two pixels wide, one off.
  const ring = (await button.evaluate((element) => element.getBoundingClientRect().top)) - 3;

  expect(ring).toBeGreaterThanOrEqual(above);
});

/** The parts of screens that scroll or hold much, which have the focus when what had it in them goes. */
const PARTS: readonly (readonly [string, readonly string[]])[] = [
  ["#/events", ["Conversation"]],
  ["#/conversations", ["People", "Conversation"]],
  ["#/linking", ["Checklist", "Page link"]],
  ["#/keys", ["Keys", "JWT"]],
];

test("the ring around each part of a screen is whole", async ({ app: { page, running } }) => {
  await replied(running);
  for (const [address, parts] of PARTS) {
    await go(page, address);
    for (const name of parts) {
      const part = page.locator(`[data-region="${name}"]`);
      await part.evaluate((element) => element.setAttribute("tabindex", "-1"));
      await page.keyboard.press("Shift");
      await part.focus();
      await expect.poll(() => ringColours(part), name).toEqual(["33 66 181"]);
    }
  }
});

test("the rings of choices and switches have the colour of all others", async ({ app: { page } }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await go(page, "#/settings/appearance");

  await page.getByRole("switch", { name: "Compact rows" }).focus();
  await page.keyboard.press("Shift+Tab");
  const choice = page.locator(".mantine-SegmentedControl-input:focus-visible + label");
  await expect(choice).toHaveCSS("outline", "rgb(163, 182, 255) solid 2px");
  await page.keyboard.press("Tab");
  const track = page.locator(".mantine-Switch-input:focus-visible + .mantine-Switch-track");
  await expect(track).toHaveCSS("outline", "rgb(163, 182, 255) solid 2px");
});

test("the ring around the body of an event is broken by no line of it", async ({ app }) => {
  const { page, running } = app;
  await replied(running);
  await openEvent(page, "kind:inbound", /^Inbound/);
  await expect(page.getByText("PSID, reply to this")).toBeVisible();
  const body = page.getByRole("textbox", { name: "Body of the event, JSON" });

  await app.tabTo(body);

  const view = page.locator(".cm-editor").locator("xpath=..");
  await expect.poll(() => ringColours(view)).toEqual(["33 66 181"]);
});

test("the ring around the scenarios is not under their filter", async ({ app }) => {
  const { page } = app;
  await page.setViewportSize({ width: 380, height: 800 });
  await go(page, "#/simulator/scenarios");
  const panel = page.getByRole("tabpanel", { name: "Scenarios" });
  await expect(panel.getByRole("button", { name: /^First contact/ })).toBeVisible();

  await app.tabTo(panel);

  await expect.poll(() => ringColours(panel)).toEqual(["33 66 181"]);
});

test("a field for a secret has a ring, as other fields have", async ({ app: { page } }) => {
  await go(page, "#/keys");
  const secret = page.getByRole("textbox", { name: "API secret" });

  await secret.focus();

  const field = page.locator(".mantine-PasswordInput-input").filter({ has: secret });
  await expect(field).toHaveCSS("outline", "rgb(33, 66, 181) solid 2px");
});

for (const [width, place, name, out] of [
  [1280, "banner", /^Hookline/, -2],
  [380, "banner", /^Hookline/, -2],
  [380, "banner", /^Workspace /, -2],
  [1280, "navigation", /^Simulator/, 1],
  [1280, "contentinfo", /Shortcuts$/, -1],
] as const) {
  test(`at ${width} px the ring of ${name} in the ${place} is whole`, async ({ app }) => {
    const { page } = app;
    await page.setViewportSize({ width, height: 800 });
    await go(page, "#/keys");
    await shown(page, "Keys and JWT");
    const part = page.getByRole(place);
    const named = part.getByRole("link", { name }).or(part.getByRole("button", { name }));

    await app.tabTo(named);

    await expect.poll(() => outlineColours(named, out)).toEqual(["33 66 181"]);
  });
}

test("what the focus is moved to by Tab comes into sight with its ring", async ({ app }) => {
  const { page, running } = app;
  await withWorkspace(running);
  await page.setViewportSize({ width: 380, height: 800 });
  const claims = page.getByLabel("Claims of the JWT");
  await expect(claims).toBeVisible();

  await app.tabTo(claims);

  await expect.poll(() => outlineColours(claims, 1)).toEqual(["33 66 181"]);
});

/**
 * The colours of a ring of two pixels, but for its corners.
 * @param out how far it is off the edges of its part; less than 0 = within them
 */
async function outlineColours(part: Locator, out: number): Promise<readonly string[]> {
  const corner = 10;
  const frame = await part.evaluate((element) => element.getBoundingClientRect());
  const [x, y] = [frame.left + corner, frame.top + corner];
  const [width, height] = [frame.width - 2 * corner, frame.height - 2 * corner];
  const sides: readonly Clip[] = [
    { x, width, y: frame.top - out - 2, height: 2 },
    { x, width, y: frame.bottom + out, height: 2 },
    { y, height, x: frame.left - out - 2, width: 2 },
    { y, height, x: frame.right + out, width: 2 },
  ];
  return [...new Set((await Promise.all(sides.map((side) => coloursOf(part.page(), side)))).flat())];
}

/** The colours of the two pixels within the left and the right edge of a part of the page. */
async function ringColours(part: Locator): Promise<readonly string[]> {
  const { left, right, top, height } = await part.evaluate((element) => element.getBoundingClientRect());
  const sides = [left, right - 2].map((x) => coloursOf(part.page(), { x, y: top, width: 2, height }));
  return [...new Set((await Promise.all(sides)).flat())];
}

/** The colours of a part of the window, as it is seen. */
async function coloursOf(page: Page, clip: Clip): Promise<readonly string[]> {
  const picture = await page.screenshot({ clip, animations: "disabled" });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (canvas === null) throw new Error("nothing can be drawn");
    canvas.drawImage(bitmap, 0, 0);
    const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join(" "));
    return [...colours];
  }, picture.toString("base64"));
}
