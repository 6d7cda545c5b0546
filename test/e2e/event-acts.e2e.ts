// What can be done with the selected event, and in which time its past is told.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go, inboundTo } from "./screen-steps.ts";

test.use({ host: "browser" });

const run = promisify(execFile);

for (const width of [380, 900, 1440]) {
  test(`no reply is offered to what belongs to no workspace, ${width} px wide`, async ({ app }) => {
    const { page } = app;
    await app.receiveFirstMessage();
    await page.setViewportSize({ width, height: 800 });
    await fetch(app.running.inboundUrl, { method: "POST", body: inboundTo("9999") });
    await expect.poll(async () => (await app.command("events", "--json")).stdout).toContain('"id":2');
    const event = page.getByRole("region", { name: "Selected event" });
    const dialog = page.getByRole("dialog");

    await go(page, "#/events/2");
    await page.reload();
    await expect(event.getByRole("button", { name: /^Copy/ }).first()).toBeVisible();
    await expect(event).toContainText("9999");

    await expect(event.getByRole("button", { name: /^Reply/ })).toHaveCount(0);
    await page.keyboard.press("r");
    await expect(event.getByRole("tab", { name: /^Body/ })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ControlOrMeta+k");
    await dialog.getByRole("combobox", { name: "Search or run a command" }).fill(">reply");
    await expect(dialog.getByText("Nothing matches")).toBeVisible();
  });
}

test.describe("with times in UTC", () => {
  test.use({ zones: { host: "UTC", page: "Pacific/Kiritimati" } });

  test("the notice of a duplicate and the palette tell them, too", async ({ app }) => {
    const { page, running } = app;
    await go(page, "#/settings/appearance");
    await page.getByRole("radiogroup", { name: "Times" }).getByText("UTC").click();
    await running.receive({ type: "text", text: "This one came twice", fault: "duplicate" });
    const { stdout } = await app.command("events", "--json", "--query", "twice");
    const [first] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly id: number; readonly receivedAt: string })
      .sort((one, other) => one.id - other.id);
    const clock = new Date(first?.receivedAt ?? "").toISOString().slice(11, 19);

    await go(page, `#/events/${(first?.id ?? 0) + 1}`);
    await expect(page.getByText(/Duplicate: attempt 1 was already answered 200 at/)).toContainText(
      ` at ${clock}`,
    );
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Search or run a command" }).fill(`#${first?.id ?? 0}`);
    await expect(page.getByRole("dialog").getByRole("option").first()).toContainText(clock);
  });
});

test("the copied command of a verified webhook works, and is said to have no signature", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.list.press("c");
  await app.list.press("r");

  await expect(app.page.getByText("curl command copied, without the signature")).toBeVisible();
  const command = await app.running.clipboardText();
  expect(command).not.toContain("***");
  const { stdout } = await run("sh", ["-c", `${command} -s -w '%{http_code}'`]);
  expect(stdout).toBe("200");
});
