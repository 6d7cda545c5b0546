import { assert, constantFrom, jsonValue, option, property, record, string, webUrl } from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawApplication } from "../../../../main/applications/applications-api.ts";
import { JournalEntry } from "../../../../main/applications/webhook-journal.ts";
import { pairIn, planRestore, planSet } from "../../../../main/applications/webhook-plan.ts";
import { ApplicationId } from "../../../../preload/contract/ids.ts";

const applicationId = ApplicationId.parse("78d335fa-323d-0114-9c3d-d6f0d48968cf");
const wanted = {
  inbound: { address: "https://one.example/webhooks/inbound", method: "POST" },
  status: { address: "https://one.example/webhooks/status", method: "POST" },
};

/** A URL as the API may write it: whole, without its method, with members of later versions, or as nothing at all. */
const webhook = record(
  {
    address: webUrl(),
    http_method: constantFrom("POST", "GET"),
    socket_timeout: jsonValue(),
    "x-later": jsonValue(),
  },
  { requiredKeys: [] },
);
const odd = constantFrom(null, "https://odd.example", []);
const slot = option(webhook, { nil: undefined, freq: 4 });

/** Any application that GET might return: the members that count may be there or not, and all others may be anything. */
const application = record(
  {
    id: constantFrom(applicationId),
    name: string(),
    keys: jsonValue(),
    privacy: jsonValue(),
    "x-later": jsonValue(),
    _links: constantFrom({ self: { href: `/v2/applications/${applicationId}` } }),
    capabilities: record(
      {
        messages: record(
          {
            version: constantFrom("v0.1", "v1"),
            authenticate_inbound_media: jsonValue(),
            "x-later": jsonValue(),
            webhooks: record(
              { inbound_url: slot, status_url: slot, "x-later": jsonValue() },
              { requiredKeys: [] },
            ),
          },
          { requiredKeys: [] },
        ),
        voice: jsonValue(),
        network_apis: jsonValue(),
      },
      { requiredKeys: ["messages"] },
    ),
  },
  { requiredKeys: ["id", "name", "capabilities"] },
).map(overTheWire);

/** As it is read from a body. */
function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T; // the same members, as JSON has them
}

/** Without what a change is about: address and method of the two URLs, and the objects that hold nothing else. */
function besidesTheUrls(raw: RawApplication): unknown {
  const copy = structuredClone(raw) as { capabilities: { messages: Record<string, unknown> } };
  const { messages } = copy.capabilities;
  const webhooks = { ...(messages["webhooks"] as Record<string, unknown> | undefined) };
  for (const key of ["inbound_url", "status_url"]) {
    const {
      address: _address,
      http_method: _method,
      ...others
    } = { ...(webhooks[key] as object | undefined) } as Record<string, unknown>;
    webhooks[key] = others;
  }
  messages["webhooks"] = webhooks;
  return copy;
}

function entryAfter(old: JournalEntry["old"]): JournalEntry {
  const entry = {
    old,
    applicationId,
    workspace: "bot",
    apiKey: "abcd1234",
    ours: [wanted],
    agreedHidden: [],
    older: [],
    isOlder: false,
  };
  return JournalEntry.parse(overTheWire({ ...entry, state: "confirmed", setAt: 0, run: "one" }));
}

describe("the body of a change", () => {
  it("sets both URLs and is deep-equal in every other member that GET returned", () => {
    assert(
      property(application, (raw) => {
        const { body } = planSet({ applicationId, raw, wanted, entry: null });

        expect(pairIn(body)).toEqual(wanted);
        expect(besidesTheUrls(body)).toEqual(besidesTheUrls(raw));
      }),
    );
  });

  it("that puts back makes the application deep-equal to what GET returned at first", () => {
    assert(
      property(application, (raw) => {
        const set = planSet({ applicationId, raw, wanted, entry: null });
        const changed = overTheWire(set.body);
        const { body } = planRestore({ applicationId, raw: changed, entry: entryAfter(set.old) });

        expect(overTheWire(body)).toEqual(raw);
      }),
    );
  });

  it("leaves alone what others have changed of it meanwhile", () => {
    const raw = {
      name: "Bot",
      capabilities: { messages: { webhooks: { inbound_url: { address: "https://a.example" } } } },
    };
    const set = planSet({ applicationId, raw, wanted, entry: null });
    const renamed = { ...set.body, name: "Renamed", privacy: { improve_ai: true } };

    const { body } = planRestore({ applicationId, raw: renamed, entry: entryAfter(set.old) });

    expect(body).toEqual({ ...raw, name: "Renamed", privacy: { improve_ai: true } });
  });

  it("puts back also what is no URL as the API documents it", () => {
    assert(
      property(odd, (inbound) => {
        const raw = { name: "Bot", capabilities: { messages: { webhooks: { inbound_url: inbound } } } };
        const set = planSet({ applicationId, raw, wanted, entry: null });

        const { body } = planRestore({ applicationId, raw: set.body, entry: entryAfter(set.old) });

        expect(body).toEqual(raw);
      }),
    );
  });
});

describe("what was seen", () => {
  const raw = { name: "Bot", capabilities: { messages: { webhooks: {} } } };
  const seen = (changes: Partial<Parameters<typeof planSet>[0]> = {}): string =>
    planSet({ applicationId, raw, wanted, entry: null, ...changes }).plan.seen;

  it("has the same name when nothing changed that the change is about", () => {
    expect(seen({ raw: { ...raw, name: "Renamed" } })).toBe(seen());
  });

  it.each([
    [
      "another address stands there",
      {
        raw: {
          name: "Bot",
          capabilities: { messages: { webhooks: { inbound_url: { address: "https://a.example" } } } },
        },
      },
    ],
    [
      "another one is planned",
      { wanted: { ...wanted, status: { address: "https://two.example", method: "POST" } } },
    ],
    ["it is another application", { applicationId: ApplicationId.parse("other") }],
  ])("has another name when %s", (_case, changes) => {
    expect(seen(changes)).not.toBe(seen());
  });
});
