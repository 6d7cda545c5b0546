// Settings that are changed while answers to older changes are on their way: what was chosen last is what is shown.
import { expect, type Page } from "@playwright/test";
import { AppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { SettingsChange } from "../../preload/contract/settings.ts";
import { test } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

/** What a page says when it calls. */
interface Call {
  readonly id?: unknown;
  readonly name?: string;
  readonly input?: SettingsChange;
}

interface HeldChanges {
  /** Waits for so many changes of the page. */
  asked(count: number): Promise<void>;
  /** Carries out the oldest change that waits, or refuses it; resolves when the page has been told. */
  next(how: "done" | "refused"): Promise<void>;
}

/** Goes to the settings, loads the page anew, and keeps its changes from the host until the test says so, one after the other. */
async function holdChanges(page: Page): Promise<HeldChanges> {
  const waiting: ((how: "done" | "refused") => Promise<void>)[] = [];
  let asked = 0;
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    const answered = new Map<unknown, () => void>();
    socket.onMessage((message) => {
      const { id, name, input } = JSON.parse(String(message)) as Call;
      // The place one is at is written down unasked, whenever that is.
      if (name !== "settings.change" || input?.lastRoute !== undefined) {
        server.send(message);
        return;
      }
      asked += 1;
      waiting.push((how) => {
        const done = new Promise<void>((resolve) => answered.set(id, resolve));
        if (how === "done") server.send(message);
        else {
          const error = toErrorValue(new AppError("STORE_WRITE_FAILED", { reason: "it is torn" }));
          socket.send(JSON.stringify({ type: "result", id, result: { ok: false, error } }));
          answered.get(id)?.();
        }
        return done;
      });
    });
    server.onMessage((message) => {
      socket.send(message);
      const { id } = JSON.parse(String(message)) as Call;
      answered.get(id)?.();
    });
  });
  await go(page, "#/settings");
  await page.reload();
  return {
    asked: (count) => expect.poll(() => asked).toBe(count),
    async next(how) {
      const [oldest] = waiting.splice(0, 1);
      if (oldest === undefined) throw new Error("No change waits.");
      await oldest(how);
    },
  };
}

/** Notes in the page each scheme it is drawn in from now on. */
async function noteSchemes(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const root = document.documentElement;
    const seen: string[] = [];
    Reflect.set(globalThis, "seenSchemes", seen);
    new MutationObserver(() => {
      const scheme = root.dataset["mantineColorScheme"] ?? "";
      if (scheme !== seen.at(-1)) seen.push(scheme);
    }).observe(root, { attributeFilter: ["data-mantine-color-scheme"] });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, "seenSchemes") as readonly string[]);
}

/** Presses these in another page of the same Hookline. */
async function chooseElsewhere(page: Page, choices: readonly string[]): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const choice of choices) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a person does
    await other.getByText(choice, { exact: true }).click();
  }
}

async function expectChosen(page: Page, choices: readonly string[]): Promise<void> {
  for (const name of choices) {
    // oxlint-disable-next-line no-await-in-loop -- the first that is not chosen is told
    await expect(page.getByRole("radio", { name, exact: true })).toBeChecked();
  }
}

test("older answers that come in change nothing of what was chosen since", async ({ app }) => {
  const { page } = app;
  const held = await holdChanges(page);
  await page.getByText("Dark", { exact: true }).click();
  await page.getByText("Light", { exact: true }).click();
  await page.getByText("UTC", { exact: true }).click();
  await held.asked(3);
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "light");
  const schemes = await noteSchemes(page);

  await held.next("done");
  await held.next("done");
  await held.next("done");
  // What is told after all of that is drawn after it, too.
  await chooseElsewhere(page, ["Relative"]);

  await expectChosen(page, ["Relative", "Light"]);
  expect(await schemes()).toEqual([]);
});

test("a change under way outlasts what another page changes, and a refused one is taken back alone", async ({
  app,
}) => {
  const { page } = app;
  const held = await holdChanges(page);
  await page.getByText("Dark", { exact: true }).click();
  await page.getByText("UTC", { exact: true }).click();
  await held.asked(2);

  await chooseElsewhere(page, ["Light", "Relative", "Compact rows"]);
  await expect(page.getByRole("switch", { name: "Compact rows" })).toBeChecked();
  await expectChosen(page, ["Dark", "UTC"]);

  await held.next("refused");
  await expectChosen(page, ["Light", "UTC"]);
  await expect(page.getByRole("alert").filter({ hasText: "it is torn" })).toBeVisible();

  await held.next("done");
  await page.reload();
  await expectChosen(page, ["Light", "UTC"]);
  await expect(page.getByRole("switch", { name: "Compact rows" })).toBeChecked();
});
