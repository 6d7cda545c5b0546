// Long names, long threads, low windows: nothing is cut, lies over something else or leaves its frame.
import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./companion-app.ts";
import {
  closeToast,
  go,
  openEvent,
  openTunnel,
  replied,
  showConversation,
  withWorkspace,
} from "./screen-steps.ts";
import { addPerson, atSimulator, deliveryOf, phoneOf, writeAs } from "./simulator-steps.ts";
import { setFinger } from "./touch-targets.ts";

test.use({ host: "browser" });

const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk";

test("a name of one long word stays within the menu of workspaces", async ({ app: { page } }) => {
  await go(page, "#/keys");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("textbox", { name: "Page name" }).fill(LONG_WORD);
  await page.getByRole("button", { name: "Add workspace" }).click();
  await closeToast(page, "Workspace added");

  await page.getByRole("button", { name: /^Workspace / }).click();

  const menu = page.getByRole("menu");
  await expect(menu).toContainText(LONG_WORD);
  expect(await menu.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
});

test("a simulated person's long name is cut, and the PSID is not", async ({ app: { page } }) => {
  await atSimulator(page);
  await addPerson(page, `${LONG_WORD} Nord`, "2222222222222222");

  const psid = phoneOf(page).getByText("2222222222222222", { exact: true });

  expect(await psid.evaluate((value) => value.scrollWidth - value.clientWidth)).toBe(0);
});

test("in a low window the chosen tab of an event stays under the timing", async ({
  app: { page, running },
}) => {
  await replied(running);
  await running.receive({ type: "text", text: "This one was forged", fault: "bad-signature" });
  await openEvent(page, "sig:bad", /bad signature/i);
  const tab = page.getByRole("tab", { name: "Raw" });
  await tab.click();

  await page.setViewportSize({ width: 900, height: 400 });
  await page.getByRole("heading", { name: "Inbound text" }).scrollIntoViewIfNeeded();

  const regionOverTab = (): Promise<string | null | undefined> =>
    tab.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return seen?.closest("section")?.getAttribute("aria-label");
    });
  await expect.poll(regionOverTab).toBe("Timing");
});

test("the ring of a chosen message is whole in a long thread", async ({ app }) => {
  const { running } = app;
  await replied(running);
  await running.receive({ type: "text", text: "Burst", fault: "burst" });
  await app.open("Conversations");
  const rows = app.conversation.locator('[data-lazy="true"] > [data-event]');
  await expect(rows.last()).toBeVisible();

  // The ring of the focus lies three pixels off, and is two wide. Rows are drawn anew while the burst comes in.
  await expect
    .poll(() =>
      rows.last().evaluate((row) => {
        const frame = row.getBoundingClientRect();
        const bubble = row.querySelector("button")?.getBoundingClientRect() ?? frame;
        return Math.min(bubble.left - frame.left, bubble.top - frame.top);
      }),
    )
    .toBeGreaterThanOrEqual(5);
});

test("the ring around the details of an error keeps off its words", async ({ app: { page, running } }) => {
  await replied(running);
  await openTunnel(page);
  const form = page.getByRole("form", { name: "Open a tunnel" });
  await form.getByRole("textbox", { name: "localtunnel server" }).fill("http://127.0.0.1:9");
  await form.getByRole("button", { name: "Open tunnel" }).click();
  const alert = page.getByRole("alert");
  const details = alert.getByText("Details", { exact: true });
  await expect(details).toBeVisible();

  const words = alert.locator("p").last();
  const gap = (await topOf(details)) - (await bottomOf(words));

  expect(gap).toBeGreaterThanOrEqual(2);
});

test("the ring around a step of linking keeps off its words", async ({ app: { page } }) => {
  await go(page, "#/linking");
  const step = page.getByRole("main").getByRole("button", { name: "Mint a JWT" });

  const gap = await step.evaluate((button) => {
    const range = document.createRange();
    range.selectNodeContents(button);
    return range.getBoundingClientRect().left - button.getBoundingClientRect().left;
  });

  expect(gap).toBeGreaterThanOrEqual(4);
});

