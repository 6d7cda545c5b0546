import { expect, it } from "vitest";
import { Application } from "../../../../../preload/contract/applications.ts";
import { SIMULATED_WORKSPACE } from "../../../../../preload/contract/ids.ts";
import { KeySummary } from "../../../../../preload/contract/workspace.ts";
import { filterApplications } from "../../../../../renderer/features/linking/application/filter-applications.ts";
import { readNewApplication } from "../../../../../renderer/features/linking/application/new-application-fields.ts";
import { pairingOf } from "../../../../../renderer/features/linking/application/pairing.ts";

function application(change: Record<string, unknown>): Application {
  return Application.parse({
    id: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    name: "Bike bot",
    hasMessages: true,
    inbound: null,
    status: null,
    version: "v1",
    mediaAuthentication: null,
    improveAi: null,
    keyFingerprint: "SHA256:one",
    ...change,
  });
}

const key = KeySummary.parse({
  fingerprint: "SHA256:one",
  bits: 2048,
  format: "PKCS#8",
  addedAt: 0,
  repairs: [],
});

it.each([
  ["paired", application({}), key],
  ["unpaired", application({ keyFingerprint: "SHA256:two" }), key],
  ["no-public-key", application({ keyFingerprint: null }), key],
  ["no-key", application({}), null],
] as const)("judges a key as %s", (pairing, of, stored) => {
  expect(pairingOf(of, stored)).toBe(pairing);
});

it("finds applications by a part of their name or id, in any case", () => {
  const bike = application({});
  const voice = application({ id: "22222222-bbbb", name: "Voice of 2018", hasMessages: false });

  expect(filterApplications([bike, voice], { text: " BIKE ", withMessagesOnly: true })).toEqual([bike]);
  expect(filterApplications([bike, voice], { text: "2222", withMessagesOnly: false })).toEqual([voice]);
  expect(filterApplications([bike, voice], { text: "voice", withMessagesOnly: true })).toEqual([]);
});

it("reads the form as it stands, a box without a tick as no", () => {
  const fields = new Map([
    ["name", " Bike bot "],
    ["inboundUrl", "https://a.example/in"],
    ["statusUrl", "https://a.example/st"],
    ["version", "v0.1"],
    ["key", "own"],
    ["publicKey", "-----BEGIN PUBLIC KEY-----"],
    ["mediaAuthentication", "yes"],
  ]);

  const wanted = readNewApplication((name) => fields.get(name) ?? null, SIMULATED_WORKSPACE);

  expect(wanted).toEqual({
    workspace: SIMULATED_WORKSPACE,
    name: "Bike bot",
    inboundUrl: "https://a.example/in",
    statusUrl: "https://a.example/st",
    version: "v0.1",
    mediaAuthentication: true,
    improveAi: false,
    key: { from: "own", publicKey: "-----BEGIN PUBLIC KEY-----" },
    use: true,
  });
});
