// What a person names, here or in the account, cannot be drawn as another name.
import { expect, test } from "vitest";
import { describeProblem } from "../../../../main/dispatch.ts";
import { NewApplication } from "../../../../preload/contract/applications.ts";
import { NewExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import { ImportRequest } from "../../../../preload/contract/workspace-import.ts";
import { WorkspaceInput } from "../../../../preload/contract/workspace.ts";

const page = { workspace: "w", pageId: "107083064136738", name: "Acme Bikes", accessToken: "EAAtoken" };
const application = {
  workspace: "w",
  name: "Bike bot",
  inboundUrl: "https://bikes.example.com/inbound",
  statusUrl: "https://bikes.example.com/status",
  version: "v1",
  mediaAuthentication: false,
  improveAi: false,
  key: { from: "local" },
  use: true,
};
const imported = { candidate: "00000000-0000-4000-8000-000000000000", workspace: null, name: "Bike bot" };

test.each([
  ["a Page's name", NewExternalAccount, page, "name"],
  ["a Page's ID", NewExternalAccount, page, "pageId"],
  ["an application's name", NewApplication, application, "name"],
  ["an imported workspace's name", ImportRequest, imported, "name"],
  ["a workspace's name", WorkspaceInput, { name: "Bike bot" }, "name"],
] as const)("%s takes no control or direction characters", (_what, shape, good, field) => {
  expect(shape.safeParse(good).success).toBe(true);
  for (const mark of ["\u202e", "\u2066", "\u200f", "\u0007", "\n"]) {
    expect(shape.safeParse({ ...good, [field]: `Acme ${mark}bikes` }).success).toBe(false);
  }
});

test.each([
  ["\u202e\n", "U+202E"],
  ["\u0007\u202e", "U+0007"],
])("the first character that nobody can see is named", (marks, name) => {
  const { error } = WorkspaceInput.safeParse({ name: `Acme ${marks}bikes` });

  expect(error && describeProblem(error)).toBe(
    `name is not valid: it holds ${name}; control and direction characters are not allowed.`,
  );
});
