// A fault in drawing: an answer that the page was not made for leaves the rest of the window in use, and says what happened.
import { expect, type Page } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

/** Answers of these calls come without the members they are drawn from, while it is true. */
async function tornAnswers(page: Page, isTorn: (call: string) => boolean): Promise<void> {
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    const torn = new Set<unknown>();
    socket.onMessage((message) => {
      const { id, name } = JSON.parse(String(message)) as { readonly id?: unknown; readonly name?: string };
      if (name !== undefined && isTorn(name)) torn.add(id);
      server.send(message);
    });
    server.onMessage((message) => {
      const answer = JSON.parse(String(message)) as Result; // as the host writes it, checked by its own tests
      if (!torn.delete(answer.id) || answer.result?.value === undefined) return socket.send(message);
      return socket.send(
        JSON.stringify({ ...answer, result: { ok: true, value: tear(answer.result.value) } }),
      );
    });
  });
  await page.reload();
}

interface Result {
  readonly id?: unknown;
  readonly result?: { readonly value?: object };
}

/** Every member that is a list or an object is gone. */
function tear(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member !== "object"));
}

test("one event that cannot be drawn leaves the list, which leads to others", async ({ app }) => {
  const { page } = app;
  await app.command("trigger", "inbound");
  await app.command("trigger", "inbound");
  let isTorn = true;
  await tornAnswers(page, (call) => isTorn && call === "events.get");
  await go(page, "#/events");
  const rows = page.getByRole("option");
  await rows.first().click();
  const detail = page.getByRole("region", { name: "Selected event" });
  const alert = detail.getByRole("alert");

  await expect(alert).toContainText("This part of the window could not be drawn. There is a fault in it:");
  await alert.getByText("Details", { exact: true }).click();
  await expect(alert).toContainText(/where.*TypeError/s);
  isTorn = false;
  await rows.nth(1).click();

  await expect(detail.getByRole("tab", { name: "Body" })).toBeVisible();
  await expect(detail.getByRole("alert")).toHaveCount(0);
});

test("a screen that cannot be drawn leaves the others, and is drawn from new answers", async ({ app }) => {
  const { page } = app;
  let isTorn = true;
  await tornAnswers(page, (call) => isTorn && call === "simulator.state");
  await app.receiveFirstMessage();
  await app.running.answerSends("unauthorized");
  await app.reply("Not lost by a fault");
  const refused = page.getByRole("alert").filter({ hasText: "Vonage refused" });
  await expect(refused).toBeVisible();
  await go(page, "#/simulator");
  const alert = page.getByRole("alert").filter({ hasText: "could not be drawn" });
  await expect(alert).toBeVisible();

  await alert.getByRole("button", { name: "Draw it again" }).click();
  await expect(alert).toBeVisible();
  await go(page, "#/settings");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expect(alert).toHaveCount(0);
  isTorn = false;
  await go(page, "#/simulator");

  await expect(page.getByRole("region", { name: "People" })).toBeVisible();
  await expect(alert).toHaveCount(0);
  await go(page, "#/events");
  await expect(refused).toBeVisible();
  await expect(app.composer).toHaveValue("Not lost by a fault");
});

test("a window that cannot be drawn says so, and is loaded anew", async ({ app }) => {
  const { page } = app;
  await app.command("trigger", "inbound");
  let isTorn = true;
  await tornAnswers(page, (call) => isTorn && call === "linking.state");
  const alert = page.getByRole("alert").filter({ hasText: "could not be drawn" });
  await expect(alert).toBeVisible();
  isTorn = false;

  await alert.getByRole("button", { name: "Draw it again" }).click();

  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await expect(alert).toHaveCount(0);
});
