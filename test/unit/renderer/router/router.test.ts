import { expect, it } from "vitest";
import { EventId, PageId, Psid } from "../../../../preload/contract/ids.ts";
import { hrefOf, MESSENGER_SWITCH, parseRoute, type Route } from "../../../../renderer/router/router.ts";

const routes: readonly (readonly [string, Route])[] = [
  ["#/events", { page: "events", id: null }],
  ["#/events/12", { page: "events", id: EventId.parse(12) }],
  ["#/conversations", { page: "conversations", psid: null, pageId: null }],
  ["#/conversations/0012", { page: "conversations", psid: Psid.parse("0012"), pageId: null }],
  [
    "#/conversations/a%2Fb/0000000000000000",
    { page: "conversations", psid: Psid.parse("a/b"), pageId: PageId.parse("0000000000000000") },
  ],
  ["#/linking", { page: "linking" }],
  ["#/linking/relink", { page: "linking", place: "relink" }],
  ["#/simulator", { page: "simulator", part: "people", person: null }],
  ["#/simulator/scenarios", { page: "simulator", part: "scenarios", person: null }],
  ["#/simulator/switches/messenger", MESSENGER_SWITCH],
  ["#/simulator/deliveries", { page: "simulator", part: "deliveries", person: null }],
  [
    "#/simulator/people/0012/0000000000000000",
    {
      page: "simulator",
      part: "people",
      person: { psid: Psid.parse("0012"), pageId: PageId.parse("0000000000000000") },
    },
  ],
  ["#/keys", { page: "keys" }],
  ["#/keys/add", { page: "keys", place: "add" }],
  ["#/settings/webhooks", { page: "settings", section: "webhooks" }],
];

it.each(routes)("reads and writes %s", (href, route) => {
  const both = { route: parseRoute(href), href: hrefOf(route) };

  expect(both).toEqual({ route, href });
});

it.each(["", "#", "#/", "#/nowhere", "#/events/0", "#/events/-1", "#/events/1e99", "#/events/abc"])(
  "takes %j as the events",
  (href) => {
    expect(parseRoute(href)).toEqual({ page: "events", id: null });
  },
);

it.each(["#/simulator/nowhere", "#/simulator/people/0012", "#/simulator/deliveries/0012/1"])(
  "takes of %j what the screen of the simulator has",
  (href) => {
    expect(parseRoute(href)).toMatchObject({ page: "simulator", person: null });
  },
);

it("survives a stray percent sign", () => {
  expect(parseRoute("#/conversations/100%")).toEqual({
    page: "conversations",
    psid: "100%",
    pageId: null,
  });
});
