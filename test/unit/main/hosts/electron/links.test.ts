import { expect, it } from "vitest";
import type { LinkingFacts } from "../../../../../main/linking/probe.ts";
import { groupsOf } from "../../../../../main/linking/steps.ts";
import { LINKING_GENERATIONS } from "../../../../../preload/contract/linking.ts";
import { decideLink } from "../../../../../main/hosts/electron/links.ts";

const NOTHING_KNOWN: LinkingFacts = {
  isSimulated: false,
  isSandbox: false,
  applicationId: null,
  pageId: null,
  hasAccount: false,
  apiKey: null,
  pageName: null,
  key: null,
  jwt: null,
  tunnel: null,
  urls: null,
  inbound: null,
  lastInbound: null,
  otherPage: null,
  isOtherHeard: false,
  delivered: null,
  expired: null,
  goodAt: null,
  page: null,
};

it.each([
  "https://dashboard.nexmo.com/applications",
  "https://dashboard.vonage.com/",
  "https://messenger.nexmo.com/?x=1",
  "https://static.nexmo.com/messenger/",
  "https://developer.vonage.com/en/messages/overview",
  "https://www.facebook.com/settings",
  "https://developers.facebook.com/docs/messenger-platform",
])("opens %s at once", (url) => {
  expect(decideLink(url)).toEqual({ kind: "open", url });
});

it.each([
  "https://example.com/image.jpg",
  "https://dashboard.nexmo.com.evil.example/",
  "https://dashboard.nexmo.com:8443/",
])("asks before it opens %s", (url) => {
  expect(decideLink(url)).toEqual({ kind: "ask", url });
});

it.each([
  "http://dashboard.nexmo.com/",
  "https://someone:secret@dashboard.nexmo.com/",
  "https://dashboard.nexmo.com@evil.example/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "smb://server/share",
  "vscode://file/x",
  "app://bundle/index.html",
  "not an address",
  "",
])("never opens %j", (url) => {
  expect(decideLink(url)).toEqual({ kind: "refuse" });
});

it.each(LINKING_GENERATIONS)("opens at once every page that the steps of the %s name", (generation) => {
  const steps = [...groupsOf(generation), ...groupsOf(generation, "sandbox")].flatMap((group) => group.steps);
  const addresses = steps
    .flatMap((step) => step.actions?.({ facts: NOTHING_KNOWN, remindFrom: null }) ?? [])
    .flatMap((action) => (action.kind === "open" ? [action.url] : []));

  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.map((address) => decideLink(address).kind)).toEqual(addresses.map(() => "open"));
});
