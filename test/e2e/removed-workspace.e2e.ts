// What becomes of a page when a workspace is removed.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { inboundTo } from "./screen-steps.ts";

test.use({ host: "browser" });

test("the events of a removed workspace leave the list of all of them, and its counts", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.command("workspace", "add", "--name", "Bike bot", "--page-id", "2222", "--unchecked");
  await fetch(app.running.inboundUrl, { method: "POST", body: inboundTo("2222") });
  await app.showAllWorkspaces();
  await expect(app.list.getByRole("option")).toHaveCount(2);
  await expect(app.chip("All")).toHaveText(/2$/);

  await app.command("workspace", "remove", "Bike bot");

  await expect(app.list.getByRole("option")).toHaveCount(1);
  await expect(app.row(/Is it open/)).toHaveCount(0);
  await expect(app.chip("All")).toHaveText(/1$/);
});
