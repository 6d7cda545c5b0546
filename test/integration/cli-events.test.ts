import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LoggedEvent } from "../../preload/contract/event.ts";
import { speak } from "../fakes/cli-voice.ts";
import { createCliPlace } from "../fakes/cli-process.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

let test: RunningApp;

beforeAll(async () => {
  test = await startTestApp();
  for (const text of ["one", "two\u001b[2J", "three", "four"]) await receive(text);
  await test.app.call("simulator.receive", { type: "image", url: "https://example.com/a.png" });
  // Answers are stored a moment after their events.
  test.clock.advance(1_000);
});

afterAll(() => test.stop());

async function receive(text: string): Promise<void> {
  expect(await test.app.call("simulator.receive", { text })).toMatchObject({ ok: true });
}

async function printed(...args: readonly string[]): Promise<readonly LoggedEvent[]> {
  const { code, stdout, stderr } = await speak(["events", "--json", "--data-dir", test.dataFolder, ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return linesOf(stdout).map((line) => LoggedEvent.parse(JSON.parse(line)));
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

async function ids(...args: readonly string[]): Promise<readonly number[]> {
  return (await printed(...args)).map(({ id }) => id);
}

describe("hookline events", () => {
  it("prints whole events, oldest first, while their owner runs", async () => {
    const events = await printed();

    expect(events.map(({ id, text }) => [id, text])).toEqual([
      [1, "one"],
      [2, "two\u001b[2J"],
      [3, "three"],
      [4, "four"],
      [5, null],
    ]);
    expect(events[0]).toMatchObject({
      workspaceName: "Simulated application",
      request: { method: "POST", path: "/webhooks/inbound" },
      response: { status: 200 },
    });
  });

  it("prints the newest with --limit, what follows with --after, and both together from there on", async () => {
    expect(await ids("--limit", "2")).toEqual([4, 5]);
    expect(await ids("--after", "3")).toEqual([4, 5]);
    expect(await ids("--after", "1", "--limit", "2")).toEqual([2, 3]);
    expect(await ids("--after", "0", "--limit", "1")).toEqual([1]);
    expect(await ids("--after", "99")).toEqual([]);
  });

  it("searches as the interface does", async () => {
    expect(await ids("--query", "type:image")).toEqual([5]);
    expect(await ids("--query", "kind:inbound three")).toEqual([3]);
    expect(await ids("--query", "kind:status")).toEqual([]);
  });

  it("says what is wrong with a search", async () => {
    const { code, stdout, stderr } = await speak([
      "events",
      "--query",
      "kind:nonsense",
      "--data-dir",
      test.dataFolder,
      "--json",
    ]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "QUERY_INVALID" } });
  });

  it("says of a term whose name is mistyped that it is looked for as text, but not with --quiet", async () => {
    const args = ["events", "--query", "sgi:bad", "--data-dir", test.dataFolder, "--json"];

    const asked = await speak(args);
    const quiet = await speak([...args, "--quiet"]);

    const stderr = "“sgi:” is looked for as text. Did you mean “sig:”?\n";
    expect([asked, quiet]).toEqual([
      { code: 0, stdout: "", stderr },
      { code: 0, stdout: "", stderr: "" },
    ]);
  });

  it.each([1_001, 60_000])("says that a term is too long (%i characters)", async (length) => {
    const asked = await speak(["events", "--query", "x".repeat(length), "--data-dir", test.dataFolder]);

    expect(asked).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("\nA term of a search has at most 1,000 characters.\n"),
    });
  });

  it("searches for twenty of the longest terms", async () => {
    const terms = Array.from({ length: 20 }, (_, index) => `-${index}`.padEnd(1_000, "%ü"));

    expect(await ids("--query", terms.join(" "))).toHaveLength(5);
  });

  it("masks the signature part of webhook tokens unless it is asked for", async () => {
    const [masked] = await printed("--limit", "1");
    const [whole] = await printed("--limit", "1", "--with-signatures");

    expect(masked?.request?.headers["authorization"]).toMatch(/^Bearer [\w-]+\.[\w-]+\.\*\*\*$/);
    expect(whole?.request?.headers["authorization"]).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]{43}$/);
  });

  it("prints a line for each event to a person, control characters written out", async () => {
    const { stdout } = await speak(["events", "--data-dir", test.dataFolder], { isTerminal: true });

    expect(linesOf(stdout)).toHaveLength(5);
    expect(stdout).toContain("two\\u001b[2J");
    expect(stdout).not.toContain("\u001b");
  });

  it("goes on with what arrives after --follow, each event once, until it is stopped", async () => {
    const place = await createCliPlace();
    const following = place.start([
      "events",
      "--follow",
      "--json",
      "--after",
      "3",
      "--data-dir",
      test.dataFolder,
    ]);
    const seen = [await following.nextLine(), await following.nextLine()];

    await receive("five");
    seen.push(await following.nextLine());
    await receive("six");
    seen.push(await following.nextLine());
    following.signal("SIGINT");
    const { code, stderr } = await following.ended;
    await place.remove();

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(seen.map((line) => LoggedEvent.parse(JSON.parse(line)).id)).toEqual([4, 5, 6, 7]);
  });
});
