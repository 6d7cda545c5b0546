// More people than the list of a workspace has room for.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go } from "./screen-steps.ts";
import { target } from "./workspace-change-steps.ts";

test.use({ host: "browser" });

/** As many as are listed. */
const LISTED = 500;

test("whoever wrote before the people that are listed is found by their PSID", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot", "--page-id", "2222");
  const write = (person: number): Promise<Response> =>
    fetch(app.running.inboundUrl, { method: "POST", body: inboundFrom(person) });
  await write(0);
  await Promise.all(Array.from({ length: LISTED }, (_, at) => write(at + 1)));
  await target(page).click();
  await page.getByRole("menuitem", { name: /^Bike bot/ }).click();
  await expect(target(page)).toHaveAccessibleName(/^Workspace Bike bot/);

  await go(page, `#/conversations/${psidOf(0)}`);

  const thread = page.getByRole("region", { name: "Conversation", exact: true });
  await expect(thread.getByRole("list").getByText("I am number 0")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "People" }).getByText("I am number 0")).toHaveCount(0);
});

function psidOf(person: number): string {
  return String(3_000_000 + person);
}

/** A message to the Page, as nobody but its sender vouches for. */
function inboundFrom(person: number): string {
  return JSON.stringify({
    message_uuid: `aaaaaaaa-bbbb-4ccc-8ddd-${String(person).padStart(12, "0")}`,
    channel: "messenger",
    from: psidOf(person),
    to: "2222",
    timestamp: "2020-01-01T14:00:00.000Z",
    message_type: "text",
    text: `I am number ${person}`,
  });
}
