// The search field asks about a term whose name is mistyped, and looks for it as text all the same.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go, replied } from "./screen-steps.ts";

test.use({ host: "browser" });

test("a mistyped name of a term is asked about", async ({ app: { page, running } }) => {
  await replied(running);
  await go(page, "#/events");
  const search = page.getByRole("searchbox", { name: "Search or filter events" });

  await search.fill("sgi:bad");

  await expect(search).toHaveAccessibleDescription("“sgi:” is looked for as text. Did you mean “sig:”?");
  await expect(search).toHaveAttribute("aria-invalid", "false");
  await search.fill('"sgi:bad"');
  await expect(search).toHaveAccessibleDescription("");
});