test("the ring around what unfolds keeps off its words", async ({ app: { page } }) => {
  await go(page, "#/keys");

  const [before, after] = await page.getByText("Optional claims").evaluate((summary) => {
    const range = document.createRange();
    range.selectNodeContents(summary);
    const [words, frame] = [range.getBoundingClientRect(), summary.getBoundingClientRect()];
    return [words.left - frame.left, frame.right - words.right];
  });

  expect(before).toBeGreaterThanOrEqual(4);
  expect(after).toBeGreaterThanOrEqual(4);
});

test("buttons whose mark is left out in a narrow window are as wide on both sides", async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await atSimulator(page);
  const button = page.getByRole("button", { name: "To the next" });

  const difference = (): Promise<number> =>
    button.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element.querySelector(".mantine-Button-label") ?? element);
      const [words, frame] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
      return words.left - frame.left - (frame.right - words.right);
    });

  await expect.poll(difference).toBeCloseTo(0, 0);
});

test("the words of an event’s buttons keep off the edge where their key is left out", async ({
  app: { page, running },
}) => {
  await replied(running);
  await page.setViewportSize({ width: 380, height: 800 });
  await openEvent(page, "kind:inbound", /^Inbound/);

  const buttons = page
    .getByRole("region", { name: "Selected event" })
    .getByRole("button", { name: /^(?:Reply|Copy)( [RC])?$/ });
  await expect(buttons).toHaveCount(2);
  const leastGap = async (): Promise<number> => {
    const gaps = await buttons.evaluateAll((all) =>
      all.map((button) => {
        const words = button.querySelector(".mantine-Button-label")?.getBoundingClientRect();
        return button.getBoundingClientRect().right - (words?.right ?? 0);
      }),
    );
    return Math.min(...gaps);
  };

  await expect.poll(leastGap).toBeGreaterThanOrEqual(10);
});

test("no count is cut where there is no room for all of them", async ({ app }) => {
  const { page, running } = app;
  await replied(running);
  await running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expect(app.chip("Inbound")).toHaveText("Inbound1,001");
  await page.setViewportSize({ width: 1280, height: 800 });

  const chips = page.getByRole("group", { name: "Show" }).getByRole("button");
  const cut = (): Promise<readonly (string | null)[]> =>
    chips.evaluateAll((all) =>
      all.flatMap((chip) => {
        const group = chip.parentElement?.getBoundingClientRect();
        const frame = chip.getBoundingClientRect();
        const count = chip.querySelector("span")?.getBoundingClientRect();
        const isHidden = count === undefined || count.top >= frame.bottom;
        const right = isHidden ? frame.right : Math.max(frame.right, count.right);
        return right > (group?.right ?? 0) + 0.5 ? [chip.textContent] : [];
      }),
    );

  await expect.poll(cut).toEqual([]);
});

test("bytes that are shown as hex do not move the whole event sideways", async ({ app }) => {
  const { page, running } = app;
  await replied(running);
  await fetch(running.inboundUrl, { method: "POST", body: Buffer.from('{"text": "caf\u00e9"}', "latin1") });
  await app.showAllWorkspaces();
  await page.setViewportSize({ width: 380, height: 800 });
  await openEvent(page, "kind:unparsed", /^Unparsed/);
  const bytes = page.getByRole("tabpanel", { name: "Raw" }).getByText("00000000");
  await expect(bytes).toBeVisible();

  const room = await bytes.evaluate((part) => {
    const around: number[] = [];
    for (let parent = part.parentElement; parent !== null; parent = parent.parentElement)
      around.push(parent.scrollWidth - parent.clientWidth);
    return Math.max(...around);
  });

  expect(room).toBe(0);
  expect(await bytes.evaluate((part) => part.scrollWidth - part.clientWidth)).toBeGreaterThan(0);
});

