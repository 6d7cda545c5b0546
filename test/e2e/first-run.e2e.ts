// The first minute where there is little room: nothing is ticked unseen, and nothing scrolls within what scrolls.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { expectWhole } from "./composer-steps.ts";

test.use({ host: "browser" });

for (const width of [380, 900]) {
  test(`the first message is inspected once more than its thread is shown, ${width} px wide`, async ({
    app,
  }) => {
    const { page } = app;
    await page.setViewportSize({ width, height: 800 });
    const inspect = page.getByRole("list", { name: "First webhook" }).getByRole("listitem").nth(1);

    await page.getByRole("button", { name: "Receive a test message" }).click();
    await expect(app.composer).toBeFocused();
    await expect(inspect).toHaveAttribute("data-state", "next");
    await app.tab("Body").click();

    await expect(inspect).toHaveAttribute("data-state", "done");
    // What was looked at once stays so.
    await page.getByRole("tab", { name: "Thread" }).click();
    await expect(app.composer).toBeVisible();
    await expect(inspect).toHaveAttribute("data-state", "done");
  });
}

test("the first message is inspected where it stands beside its thread", async ({ app }) => {
  await app.page.setViewportSize({ width: 1280, height: 800 });

  await app.receiveFirstMessage();

  await expect(app.page.getByRole("list", { name: "First webhook" })).toContainText("Inspect, done");
});

for (const [width, height] of [
  [380, 800],
  [380, 640],
  [900, 700],
] as const) {
  test(`whoever writes the first message scrolls one page, ${width} x ${height} px`, async ({ app }) => {
    const { page } = app;
    await page.setViewportSize({ width, height });

    await page.getByRole("button", { name: "Write one yourself" }).click();

    const simulator = page.getByRole("complementary", { name: "Simulator" });
    await expect(simulator.getByRole("textbox", { name: "Message of the simulated person" })).toBeFocused();
    await expectWhole(simulator.getByRole("button", { name: "Send as user" }));
    const scrolling = await simulator.evaluate((aside) =>
      [...aside.querySelectorAll("*")]
        .filter((part) => {
          const { overflowY } = getComputedStyle(part);
          return (overflowY === "auto" || overflowY === "scroll") && part.scrollHeight > part.clientHeight;
        })
        .map((part) => part.className),
    );
    expect(scrolling).toEqual([]);
  });
}

test("what no workspace lists is told of, also before the first message", async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole("heading", { name: "See your first webhook" })).toBeVisible();

  expect((await fetch(app.running.inboundUrl, { method: "POST", body: "garbage" })).status).toBe(400);

  const events = page.getByRole("region", { name: "Events", exact: true });
  await expect(events).toContainText("1 event belongs to no workspace.");
  await page.reload();
  await expect(events).toContainText("1 event belongs to no workspace.");
  await events.getByRole("button", { name: "Receive a test message" }).click();
  await expect(app.composer).toBeFocused();
  await expect(page.getByRole("list", { name: "First webhook" })).toContainText("Receive, done");
  await events.getByRole("button", { name: "Show all" }).click();
  await expect(events.getByRole("option")).toHaveCount(2);
});
