import { describe, expect, it } from "vitest";
import type { Handlers } from "../../../preload/contract/contract.ts";
import { AppError, describeError } from "../../../preload/contract/errors.ts";
import { WorkspaceId } from "../../../preload/contract/ids.ts";
import { dispatch } from "../../../main/dispatch.ts";
import { textOf } from "../../fakes/drafts.ts";
import { createMemoryLog } from "../../fakes/log.ts";

const counts = { all: 1, inbound: 1, status: 0, problems: 0, unassigned: 0 };

/** A table in which only the rows under test are there; any other call would fail loudly. */
function handlersOf(some: Partial<Handlers>): Handlers {
  return some as Handlers;
}

describe("dispatch", () => {
  it("hands the parsed input to the handler and answers with its value", async () => {
    const seen: unknown[] = [];
    const handlers = handlersOf({
      "events.counts": (input) => {
        seen.push(input);
        return counts;
      },
    });

    const result = await dispatch(handlers, "events.counts", { workspace: "w1", more: 1 }, createMemoryLog());

    expect(result).toEqual({ ok: true, value: counts });
    expect(seen).toEqual([{ workspace: "w1" }]);
  });

  it("drops from an answer every field that the table does not list", async () => {
    const handlers = handlersOf({ "events.counts": () => ({ ...counts, privateKey: "-----BEGIN" }) });

    const result = await dispatch(handlers, "events.counts", { workspace: null }, createMemoryLog());

    expect(result).toEqual({ ok: true, value: counts });
  });

  it.each(["events.none", "__proto__", "constructor", "toString", ""])(
    "refuses the call %j",
    async (name) => {
      const result = await dispatch(handlersOf({}), name, {}, createMemoryLog());

      expect(result).toEqual({ ok: false, error: { code: "CONTRACT_UNKNOWN_CALL", details: { name } } });
    },
  );

  it("says in one plain sentence what is wrong with an input, and runs nothing", async () => {
    let hasRun = false;
    const handlers = handlersOf({
      "messages.sendReply": () => {
        hasRun = true;
        throw new Error("not reached");
      },
    });
    const draft = { workspace: "w1", psid: "1", pageId: "2", ...textOf("") };

    const result = await dispatch(handlers, "messages.sendReply", draft, createMemoryLog());

    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(describeError(result.error).why).toMatch(
      /^A value in it is not allowed: content\.text is [a-z][^"]+\.$/,
    );
    expect(hasRun).toBe(false);
  });

  it("never repeats a refused value, which may be a secret", async () => {
    const secret = "-----BEGIN PRIVATE KEY-----".repeat(1_000);

    const result = await dispatch(
      handlersOf({}),
      "credentials.inspectKey",
      { pem: secret },
      createMemoryLog(),
    );

    expect(JSON.stringify(result)).not.toContain("PRIVATE KEY");
  });

  it.each([[undefined], [null], ["text"], [[]], [{ workspace: 5 }]])(
    "survives the input %j",
    async (input) => {
      const result = await dispatch(handlersOf({}), "events.counts", input, createMemoryLog());

      expect(result).toMatchObject({ ok: false, error: { code: "CONTRACT_INPUT_INVALID" } });
    },
  );

  it("hands on an error of the catalogue as a value, and does not log it", async () => {
    const log = createMemoryLog();
    const handlers = handlersOf({
      "events.counts": () => Promise.reject(new AppError("WORKSPACE_NOT_FOUND", { name: "w1" })),
    });

    const result = await dispatch(handlers, "events.counts", { workspace: WorkspaceId.parse("w1") }, log);

    expect(result).toEqual({ ok: false, error: { code: "WORKSPACE_NOT_FOUND", details: { name: "w1" } } });
    expect(log.lines).toEqual([]);
  });

  it("turns anything else thrown into UNEXPECTED and logs its cause once", async () => {
    const log = createMemoryLog();
    const cause = new TypeError("x is not a function");
    const handlers = handlersOf({
      "events.counts": () => {
        throw cause;
      },
    });

    const result = await dispatch(handlers, "events.counts", { workspace: null }, log);

    expect(result).toEqual({
      ok: false,
      error: { code: "UNEXPECTED", details: { message: "x is not a function" } },
    });
    expect(log.lines).toEqual([{ level: "error", event: "call events.counts failed", error: cause }]);
  });

  it("answers UNEXPECTED when a handler's answer does not fit the table", async () => {
    const handlers = handlersOf({ "events.counts": () => ({ ...counts, all: Number.NaN }) });

    const result = await dispatch(handlers, "events.counts", { workspace: null }, createMemoryLog());

    expect(result).toMatchObject({ ok: false, error: { code: "UNEXPECTED" } });
  });
});