test("the delays of the statuses stand in one line, and what is typed there is whole", async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await atSimulator(page, "switches");
  const fields = ["Submitted after", "Delivered after"].map((name) => page.getByRole("textbox", { name }));
  for (const field of fields) await field.fill("604800000");

  const tops = await Promise.all(fields.map(topOf));

  expect(tops[0]).toBe(tops[1]);
  const [above, below] = await Promise.all(
    ["Delivered after", "Answer time-out"].map((name) => leftOf(page.getByRole("textbox", { name }))),
  );
  expect(above).toBe(below);
  for (const field of fields)
    expect(await field.evaluate((input) => input.scrollWidth - input.clientWidth)).toBe(0);
});

test("what is laid over a narrow window is as far from both of its edges", async ({
  app: { page, running },
}) => {
  await replied(running);
  await page.setViewportSize({ width: 380, height: 800 });

  for (const open of [
    () => openTunnel(page),
    () => page.getByRole("banner").getByRole("button", { name: /^JWT/ }).click(),
  ]) {
    // oxlint-disable no-await-in-loop -- one after the other
    await open();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toHaveCSS("opacity", "1");
    await expect.poll(() => sidesOf(dialog)).toEqual([8, 8]);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    // oxlint-enable no-await-in-loop
  }
  await page.keyboard.press("y");
  await page.keyboard.press("u");
  const toast = page.getByRole("alert").filter({ hasText: "Inbound URL copied" });
  await expect.poll(() => sidesOf(toast)).toEqual([12, 12]);
});

test("no word stands alone in the last line of a name or of a toast", async ({ app }) => {
  const { page, running } = app;
  await withWorkspace(running);
  await app.command("workspace", "remove", "Bike bot");
  const toast = page.getByRole("alert").filter({ hasText: "Bike bot was removed" });
  await expect(toast).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(() => lastLineOf(toast.locator(".mantine-Notification-description"))).toContain(" ");

  await atSimulator(page, "switches");
  await expect
    .poll(() => lastLineOf(page.getByText("Applications and External Accounts APIs")))
    .toBe("Accounts APIs");

  await page.setViewportSize({ width: 380, height: 800 });
  await go(page, "#/settings/sending");
  await expect
    .poll(() => lastLineOf(page.getByText("Ask twice before a real person is written to")))
    .toBe("written to");
});

test("the hours of the 24-hour window begin and end with the words above them", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.open("Conversations");
  // Events, too, has a conversation.
  await expect(app.page.getByRole("navigation", { name: "People" })).toBeVisible();
  const meter = app.conversation.getByRole("img", { name: /24-hour window/ });
  const [words, hours] = [meter.locator("span"), meter.locator("rect")];
  await expect(words.last()).toHaveText(/left$/);

  await expect
    .poll(async () => (await leftOf(hours.first())) - (await leftOf(words.first())))
    .toBeCloseTo(0, 1);
  await expect
    .poll(async () => (await rightOf(hours.last())) - (await rightOf(words.last())))
    .toBeCloseTo(0, 1);
});

test("what gives a new workspace up stands in line with its heading", async ({ app: { page, running } }) => {
  await withWorkspace(running);
  await go(page, "#/keys/add");
  const [heading, cancel] = [
    page.getByRole("heading", { name: "Add a workspace" }),
    page.getByRole("button", { name: "Cancel" }),
  ];

  await expect
    .poll(async () => Math.abs((await middleOf(heading)) - (await middleOf(cancel))))
    .toBeLessThanOrEqual(0.5);
});

/** The middle of its words, from the top. */
function middleOf(part: Locator): Promise<number> {
  return part.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { top, bottom } = range.getBoundingClientRect();
    return (top + bottom) / 2;
  });
}

/** How far it is off the left and the right edge of the window. */
function sidesOf(part: Locator): Promise<readonly number[]> {
  return part.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return [left, innerWidth - right];
  });
}

