// `hookline handler-doctor` as a process of its own, against bots that it starts and stops.
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCliPlace, type CliPlace, type CliResult } from "../fakes/cli-process.ts";
import { readStrictXml } from "../fakes/strict-xml.ts";

const BOT = join(import.meta.dirname, "../fakes/bot-child.ts");

let place: CliPlace;
let base = "";

beforeEach(async () => {
  place = await createCliPlace();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`; // it listens by TCP
  await new Promise((resolve) => server.close(resolve));
});
afterEach(() => place.remove());

function examine(args: readonly string[], flaw: readonly string[] = []): Promise<CliResult> {
  const urls = ["--inbound-url", `${base}/inbound`, "--status-url", `${base}/status`];
  return place.run(["handler-doctor", ...urls, ...args, "--", process.execPath, BOT, ...flaw]);
}

describe("hookline handler-doctor", { timeout: 120_000 }, () => {
  it("grades a good bot A, writes JUnit XML and prints the text", async () => {
    const out = join(place.folder, "doctor.xml");

    const { code, stdout, stderr } = await examine(["--report", "junit", "--out", out]);

    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/^Handler {3}http:\/\/127\.0\.0\.1:/);
    expect(stdout).toMatch(/\nGrade {5}A: 27 passed, 0 failed, 0 skipped, in [\d.]+ \w+\. Seed \d+\.\n/);
    expect(stderr).toMatch(/^passed {3}A text message$/m);
    const [suite] = readStrictXml(readFileSync(out, "utf8")).children;
    expect(suite?.attributes).toMatchObject({ tests: "27", failures: "0" });
  });

  it("fails below the grade that is required, and answers in JSON", async () => {
    const { code, stdout } = await examine(["--json", "--quiet"], ["answers-500"]);

    const [ready, report] = stdout
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(code).toBe(1);
    expect(ready).toMatchObject({ event: "ready" });
    expect(report).toMatchObject({
      event: "report",
      format: 1,
      grade: "F",
      failed: 1,
      checks: expect.arrayContaining([expect.objectContaining({ id: "genuine-text", verdict: "failed" })]),
    });
  });

  it("passes with the worst grade when that is all that is required", async () => {
    const { code, stdout } = await examine(["--require", "f", "--quiet"], ["answers-500"]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/\nGrade {5}F: /);
  });

  it("ends the bot and itself when it is interrupted", async () => {
    const urls = ["--inbound-url", `${base}/inbound`, "--json"];
    const started = place.start(["handler-doctor", ...urls, "--", process.execPath, BOT, "never-answers"]);
    await started.nextLine();

    started.signal("SIGINT");
    const { code, stdout, stderr } = await started.ended;

    expect(code).toBe(1);
    expect(stdout).not.toContain("grade");
    expect(stderr).toMatch(/It was stopped, so there is no grade\.\n$/);
  });
});
