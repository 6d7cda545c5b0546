// Days of linking are the host's, wherever the page is: what is offered, saved and counted is one day.
import { expect, type Locator, type Page } from "@playwright/test";
import type { LinkingState } from "../../preload/contract/linking.ts";
import { test } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

const DAY_MS = 24 * 60 * 60 * 1000;

/** The first and the last zone of a day: it is never the same one in both. */
const FIRST = "Pacific/Kiritimati";
const LAST = "Etc/GMT+12";

/** Today there, as an ISO date. */
function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format();
}

/** "4 Mar 2020", or "4 Mar". */
function nameOf(date: string, year: "with year" | "without year"): RegExp {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    ...(year === "with year" ? { year: "numeric" } : {}),
  });
  return new RegExp(format.format(new Date(date)).replaceAll(" ", "\\s"));
}

function linkIn(page: Page): Locator {
  return page.getByRole("complementary", { name: "Page link" });
}

/** That the link was made today, in all places that say so. */
async function expectLinkedToday(page: Page, today: string): Promise<void> {
  const link = linkIn(page);
  await expect(link.getByRole("img", { name: /^90 days left/ })).toBeVisible();
  await expect(link).toContainText(new RegExp(`Linked${nameOf(today, "with year").source}, today`));
  await expect(
    link.getByRole("img", { name: new RegExp(`^Today: ${nameOf(today, "without year").source}\\.`) }),
  ).toBeVisible();
}

for (const [words, zones] of [
  ["tomorrow", { host: LAST, page: FIRST }],
  ["yesterday", { host: FIRST, page: LAST }],
] as const) {
  test.describe(`a page where it is ${words} to the host`, () => {
    test.use({ zones });

    test("has one day of linking, the host's, and says whose it is", async ({ app }) => {
      const { page } = app;
      const today = todayIn(zones.host);
      const whose = linkIn(page).getByText("Days are those of the computer that Hookline runs on");
      await go(page, "#/linking");
      await expectLinkedToday(page, today);
      await expect(whose).toContainText(nameOf(today, "with year"));

      await go(page, "#/keys");
      await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
      await page.getByRole("textbox", { name: "Page ID" }).fill("0000000000000000");
      await page.getByRole("button", { name: "Add workspace" }).click();
      await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
      await go(page, "#/linking");
      const field = page.getByLabel("Day on which Part 1 was finished");
      await expect(field).toHaveValue(today);
      await expect(field).toHaveAttribute("max", today);

      await page.getByRole("button", { name: "Save date" }).click();

      await expectLinkedToday(page, today);
      await expect(whose).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    });
  });
}

test("the link is a day older once the host's day is over, without a reload", async ({ app }) => {
  const { page } = app;
  let isNextDay = false;
  let asked = 0;
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    const ids = new Set<unknown>();
    socket.onMessage((message) => {
      const { id, name } = JSON.parse(String(message)) as { readonly id?: unknown; readonly name?: string };
      if (name === "linking.state") ids.add(id);
      server.send(message);
    });
    server.onMessage((message) => {
      const answer = JSON.parse(String(message)) as Answer; // as the host writes it, checked by its own tests
      if (!ids.delete(answer.id)) return socket.send(message);
      asked += 1;
      if (!isNextDay) return socket.send(message);
      return socket.send(
        JSON.stringify({ ...answer, result: { ok: true, value: dayLater(answer.result.value) } }),
      );
    });
  });
  await page.clock.install();
  await page.reload();
  await go(page, "#/linking");
  const today = todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone);
  await expectLinkedToday(page, today);
  const askedBefore = asked;

  await page.clock.fastForward(DAY_MS);
  // The host's clock may be a little behind the page's: then it is asked again.
  await expect.poll(() => asked).toBeGreaterThan(askedBefore);
  await expectLinkedToday(page, today);
  isNextDay = true;
  await page.clock.fastForward(60_000);

  const link = linkIn(page);
  await expect(link.getByRole("img", { name: /^89 days left/ })).toBeVisible();
  await expect(link).toContainText(new RegExp(`Linked${nameOf(today, "with year").source}, yesterday`));
  await expect(link.getByRole("img", { name: /^Past: .* Today: / })).toBeVisible();
  await expect(link.getByText("Days are those of the computer")).toHaveCount(0);
});

interface Answer {
  readonly id?: unknown;
  readonly result: { readonly value: LinkingState };
}

/** The same, asked a day later. */
function dayLater(state: LinkingState): LinkingState {
  const { today, link } = state;
  const date = new Date(Date.parse(today.date) + DAY_MS).toISOString().slice(0, 10);
  return {
    ...state,
    today: { date, endsAt: today.endsAt + DAY_MS },
    link: { ...link, daysLeft: (link.daysLeft ?? 0) - 1 },
  };
}