/** The words of its last line. */
function lastLineOf(part: Locator): Promise<string> {
  return part.evaluate((element) => {
    const text = element.firstChild;
    const words = text?.textContent ?? "";
    const topAt = (at: number): number => {
      const range = document.createRange();
      if (text === null) return 0;
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().top;
    };
    const last = topAt(words.length - 1);
    let from = words.length - 1;
    while (from > 0 && topAt(from - 1) === last) from -= 1;
    return words.slice(from);
  });
}

test("a simulated person's name is read alike in the list of webhooks", async ({ app: { page } }) => {
  await atSimulator(page);
  await page.getByRole("button", { name: "Add a person" }).click();
  const form = page.getByRole("form", { name: "Add a person" });
  await form.getByRole("textbox", { name: "Name" }).fill("Al\u202Eice");
  await form.getByRole("button", { name: "Add person" }).click();
  // The person is chosen once the answer is there; what is typed before is for another one.
  await expect(phoneOf(page).locator("[data-code='U+202E']").first()).toBeVisible();
  await writeAs(page, "Hello");

  await expect(deliveryOf(page, /^Message of Al/).locator("[data-code='U+202E']")).toHaveText("\u202E");
});

for (const { width, offered } of [
  { width: 1280, offered: ["Close the event list", "Close the conversation"] },
  { width: 900, offered: ["Close the event list"] },
  { width: 380, offered: [] },
]) {
  test(`at ${width} px no command is offered for a pane that the window has no room for`, async ({
    app: { page, running },
  }) => {
    await replied(running);
    await page.setViewportSize({ width, height: 800 });
    // As many panes as the window has room for.
    await expect(page.getByRole("listbox", { name: "Events" })).toHaveCount(width === 380 ? 0 : 1);
    await expect(page.getByRole("complementary", { name: "Person" })).toHaveCount(width === 1280 ? 1 : 0);
    await page.keyboard.press("ControlOrMeta+k");
    const field = page.getByRole("combobox", { name: "Search or run a command" });
    await expect(page.getByRole("option", { name: /^Search events/ })).toBeVisible();

    await field.fill(">close the");

    const commands = page.getByRole("option", { name: /^Close the (?:event|conversation)/ });
    await expect(commands).toHaveText(offered.map((label) => new RegExp(`^${label}`)));
  });
}

test("the words of a menu keep their distance from its marks", async ({ app: { page } }) => {
  await page.getByRole("button", { name: /^Workspace / }).click();
  const gap = await page.getByRole("menuitem", { name: /^Simulated Page/ }).evaluate((item) => {
    const [mark, words] = [".mantine-Menu-itemSection", ".mantine-Menu-itemLabel"].map((part) =>
      item.querySelector(part)?.getBoundingClientRect(),
    );
    return (words?.left ?? 0) - (mark?.right ?? 0);
  });

  expect(gap).toBe(8);
});

function topOf(part: Locator): Promise<number> {
  return part.evaluate((element) => element.getBoundingClientRect().top);
}

function leftOf(part: Locator): Promise<number> {
  return part.evaluate((element) => element.getBoundingClientRect().left);
}

function rightOf(part: Locator): Promise<number> {
  return part.evaluate((element) => element.getBoundingClientRect().right);
}

function bottomOf(part: Locator): Promise<number> {
  return part.evaluate((element) => element.getBoundingClientRect().bottom);
}

