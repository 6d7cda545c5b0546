// The browser host: every journey, and what only a page in a browser can meet.
import { expect, type Locator, type Page } from "@playwright/test";
import { formatBytes } from "../../renderer/components/format.ts";
import { postThroughTunnel, startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { test } from "./companion-app.ts";
import { holdAnswers, refuseAnswers } from "./held-answers.ts";
import { describeJourneys } from "./journeys.ts";
import { go, inboundTo, tunnelled } from "./screen-steps.ts";

describeJourneys("browser");

test.describe("the page", () => {
  test("takes the key out of its address", async ({ app }) => {
    await expect(app.page.getByRole("heading", { name: "See your first webhook" })).toBeVisible();

    expect(app.page.url()).not.toContain("key=");
  });

  test("keeps to its content security policy from the first moment", async ({ app }) => {
    await app.page.addInitScript(() => {
      const broken: string[] = [];
      Reflect.set(globalThis, "broken", broken);
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
        broken.push(`${effectiveDirective} ${blockedURI}`),
      );
    });
    await app.page.reload();
    await app.receiveFirstMessage();

    expect(await app.page.evaluate(() => Reflect.get(globalThis, "broken"))).toEqual([]);
  });

  test("shows the first message at once, whatever else the simulator tells", async ({ app }) => {
    await expect(app.page.getByRole("button", { name: "Receive a test message" })).toBeVisible();
    // No pause between two counts of events is ever over now: a message that waits for one does not come.
    await app.page.evaluate(() => {
      const real = globalThis.setTimeout;
      Reflect.set(globalThis, "setTimeout", (run: () => void, delayMs = 0) =>
        delayMs >= 200 ? 0 : real(run, delayMs),
      );
    });

    await app.receiveFirstMessage();
  });

  test("offers nothing to press before it is known whether there are events", async ({ app }) => {
    const { page } = app;
    const button = page.getByRole("button", { name: "Receive a test message" });
    const counts = await holdAnswers(page, "events.counts");

    // The list and the first steps are drawn from this answer and the counts; the list has the same button.
    await expect.poll(() => counts.hasPassed("events.page")).toBe(true);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    expect(await button.count()).toBe(0);

    counts.release();
    await expect(button).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(app.row(/Inbound text/)).toBeVisible();
  });

  test("keeps what is typed while it cannot be told how many events there are", async ({ app }) => {
    const { page } = app;
    const refusals = await refuseAnswers(page, "events.counts");
    await app.search.fill("hello");

    await app.running.receive({ text: "Hello again" });
    await expect(app.row(/Hello again/)).toBeVisible();
    await expect.poll(() => refusals.count()).toBeGreaterThan(2);

    await expect(app.search).toHaveValue("hello");
  });

  test("looks for a reply only when one came", async ({ app }) => {
    const { page, running } = app;
    let questions: string[] = [];
    // Those of the newest socket: that of the page before may be opened as late as this.
    page.on("websocket", (socket) => {
      const own: string[] = [];
      questions = own;
      socket.on("framesent", ({ payload }) => own.push(String(payload)));
    });
    await page.reload();
    await app.receiveFirstMessage();
    for (const text of ["one", "two", "three"]) await running.receive({ text });
    await expect(app.row(/three/)).toBeVisible();
    expect(questions.filter((question) => question.includes('"status:read sig:verified"'))).toHaveLength(1);

    await app.reply("Hi!");

    await expect(page.getByRole("list", { name: "First webhook" })).toContainText("Reply, done");
  });

  test("ticks the first reply once it was read, and not before", async ({ app }) => {
    await app.receiveFirstMessage();
    const steps = app.page.getByRole("list", { name: "First webhook" });

    await app.reply("Hi!");
    await expect(app.row(/^Delivered/)).toBeVisible();

    // Looked at in one moment, as the reply is read soon.
    const isTickedUnread = await steps.evaluate((list) => {
      const read = document.querySelector('[role="option"][aria-label^="Read by"]');
      return list.textContent.includes("Reply, done") && read === null;
    });
    expect(isTickedUnread).toBe(false);
    await expect(steps).toContainText("Reply, done");
  });

  test("shows an event that is addressed before the first steps, and those where it is gone", async ({
    app,
  }) => {
    const { page, running } = app;
    const steps = page.getByRole("list", { name: "First webhook" });
    await fetch(running.inboundUrl, { method: "POST", body: '{"text": oops}' });
    await expect(page.getByText("1 event belongs to no workspace.")).toBeVisible();
    await expect(steps).toBeVisible();

    await go(page, "#/events/1");
    await expect(page.getByRole("region", { name: "Selected event" })).toContainText("Unparsed");
    await expect(steps).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("region", { name: "Selected event" })).toContainText("Unparsed");
    await go(page, "#/events");
    await expect(steps).toBeVisible();
    await go(page, "#/events/99");
    await expect(steps).toBeVisible();

    await app.receiveFirstMessage();
    await expect(app.composer).toHaveValue("Hi! Thanks for your message.");
  });

  test("marks the gear while Settings are open", async ({ app }) => {
    const gear = app.page.getByRole("banner").getByRole("link", { name: "Settings" });
    await expect(gear).not.toHaveAttribute("aria-current");

    await gear.click();

    await expect(gear).toHaveAttribute("aria-current", "page");
    await app.open("Keys and JWT");
    await expect(gear).not.toHaveAttribute("aria-current");
  });

  test("is not styled anew as a whole when another screen is opened, only when the theme is another", async ({
    app,
  }) => {
    await app.open("Linking");
    await expect(app.page.getByRole("heading", { name: "Link your Facebook Page" })).toBeVisible();
    // Every sheet that comes or goes has each element's style computed again.
    await app.page.evaluate(() => {
      const sheets: string[] = [];
      Reflect.set(globalThis, "sheets", sheets);
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) {
          for (const node of addedNodes) if (node.nodeName === "STYLE") sheets.push(node.textContent ?? "");
        }
      }).observe(document.head, { childList: true });
    });

    await app.open("Keys and JWT");
    await expect(app.page.getByRole("heading", { name: "Keys and JWT", level: 1 })).toBeVisible();
    await app.page.getByRole("button", { name: "Use the dark theme" }).click();
    await expect(app.page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");

    expect(await app.page.evaluate(() => Reflect.get(globalThis, "sheets"))).toEqual([
      expect.stringContaining("transition: none"),
    ]);
  });

  test("works in several tabs, which see the same events", async ({ app }) => {
    const other = await app.page.context().newPage();
    await other.goto(app.page.url());

    await app.receiveFirstMessage();

    await expect(other.getByRole("option", { name: /Inbound text/ })).toBeVisible();
  });

  test("in several tabs, on different screens, writes down each place once", async ({ app }) => {
    const { page } = app;
    const changes: unknown[] = [];
    noteSettingsChanges(page, changes);
    await page.clock.install();
    await page.reload();
    await expect(page.getByRole("button", { name: "Receive a test message" })).toBeVisible();
    const other = await page.context().newPage();
    noteSettingsChanges(other, changes);
    const timePasses = (): Promise<void> => page.clock.runFor(5_000);
    // A tab that shows what another changed has heard all that was changed before.
    const changeTheme = async (here: Page, there: Page, theme: "dark" | "light"): Promise<void> => {
      await here.getByRole("button", { name: `Use the ${theme} theme` }).click();
      await expect(there.locator("html")).toHaveAttribute("data-mantine-color-scheme", theme);
      await timePasses();
    };

    await other.goto(new URL("#/keys", page.url()).href);
    await expect(other.getByRole("heading", { name: "Keys and JWT", level: 1 })).toBeVisible();
    await timePasses();
    await changeTheme(other, page, "dark");
    await changeTheme(page, other, "light");
    await app.open("Linking");
    await expect(page.getByRole("heading", { name: "Link your Facebook Page" })).toBeVisible();
    await timePasses();
    await changeTheme(page, other, "dark");
    await changeTheme(other, page, "light");

    await expect
      .poll(() => changes)
      .toEqual([
        { lastRoute: "#/keys" },
        { theme: "dark" },
        { theme: "light" },
        { lastRoute: "#/linking" },
        { theme: "dark" },
        { theme: "light" },
      ]);
  });

  test("without a key says which address to open", async ({ app }) => {
    const page = await app.page.context().newPage();
    await page.goto("about:blank");
    // Before it was welcomed, the page would keep its key once more.
    await expect(app.page.getByRole("button", { name: "Receive a test message" })).toBeVisible();
    await app.page.evaluate(() => localStorage.clear());

    await page.goto(new URL("/", app.page.url()).href);

    await expect(page.getByText(/address/i).first()).toBeVisible();
    await expect(page.getByRole("navigation")).toHaveCount(0);
  });

  test("at an address without https sends replies, and says why it copies nothing", async ({ app }) => {
    // What browsers keep from pages that they hold for insecure, as with --bind and --allowed-host.
    await app.page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });
      Object.defineProperty(Crypto.prototype, "randomUUID", { value: undefined });
    });
    await app.page.reload();
    await app.receiveFirstMessage();

    await app.reply("Yes, from 10 to 4");
    await expect(app.row(/^Sent text to/)).toBeVisible();
    await app.conversation.getByRole("button", { name: "Copy PSID" }).click();

    await expect(
      app.page.getByText(/^Browsers give the clipboard to 127\.0\.0\.1, localhost and https/),
    ).toBeVisible();
  });

  test("says so when the program ends", async ({ app }) => {
    await app.receiveFirstMessage();

    app.running.process.kill("SIGTERM");

    await expect(app.page.getByText(/connection to Hookline was lost/i).first()).toBeVisible();
  });

  test("shows a body without its editor when that cannot be fetched any more", async ({ app }) => {
    await app.page.route(/json-view/, (route) => route.abort());

    await app.receiveFirstMessage();
    const body = app.page.getByRole("tabpanel", { name: /^Body/ });
    await expect(body).toContainText('"message_type": "text"');
    await expect(body.getByRole("textbox")).toHaveCount(0);

    app.running.process.kill("SIGTERM");
    await expect(app.page.getByText(/connection to Hookline was lost/i).first()).toBeVisible();
  });

  test("says once that the connection is lost, and shows what it knew", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.open("Conversations");
    // The list, too: the conversation alone may still be the one beside the event.
    await expect(app.page.getByRole("navigation", { name: "People" }).getByRole("link")).toHaveCount(1);
    await expect(app.conversation).toContainText("Hello from Facebook Messenger!");

    app.running.process.kill("SIGTERM");
    await expect(app.page.getByText(/connection to Hookline was lost/i).first()).toBeVisible();
    await app.open("Events");
    await expect(app.page.getByRole("button", { name: "Not live. Pause the view" })).toBeVisible();
    // A setting that cannot be kept.
    await app.page.keyboard.press("]");
    await expect(app.conversation).toHaveCount(0);
    await expect(app.page.getByText(/connection to Hookline was lost/i)).toHaveCount(1);
    await app.open("Conversations");

    await expect(app.conversation).toContainText("Hello from Facebook Messenger!");
    await expect(app.page.getByText(/connection to Hookline was lost/i)).toHaveCount(1);
    await expect(app.conversation.getByRole("alert")).toHaveCount(0);
  });

  test("follows a simulator that a script starts over", async ({ app }) => {
    await app.receiveFirstMessage();
    const meter = app.conversation.getByRole("img", { name: /24-hour window|has not written/ });
    await expect(meter).toHaveAccessibleName(/^The 24-hour window is open,/);

    await app.running.resetSimulator();

    await expect(meter).toHaveAccessibleName("This person has not written to the Page.");
  });
});

