import { expect, it } from "vitest";
import { ExternalAccount } from "../../../../../preload/contract/external-accounts.ts";
import { ApplicationId } from "../../../../../preload/contract/ids.ts";
import { linkageOf, pagesWords } from "../../../../../renderer/features/linking/pages/page-words.ts";

const workspace = { applicationId: ApplicationId.parse("one") };

function page(name: string | null, applicationId: string | null): ExternalAccount {
  return ExternalAccount.parse({ pageId: "107083064136738", name, apiKey: "abcd1234", applicationId });
}

it.each([
  ["here", "one"],
  ["elsewhere", "two"],
  ["nowhere", null],
] as const)("says that a Page is linked %s", (linkage, applicationId) => {
  expect(linkageOf(page("Acme Bikes", applicationId), workspace)).toBe(linkage);
});

it.each([
  ["No Page on the account", []],
  ["1 Page, not linked here", [page("Acme Bikes", null)]],
  ["Acme Bikes is linked", [page("Acme Bikes", "one"), page("Old", null)]],
  ["Page 107083064136738 is linked", [page(null, "one")]],
  ["2 Pages, none linked here", [page("Acme Bikes", null), page("Old", "two")]],
  ["2 Pages are linked", [page("Acme Bikes", "one"), page("Old", "one")]],
] as const)("puts the Pages in one line: %s", (words, pages) => {
  expect(pagesWords(pages, workspace)).toBe(words);
});
