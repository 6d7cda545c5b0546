import { expect, it } from "vitest";
import { urlChanges } from "../../../../../renderer/features/linking/webhook-urls/url-changes.ts";

const ours = {
  inbound: { address: "https://a.example/webhooks/inbound", method: "POST" },
  status: { address: "https://a.example/webhooks/status", method: "POST" },
};

it("counts another method as a change of the URL", () => {
  const now = { ...ours, inbound: { ...ours.inbound, method: "GET" } };

  const changes = urlChanges(now, ours);

  expect(changes).toEqual([
    { name: "Inbound URL", before: now.inbound, after: ours.inbound, isChanged: true },
    { name: "Status URL", before: ours.status, after: ours.status, isChanged: false },
  ]);
});

it("counts a URL that was not there as a change", () => {
  const changes = urlChanges({ inbound: null, status: null }, { inbound: ours.inbound, status: null });

  expect(changes.map(({ isChanged }) => isChanged)).toEqual([true, false]);
});
