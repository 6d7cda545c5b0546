// Rows of any day, and of several workspaces: what they say has room beside their time.
import { expect, type Page } from "@playwright/test";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { Psid } from "../../preload/contract/ids.ts";
import { test, type CompanionApp } from "./companion-app.ts";
import { closeToast, go, replied, resize } from "./screen-steps.ts";

test.use({ host: "browser" });
// Many windows, one after the other.
test.slow();
/* oxlint-disable no-await-in-loop */

const DAY_MS = 86_400_000;

/** Of today; of another month; of another year: the longest times. Each is added to those before it. */
const OLDER_BY = [0, 62, 364] as const;

/** Digits as wide as they come: most are wider than the ones of the simulated person. */
const WIDE_PSID = "8888888888888888";

test("compact rows of any day show something of all they hold, in every window", async ({ app }) => {
  const { page } = app;
  await receiveAllKinds(app);
  await setCompact(page);

  for (const days of OLDER_BY) {
    await makeOlder(app, days);
    for (const isMixed of [false, true]) {
      if (isMixed) await app.showAllWorkspaces();
      for (const width of [900, 1280, 1440]) {
        await resize(page, { width, height: 800 });
        await expect.poll(() => hidden(page), `${days} days, ${width} px`).toEqual([]);
      }
    }
  }
});

test("compact rows of another day name the day alone, in UTC, too, and say of which workspace they are", async ({
  app,
}) => {
  const { page, running } = app;
  await receiveAllKinds(app);
  await makeOlder(app, 426);
  await go(page, "#/keys");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("The shop at the old harbour");
  await page.getByRole("textbox", { name: "Page ID" }).fill("4444444444444444");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await closeToast(page, "Workspace added");
  await post(running.inboundUrl, { to: "4444444444444444", message_type: "text", text: "Is it open?" });
  await setCompact(page);
  await go(page, "#/settings/appearance");
  await page.getByText(/^UTC/).first().click();
  await go(page, "#/events");
  await app.showAllWorkspaces();
  await resize(page, { width: 900, height: 800 });

  await expect(app.list.locator("time").last()).toHaveText(/^\d{1,2}\s[A-Z][a-z]{2,3}\s\d{4}$/);
  await expect(app.row(/Is it open/)).toBeVisible();
  await expect.poll(() => hidden(page)).toEqual([]);
  for (const [row, origin] of [
    [/Is it open/, "The shop at the old harbour"],
    [/^Unparsed/, "Unassigned"],
    [/^Submitted/, "Simulated"],
  ] as const) {
    await expect(app.row(row).first().getByTitle(origin, { exact: true })).toBeVisible();
  }
});

test("rows cut no PSID a second time: its name goes, then the id", async ({ app }) => {
  const { page } = app;
  await receiveAllKinds(app);

  for (const days of OLDER_BY) {
    await makeOlder(app, days);
    // A scrollbar, which the tests' Chromium does not draw, takes as much as a narrower window.
    for (const width of [380, 900, 940, 980, 1040, 1100, 1160, 1220, 1280, 1340, 1440]) {
      await resize(page, { width, height: 800 });
      await go(page, "#/events");
      await expect.poll(() => cutIds(page), `${days} days, ${width} px`).toEqual([]);
      if (width === 900) expect(await seenIds(page)).toContainEqual(expect.stringMatching(/^\d{4}…\d{4}$/));
    }
    // Where there is room for all, all is there.
    expect(await seenIds(page)).toEqual(
      expect.arrayContaining(["to PSID 1111…1111", "by PSID 1111…1111", "PSID 1111…1111"]),
    );
  }
});

