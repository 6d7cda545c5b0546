import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRepliesUnderWay, type RepliesUnderWay } from "../../../../main/messages/replies-under-way.ts";
import type { NewEvent } from "../../../../main/events/new-event.ts";
import { WorkspaceId } from "../../../../preload/contract/ids.ts";
import { createMemoryLog } from "../../../fakes/log.ts";
import { newEvent } from "../../../fakes/new-event.ts";
import { openTestStore, type TestStore } from "../../../fakes/store.ts";

let test: TestStore;
let underWay: RepliesUnderWay;

beforeEach(() => {
  test = openTestStore();
  underWay = createRepliesUnderWay({ database: test.database, log: createMemoryLog() });
});
afterEach(() => test.remove());

const request = {
  method: "POST",
  path: "/v1/messages",
  headers: { authorization: "Bearer ***" },
  body: Buffer.from('{"text":"Grüße"}'),
  cutFrom: null,
};

function reply(changes: Partial<NewEvent> = {}): NewEvent {
  return newEvent({ kind: "reply", messageUuid: null, signature: null, request, ...changes });
}

function logLeft(isThere = (_workspace: string): boolean => true): Promise<void> {
  return underWay.logLeft({ append: (event) => test.store.append(event), isThere });
}

function logged() {
  return [
    ...test.store.streamAll({
      query: "kind:reply",
      workspace: null,
      afterId: null,
      limit: null,
      signatures: "masked",
    }),
  ];
}

function notes(): number {
  return Number(test.database.prepare("SELECT count(*) AS n FROM replies_under_way").get()?.["n"]);
}

describe("a reply that was on its way", () => {
  it("is logged with its very bytes, and no answer", async () => {
    underWay.begin(reply({ text: "Hi" }));

    await logLeft();
    await logLeft();

    const [event, ...others] = logged();
    expect(others).toEqual([]);
    expect(event).toMatchObject({ text: "Hi", response: null, error: { code: "REPLY_NO_ANSWER" } });
    expect(event?.raw).toBe('{"text":"Grüße"}');
  });

  it("is not logged once it was ended", async () => {
    underWay.end(underWay.begin(reply()));

    await logLeft();

    expect(logged()).toEqual([]);
  });

  it("is not logged again where the kill came after that, with its answer or without", async () => {
    underWay.begin(reply());
    await test.store.append(reply({ error: { code: "", title: "Refused", detail: null } }));

    await logLeft();

    expect(logged()).toHaveLength(1);
    expect(notes()).toBe(0);
  });

  it("is dropped with its workspace", async () => {
    underWay.begin(reply());

    await logLeft(() => false);

    expect(logged()).toEqual([]);
    expect(notes()).toBe(0);
  });

  it("goes with its workspace at once", () => {
    underWay.begin(reply({ workspace: WorkspaceId.parse("w2") }));
    underWay.begin(reply());

    underWay.forget(WorkspaceId.parse("w2"));

    expect(notes()).toBe(1);
  });

  it("stays noted where it could not be logged", async () => {
    underWay.begin(reply());

    await underWay.logLeft({ append: () => Promise.reject(new Error("full")), isThere: () => true });
    expect(notes()).toBe(1);
    await logLeft();

    expect(logged()).toHaveLength(1);
  });

  it("goes out though its note cannot be written", () => {
    test.database.exec("PRAGMA query_only = ON");

    const note = underWay.begin(reply());
    test.database.exec("PRAGMA query_only = OFF");

    expect(note).toBeNull();
    underWay.end(note);
  });
});
