import { describe, expect, it } from "vitest";
import { EventRow, type SignatureState } from "../../../../../preload/contract/event.ts";
import type { Settings } from "../../../../../preload/contract/settings.ts";
import { createFrozenClock } from "../../../../fakes/clock.ts";
import { ALARM_MS, createAnnouncer, DIGEST_MS } from "../../../../../renderer/features/shell/announcer.ts";

function setUp(setting: Settings["announce"] = "all") {
  const clock = createFrozenClock();
  let isBusy = false;
  const said: string[] = [];
  const announcer = createAnnouncer({
    now: clock.now,
    setTimer: (run, delayMs) => clock.after(delayMs, run),
    say: (sentence, urgency) => said.push(`${urgency}: ${sentence}`),
    setting: () => setting,
    isBusy: () => isBusy,
  });
  return {
    announcer,
    said,
    setBusy: (busy: boolean) => {
      isBusy = busy;
    },
    pass: clock.advance,
  };
}

function row(kind: EventRow["kind"], signature: SignatureState = "verified"): EventRow {
  return EventRow.parse({
    id: 1,
    kind,
    receivedAt: 0,
    workspace: "simulated",
    workspaceName: null,
    simulated: true,
    payloadVersion: null,
    messageUuid: null,
    channel: null,
    psid: null,
    pageId: null,
    timestamp: null,
    messageType: null,
    text: null,
    mediaUrl: null,
    status: null,
    error: null,
    clientRef: null,
    usage: null,
    signature: { state: signature, reason: null },
    attempt: 1,
    answer: null,
  });
}

describe("announcer", () => {
  it("says what arrived once in five seconds", () => {
    const { announcer, said, pass } = setUp();

    announcer.arrived([row("inbound"), row("status")]);
    pass(2_000);
    announcer.arrived([row("inbound"), row("status"), row("status")]);
    pass(DIGEST_MS);

    expect(said).toEqual(["polite: 5 new events: 2 inbound, 3 status"]);
  });

  it.each([
    ["all", ["polite: Workspace Bike bot"]],
    ["problems", ["polite: Workspace Bike bot"]],
    ["off", []],
  ] as const)("says at once what the window is about, where %s is to be said", (setting, expected) => {
    const { announcer, said, setBusy } = setUp(setting);
    setBusy(true);

    announcer.turned("Workspace Bike bot");

    expect(said).toEqual(expected);
  });

  it("waits while the list is being navigated or the window is hidden", () => {
    const { announcer, said, setBusy, pass } = setUp();
    setBusy(true);

    announcer.arrived([row("inbound")]);
    pass(DIGEST_MS);
    const early = [...said];
    setBusy(false);
    pass(DIGEST_MS);

    expect({ early, said }).toEqual({ early: [], said: ["polite: 1 new event: 1 inbound"] });
  });

  it("says one line in half a minute when events pour in", () => {
    const { announcer, said, pass } = setUp();
    const burst = Array.from({ length: 200 }, () => row("status"));

    announcer.arrived(burst);
    for (let second = 0; second < 25; second += 1) {
      pass(1_000);
      announcer.arrived(burst);
    }
    const early = [...said];
    pass(5_000);

    expect({ early, said }).toEqual({ early: [], said: ["polite: 5,200 new events: 5,200 status"] });
  });

  it("alarms at once for a bad signature, at most once in ten seconds", () => {
    const { announcer, said, pass } = setUp("problems");

    announcer.arrived([row("inbound", "bad")]);
    pass(9_000);
    announcer.arrived([row("inbound", "bad")]);
    pass(1_000);
    announcer.alarm("The tunnel is down.");

    expect(said).toEqual([
      "assertive: A webhook with a bad signature arrived.",
      "assertive: The tunnel is down.",
    ]);
  });

  it("keeps the gravest alarm until the ten seconds are over", () => {
    const { announcer, said, pass } = setUp("problems");

    announcer.arrived([row("inbound", "bad")]);
    pass(3_000);
    announcer.alarm("The tunnel is down.");
    announcer.arrived([row("inbound", "bad")]);
    pass(ALARM_MS);
    announcer.arrived([row("inbound", "bad")]);
    announcer.alarm("The Page link has expired.");
    pass(ALARM_MS);
    pass(ALARM_MS);

    expect(said).toEqual([
      "assertive: A webhook with a bad signature arrived.",
      "assertive: The tunnel is down.",
      "assertive: The Page link has expired.",
    ]);
  });

  it("says nothing when it is turned off", () => {
    const { announcer, said, pass } = setUp("off");

    announcer.arrived([row("inbound", "bad")]);
    announcer.alarm("The tunnel is down.");
    pass(60_000);

    expect(said).toEqual([]);
  });
});