/** Rows with long titles and short ones, wide ids and narrow ones, of the simulator and of nobody. */
async function receiveAllKinds({ page, running, list }: CompanionApp): Promise<void> {
  await running.hurryStatuses();
  await replied(running);
  await running.receive({
    type: "file",
    url: "https://example.com/price%20list.pdf",
    psid: Psid.parse("2222222222222222"),
  });
  await running.receive({ type: "unsupported" });
  const statusUrl = running.inboundUrl.replace("inbound", "status");
  for (const status of ["submitted", "undeliverable"]) {
    await post(statusUrl, { to: WIDE_PSID, from: "0000000000000000", status });
  }
  await fetch(running.inboundUrl, { method: "POST", body: "{oops" });
  await expect(list.getByRole("option", { name: /^Undeliverable/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show all" })).toBeVisible();
}

async function post(url: string, members: Readonly<Record<string, string>>): Promise<void> {
  const body = {
    channel: "messenger",
    message_uuid: "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
    from: WIDE_PSID,
    timestamp: "2020-01-01T14:00:00.000Z",
    ...members,
  };
  await fetch(url, { method: "POST", body: JSON.stringify(body) });
}

/** Makes all events older, and has them read anew. */
async function makeOlder({ dataFolder, page, list }: CompanionApp, days: number): Promise<void> {
  const store = new DatabaseSync(join(dataFolder, DATABASE_FILE), { timeout: 5_000 });
  store.prepare("UPDATE events SET received_at = received_at - ?").run(days * DAY_MS);
  store.close();
  await go(page, "#/events");
  await expect(page.getByRole("region", { name: "Events" })).toBeVisible();
  await page.reload();
  await expect(list.getByRole("option").first()).toBeVisible();
}

async function setCompact(page: Page): Promise<void> {
  await go(page, "#/settings/appearance");
  await page.getByRole("switch", { name: "Compact rows" }).press("Space");
  await expect(page.getByRole("switch", { name: "Compact rows" })).toBeChecked();
}

/** The parts of rows of which less is seen than their first letters, that reach out of their row, or over the next part. */
function hidden(page: Page): Promise<readonly string[]> {
  return page.getByRole("option").evaluateAll((rows) => {
    const LEAST = 20;
    return rows.flatMap((row) => {
      const frame = row.getBoundingClientRect();
      let takenTo = frame.left;
      const parts = [...row.querySelectorAll('[aria-hidden="true"] *')].filter(
        (part) => part.childElementCount === 0 && part.textContent !== "" && part.checkVisibility(),
      );
      return parts.flatMap((part) => {
        const words = document.createRange();
        words.selectNodeContents(part);
        const text = words.getBoundingClientRect();
        const own = part.getBoundingClientRect();
        const [left, right] = [Math.max(text.left, own.left), Math.min(text.right, own.right)];
        const isSeen = right - left >= Math.min(LEAST, text.width) - 0.5;
        const isFree = left >= takenTo - 0.5 && right <= frame.right;
        takenTo = right;
        const isWhole = part.tagName !== "TIME" || text.right <= frame.right;
        return isSeen && isFree && isWhole
          ? []
          : [`${part.textContent}: ${left} to ${right} of ${text.right}`];
      });
    });
  });
}

/** The ids in rows that are seen, but not from their first to their last character. */
function cutIds(page: Page): Promise<readonly string[]> {
  return idsOf(page).then((ids) => ids.flatMap(({ text, isWhole }) => (isWhole ? [] : [text])));
}

/** What is seen of the person in each row, from its id backwards. */
function seenIds(page: Page): Promise<readonly string[]> {
  return idsOf(page).then((ids) => ids.map(({ text }) => text));
}

function idsOf(page: Page): Promise<readonly { readonly text: string; readonly isWhole: boolean }[]> {
  return page.getByRole("option").evaluateAll((rows) =>
    rows.flatMap((row) => {
      /** How much of a part of a text is seen. */
      function partOf(node: Node, from: number, to: number) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        const box = range.getBoundingClientRect();
        let [right, bottom, top] = [box.right, box.bottom, box.top];
        for (let part = node.parentElement; part !== null && part !== row; part = part.parentElement) {
          if (!["hidden", "clip"].includes(getComputedStyle(part).overflowX)) continue;
          const frame = part.getBoundingClientRect();
          right = Math.min(right, frame.right);
          bottom = Math.min(bottom, frame.bottom);
          top = Math.max(top, frame.top);
        }
        return {
          text: (node.textContent ?? "").slice(from, to),
          // A line that wrapped begins where its row's line ends, or ends where that begins.
          isSeen: bottom - top >= 4 && right - box.left >= 1,
          isWhole: right >= box.right - 0.5 && bottom >= box.bottom - 3 && top <= box.top + 3,
        };
      }

      const walker = document.createTreeWalker(
        row.querySelector('[aria-hidden="true"]') ?? row,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent ?? "";
        if (!/^(?:(?:to|by)\s)?PSID \S{4}…\u2060\S{4}$/.test(text)) continue;
        const idAt = text.lastIndexOf(" ") + 1;
        const parts = [partOf(node, 0, idAt), partOf(node, idAt, text.length)];
        const seen = parts.filter(({ isSeen }) => isSeen);
        if (seen.length === 0) return [];
        const words = seen
          .map((part) => part.text)
          .join("")
          .replace("\u00A0", " ")
          .replace("\u2060", "");
        return [{ text: words, isWhole: seen.every(({ isWhole }) => isWhole) }];
      }
      return [];
    }),
  );
}