for (const width of [380, 900, 1280]) {
  test(`the first message leads to a reply ready to be sent, ${width} px wide`, async ({ app }) => {
    await app.page.setViewportSize({ width, height: 800 });

    await app.page.getByRole("button", { name: "Receive a test message" }).click();

    await expect(app.composer).toBeFocused();
    await expect(app.composer).toHaveValue("Hi! Thanks for your message.");
    await expect(app.composer).toBeInViewport({ ratio: 1 });
  });
}

test("an event of another workspace has that workspace's conversation beside it", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.command("workspace", "add", "--name", "Bike bot", "--page-id", "2222", "--unchecked");
  const [ofBikeBot, ofNobody] = await Promise.all(
    ["2222", "9999"].map(async (pageId) => {
      const answer = await fetch(app.running.inboundUrl, { method: "POST", body: inboundTo(pageId) });
      expect(answer.status).toBe(200);
      const { stdout } = await app.command("events", "--json", "--query", `page:${pageId}`);
      return (JSON.parse(stdout) as { readonly id: number }).id;
    }),
  );

  await app.page.goto(app.page.url().replace(/#.*$|$/, `#/events/${ofBikeBot}`));
  const person = app.page.getByRole("complementary", { name: "Person" });
  await expect(
    person.getByText("This conversation belongs to Bike bot; a reply goes out from there."),
  ).toBeVisible();
  await expect(person.getByRole("heading", { name: "Facebook user" })).toBeVisible();
  await expect(person.getByRole("list").getByText("Is it open?")).toBeVisible();
  await expect(person.getByText("This person has not written to the Page")).toHaveCount(0);
  await person.getByRole("button", { name: "Switch to it" }).click();
  await expect(app.page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();
  await expect(person.getByText("This conversation belongs to")).toHaveCount(0);
  await expect(person.getByRole("list").getByText("Is it open?")).toBeVisible();

  await app.page.goto(app.page.url().replace(/#.*$/, `#/events/${ofNobody}`));
  await expect(person.getByRole("heading", { name: "No workspace" })).toBeVisible();
  await expect(app.composer).toHaveCount(0);
});

test("a link to a conversation that is not here says whose it is, and leads there", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.command("workspace", "add", "--name", "Bike bot", "--page-id", "2222", "--unchecked");
  await fetch(app.running.inboundUrl, { method: "POST", body: inboundTo("2222") });
  const at = (psid: string) => page.goto(page.url().replace(/#.*$|$/, `#/conversations/${psid}`));
  const main = page.getByRole("main");
  const thread = main.getByRole("region", { name: "Conversation" });

  await at("404404404404");
  await expect(main.getByRole("heading", { name: "No conversation here" })).toBeVisible();
  await expect(main).toContainText("has no conversation with PSID 4044…4404, nor has another workspace.");
  await expect(main.getByRole("button", { name: "Switch to it" })).toHaveCount(0);

  // At another Page nobody has one.
  await at("3333/4444");
  await expect(thread).toContainText("No messages yet");
  await at("3333/2222");
  await expect(thread).toContainText("it belongs to Bike bot.");
  await at("3333");
  await expect(main).toContainText("it belongs to Bike bot.");
  await expect(thread).toHaveCount(0);
  await main.getByRole("button", { name: "Switch to it" }).click();

  await expect(page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();
  await expect(thread.getByRole("list").getByText("Is it open?")).toBeVisible();
  await expect(page).toHaveURL(/#\/conversations\/3333$/);
});

test("a conversation that is not here is a page with a way back on a phone", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await page.setViewportSize({ width: 380, height: 800 });
  await page.goto(page.url().replace(/#.*$|$/, "#/conversations/424242"));
  await expect(page.getByRole("heading", { name: "No conversation here" })).toBeVisible();

  await page.getByRole("button", { name: "Back to the people" }).click();

  await expect(page).toHaveURL(/#\/conversations$/);
  await expect(page.getByRole("navigation", { name: "People" }).getByRole("link")).toHaveCount(1);
});

test("the skip link leads into the screen, whose first control the next Tab shows", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");

  await page.getByRole("link", { name: "Skip to the content" }).press("Enter");

  await expect(page.locator("main")).toBeFocused();
  await expect(page.locator("main")).toHaveCSS("outline-style", "none");
  await page.keyboard.press("Tab");
  await expect(page.locator("main :focus-visible")).toHaveCSS("outline-style", "solid");
});

test("in a low window the timing is one line that opens", async ({ app }) => {
  await app.page.setViewportSize({ width: 1280, height: 700 });
  await app.receiveFirstMessage();
  const timing = app.page.getByRole("region", { name: "Timing" });
  const steps = timing.getByRole("button", { name: "Steps of the answer" });
  const folded = await timing.boundingBox();

  await steps.click();

  await expect(steps).toHaveAttribute("aria-expanded", "true");
  await expect(timing.getByText("Verify signature")).toBeInViewport();
  expect((await timing.boundingBox())?.height).toBeGreaterThan(2 * (folded?.height ?? 0));
});

test("a bubble of a conversation shows its event beside it, and pressed again the thread alone", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.open("Conversations");
  const bubble = app.conversation.getByText("Hello from Facebook Messenger!");

  await bubble.click();
  await expect(app.page.getByRole("region", { name: "Selected event" })).toContainText('"message_uuid"');
  await bubble.click();

  await expect(app.page.getByRole("region", { name: "Selected event" })).toHaveCount(0);
});

test("the event beside a conversation is closed by its button, and the keyboard stays on the screen", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.open("Conversations");
  await app.conversation.getByText("Hello from Facebook Messenger!").click();
  const event = app.page.getByRole("region", { name: "Selected event" });

  await event.getByRole("button", { name: "Close the event" }).focus();
  await app.page.keyboard.press("Enter");

  await expect(event).toHaveCount(0);
  await expect(app.page.locator("main")).toContainText("Hello from Facebook Messenger!");
  expect(await app.page.evaluate(() => document.activeElement === document.body)).toBe(false);
});

test("a bubble that is half out of sight shows whole once it is selected", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.open("Conversations");
  for (const text of ["One", "Two", "Three", "Four"]) {
    await app.composer.fill(text);
    await app.composer.press("ControlOrMeta+Enter");
    await expect(app.conversation.getByRole("button", { name: new RegExp(`^Reply: ${text}`) })).toBeVisible();
  }
  await expect(app.conversation.getByText("Read", { exact: true })).toHaveCount(2);
  const bubble = app.conversation.getByRole("button", { name: /Hello from Facebook/ });
  const messages = app.conversation.getByRole("region", { name: "Messages" });
  const hidden = await bubble.evaluate((element) => element.closest("li")?.offsetTop ?? 0);
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const beyond = await messages.evaluate((element) => element.scrollHeight - element.clientHeight);
  await page.setViewportSize({ width, height: height + beyond - hidden - 10 });
  await expect(bubble).not.toBeInViewport({ ratio: 1 });

  const box = await bubble.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + (box?.height ?? 0) - 5);

  await expect(page.getByRole("region", { name: "Selected event" })).toContainText('"message_uuid"');
  await expect(bubble).toBeInViewport({ ratio: 1 });
});

test.describe("the tunnel's popover", () => {
  test("opens and closes by the keyboard, and gives the focus back", async ({ app }) => {
    await app.receiveFirstMessage();
    await tunnelPill(app.page).focus();

    await app.page.keyboard.press("Enter");
    await expect(tunnelPopover(app.page).getByRole("textbox", { name: "localtunnel server" })).toBeFocused();
    await app.page.keyboard.press("Tab");
    await expect(tunnelPopover(app.page).getByRole("textbox", { name: "Subdomain" })).toBeFocused();
    await app.page.keyboard.press("Tab");
    await expect(tunnelPopover(app.page).getByRole("button", { name: "Open tunnel" })).toBeFocused();
    await app.page.keyboard.press("Tab");
    await expect(tunnelPopover(app.page).getByRole("textbox", { name: "localtunnel server" })).toBeFocused();
    await app.page.keyboard.press("Escape");

    await expect(tunnelPopover(app.page)).toHaveCount(0);
    await expect(tunnelPill(app.page)).toBeFocused();
  });

  test("opens a tunnel, copies both URLs and closes it, without a mouse", async ({ app }) => {
    const server = await startLocaltunnelServer();
    try {
      await app.receiveFirstMessage();
      await tunnelPill(app.page).focus();
      await app.page.keyboard.press("Enter");
      await tunnelPopover(app.page).getByRole("textbox", { name: "localtunnel server" }).fill(server.url);
      await tunnelPopover(app.page).getByRole("textbox", { name: "Subdomain" }).fill("my-bike-bot");

      await app.page.keyboard.press("Enter");

      await expect(tunnelPopover(app.page).getByRole("heading", { name: "Open (not proved)" })).toBeVisible();
      const address = `http://my-bike-bot.localhost:${server.port}`;
      for (const name of ["inbound", "status"]) {
        await app.page.keyboard.press("Tab");
        await expect(tunnelPopover(app.page).getByRole("button", { name: `Copy ${name} URL` })).toBeFocused();
        await app.page.keyboard.press("Enter");
        await expect(app.page.getByText(`${name} URL copied`)).toBeVisible();
        expect(await app.running.clipboardText()).toBe(`${address}/webhooks/${name}`);
      }
      await app.page.keyboard.press("Escape");
      await expect(tunnelPill(app.page)).toBeFocused();
      await app.page.keyboard.press("Enter");
      await tunnelPopover(app.page).getByRole("button", { name: "Close tunnel" }).press("Enter");
      await expect(tunnelPopover(app.page).getByRole("heading", { name: "Tunnel off" })).toBeVisible();
      await app.page.keyboard.press("Escape");
      await expect(tunnelPill(app.page)).toBeFocused();
    } finally {
      await server.stop();
    }
  });
});

test("the tunnel's popover shows what passes through it while it is open", async ({ app }) => {
  const server = await startLocaltunnelServer();
  const fact = (name: string): Locator =>
    tunnelPopover(app.page)
      .locator("div")
      .filter({ has: app.page.locator("dt", { hasText: new RegExp(`^${name}$`) }) })
      .last()
      .getByRole("definition");
  try {
    await app.receiveFirstMessage();
    await tunnelPill(app.page).click();
    await tunnelPopover(app.page).getByRole("textbox", { name: "localtunnel server" }).fill(server.url);
    await tunnelPopover(app.page).getByRole("textbox", { name: "Subdomain" }).fill("my-bike-bot");
    await app.page.keyboard.press("Enter");
    await expect(fact("Requests")).toHaveText("0");
    await expect(fact("Round trip")).toHaveText(/^[\d.]+\sm?s ?median [\d.]+\sm?s$/);

    const url = `http://my-bike-bot.localhost:${server.port}`;
    for (let count = 0; count < 5; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- as they come in: one after the other
      expect(await postThroughTunnel(url, "/webhooks/inbound", `{"text":"${"x".repeat(1_000)}"}`)).toBe(200);
    }

    await expect(fact("Requests")).toHaveText("5");
    const { sent, taken } = server.traffic();
    await expect(fact("Bytes")).toHaveText(`${formatBytes(sent)} in${formatBytes(taken)} out`);
    // Another session begins at nothing.
    await tunnelPopover(app.page).getByRole("button", { name: "Close tunnel" }).click();
    await tunnelPopover(app.page).getByRole("textbox", { name: "Subdomain" }).fill("another-bot");
    await tunnelPopover(app.page).getByRole("button", { name: "Open tunnel" }).click();
    await expect(fact("Requests")).toHaveText("0");
  } finally {
    await server.stop();
  }
});

test("an empty list offers the tunnel first, and keeps counting whatever the window's width", async ({
  app,
}) => {
  const { page } = app;
  const server = await tunnelled(app.running);
  try {
    await tunnelPopover(page).getByRole("button", { name: "Close tunnel" }).click();
    await page.keyboard.press("Escape");
    await goTo(page, "#/events");
    await expect(page.getByText("Vonage cannot reach this computer yet.")).toBeVisible();
    await expect(page.getByText("Inbound URL, for this computer only")).toBeVisible();

    await page.clock.setFixedTime(Date.now() + 61_000);
    const causes = page.getByRole("region", { name: "What could be wrong" });
    await expect(causes).toContainText("The tunnel is off");
    await page.setViewportSize({ width: 380, height: 800 });
    await expect(causes).toBeVisible({ timeout: 500 });
    await page.getByRole("main").getByRole("button", { name: "Open tunnel" }).click();

    await expect(page.getByText("Send yourself a message on Messenger")).toBeVisible();
    await expect(page.getByRole("main")).toContainText(`.localhost:${server.port}/webhooks/inbound`);
  } finally {
    await server.stop();
  }
});

test.describe("finding one's way", () => {
  test("an address of no screen becomes that of the events", async ({ app }) => {
    await app.receiveFirstMessage();

    await goTo(app.page, "#/forwarding");

    await expect(app.list).toBeVisible();
    await expect.poll(() => new URL(app.page.url()).hash).toMatch(/^#\/events/);
  });

  test("the focus goes along to the new screen", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.list.focus();

    for (const [key, place] of Object.entries({ k: "keys", l: "linking", c: "conversations" })) {
      await app.page.keyboard.press("g");
      await app.page.keyboard.press(key);
      await expect.poll(() => new URL(app.page.url()).hash).toContain(place);
      await expect(app.page.locator(":is(main, main *):focus")).toHaveCount(1);
    }
    await app.page.keyboard.press("g");
    await app.page.keyboard.press("e");

    await expect(app.list).toBeFocused();
  });
});

test.describe("a narrow page", () => {
  test("leads back from an event that is not there", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.page.setViewportSize({ width: 380, height: 800 });
    await goTo(app.page, "#/events/99999");

    await app.page.getByRole("button", { name: "Back to the list" }).click();

    await expect(app.list).toBeVisible();
  });

  test("shows the list, then the event, then the thread, with a way back", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.page.setViewportSize({ width: 380, height: 800 });

    await app.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Events" }).click();
    await app.row(/Inbound text/).click();
    await expect(app.page.getByRole("tab", { name: /^Body/ })).toBeVisible();
    await app.page.getByRole("button", { name: /^Back/ }).first().click();
    await expect(app.list).toBeVisible();

    const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((address) => {
    location.hash = address;
  }, hash);
}

function tunnelPill(page: Page): Locator {
  return page.getByRole("banner").getByRole("button", { name: /tunnel|not proved/i });
}

function tunnelPopover(page: Page): Locator {
  return page.getByRole("dialog", { name: /tunnel|not proved/i });
}

/** Notes every change of settings that a page asks for, in the order in which it does. */
function noteSettingsChanges(page: Page, changes: unknown[]): void {
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const { name, input } = JSON.parse(String(payload)) as {
        readonly name?: string;
        readonly input?: unknown;
      };
      if (name === "settings.change") changes.push(input);
    }),
  );
}