for (const { pointer, isFinger } of [
  { pointer: "mouse", isFinger: false },
  { pointer: "finger", isFinger: true },
]) {
  test(`on a phone under a ${pointer} no part of the conversation lies over another, whatever its height`, async ({
    app,
  }) => {
    const { page, running, conversation } = app;
    await setFinger(page, isFinger);
    await page.setViewportSize({ width: 380, height: 700 });
    await page.getByRole("button", { name: "Receive a test message" }).click();
    await expect(app.composer).toBeFocused();

    const [thread, side] = [
      conversation.getByLabel("Messages"),
      conversation.getByLabel("Write as", { exact: true }),
    ];
    const types = conversation.getByLabel("Message type");
    const send = conversation.getByRole("button", { name: /^Send/ });
    const alert = conversation.getByRole("alert");
    const behaviour = conversation.getByText("Next message behaves like");
    const field = conversation.getByRole("textbox", { name: "Message of the simulated person" });
    await expectInARow(page, [thread, side, types, app.composer, send]);
    await running.answerSends("unauthorized");
    await send.click();
    await expect(alert).toBeVisible();
    await expectInARow(page, [thread, side, types, app.composer, alert, send]);
    await side.getByText("As the person").click();
    await expectInARow(page, [thread, side, behaviour, types, field, send]);
  });
}

for (const height of [500, 600, 740, 760, 800]) {
  test(`on a phone of ${height} px a refusal comes into sight, and nothing lies over its words`, async ({
    app,
  }) => {
    const { page, running, conversation } = app;
    await page.setViewportSize({ width: 380, height });
    await page.getByRole("button", { name: "Receive a test message" }).click();
    await running.answerSends("unauthorized");
    const alert = conversation.getByRole("alert");
    const words = alert.locator("p").last();
    const todo = conversation.getByRole("link", { name: "Check keys" });

    for (const reply of ["Yes, from 10", "Yes, from 10 to 4"]) {
      // oxlint-disable no-await-in-loop -- one after the other
      await app.reply(reply);
      await expect(conversation.getByText("Refused by Vonage, 401")).toHaveCount(reply.length > 12 ? 2 : 1);
      await expect(words).toContainText("The draft is kept.");
      await expect(todo).toBeInViewport({ ratio: 1 });
      await expect(words).toBeInViewport({ ratio: 1 });
      expect(await topOf(todo)).toBeGreaterThanOrEqual(await bottomOf(words));
      // oxlint-enable no-await-in-loop
    }
  });
}

for (const view of [
  { width: 380, height: 800 },
  { width: 900, height: 700 },
]) {
  test(`at ${view.width} by ${view.height} px the details of a refusal are seen when they open`, async ({
    app,
  }) => {
    const { page, running, conversation } = app;
    await replied(running);
    await running.answerSends("unauthorized");
    await page.setViewportSize(view);
    await openEvent(page, "kind:inbound", /^Inbound/);
    await showConversation(page, view);
    await app.reply("Yes, from 10 to 4");

    await conversation.getByRole("alert").getByText("Details").click();

    await expect(conversation.getByText("REPLY_UNAUTHORIZED")).toBeInViewport({ ratio: 1 });
  });
}

/** Each of them ends before the next one begins, from the lowest phone's window on, and the last can be scrolled to. */
async function expectInARow(page: Page, parts: readonly Locator[]): Promise<void> {
  for (const height of [500, 561, 600, 667, 700, 739, 740, 800]) {
    // oxlint-disable no-await-in-loop -- one window after another
    await page.setViewportSize({ width: 380, height });
    await expect
      .poll(async () => {
        const tops = await Promise.all(parts.map(topOf));
        const bottoms = await Promise.all(parts.map(seenBottomOf));
        return tops.flatMap((top, at) => (top < (bottoms[at - 1] ?? top) ? [`${height} px: ${at}`] : []));
      })
      .toEqual([]);
    const last = parts.at(-1) ?? page.locator("main");
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport({ ratio: 1 });
    // oxlint-enable no-await-in-loop
  }
}

/** Where what is seen of it ends: notices scroll within what is around them. */
function seenBottomOf(part: Locator): Promise<number> {
  return part.evaluate((element) => {
    let { bottom } = element.getBoundingClientRect();
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === "visible") continue;
      bottom = Math.min(bottom, around.getBoundingClientRect().bottom);
    }
    return bottom;
  });
}
