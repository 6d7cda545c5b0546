import { generateKeyPairSync } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AppError } from "../../../preload/contract/errors.ts";
import { createFileLog } from "../../../main/log.ts";
import { createFrozenClock } from "../../fakes/clock.ts";

let dataFolder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "hookline-log-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const read = (name = "hookline.log") => readFileSync(join(dataFolder, name), "utf8");

it("writes one line an event, whatever is in it, for its owner only", () => {
  const log = createFileLog({ dataFolder, clock: createFrozenClock() });

  log.info("listener.started", { port: 4817, note: "two\nlines \u001b[31m" });
  log.error("store.failed", new AppError("STORE_WRITE_FAILED", { reason: "full" }, { cause: "ENOSPC" }));
  log.close();

  expect(read()).toBe(
    '2020-01-01T14:00:00.000Z info  listener.started port=4817 note="two\\nlines \\u001b[31m"\n' +
      '2020-01-01T14:00:00.000Z error store.failed STORE_WRITE_FAILED reason="full" because "ENOSPC"\n',
  );
  expect(statSync(join(dataFolder, "hookline.log")).mode & 0o777).toBe(0o600);
});

it("masks keys, tokens and credentials in an error's own words", () => {
  const log = createFileLog({ dataFolder, clock: createFrozenClock() });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString().trim();

  log.error("a", new Error(`cannot parse ${pem}`));
  log.error("b", new Error("Bearer abc.def-ghi and eyJhbGciOiJI.eyJpYXQ.c2ln and Basic YTpi"));
  log.close();

  expect(read()).not.toContain(pem.split("\n")[1]);
  expect(read()).toContain('Error: "cannot parse ***"');
  expect(read()).toContain('Error: "Bearer *** and *** and Basic ***"');
});

it("keeps no more than the given files and never a longer one", () => {
  const log = createFileLog({ dataFolder, clock: createFrozenClock(), maxBytes: 100, files: 3 });

  for (let number = 1; number <= 9; number += 1) log.info("event", { number });
  log.close();

  expect(readdirSync(dataFolder).sort()).toEqual(["hookline.log", "hookline.log.1", "hookline.log.2"]);
  expect(
    [read("hookline.log.2"), read("hookline.log.1"), read()].map((text) => text.match(/number=\d/g)),
  ).toEqual([["number=5", "number=6"], ["number=7", "number=8"], ["number=9"]]);
});

it("goes on after a restart where it stopped", () => {
  createFileLog({ dataFolder, clock: createFrozenClock() }).info("first");

  createFileLog({ dataFolder, clock: createFrozenClock() }).info("second");

  expect(read().match(/first|second/g)).toEqual(["first", "second"]);
});

it("writes nothing through a symbolic link, and does not fail", () => {
  writeFileSync(join(dataFolder, "victim"), "precious");
  symlinkSync(join(dataFolder, "victim"), join(dataFolder, "hookline.log"));

  createFileLog({ dataFolder, clock: createFrozenClock() }).info("event");

  expect(read("victim")).toBe("precious");
});

it("says why it has no file, once, and takes what it is told all the same", () => {
  mkdirSync(join(dataFolder, "hookline.log"));

  const log = createFileLog({ dataFolder, clock: createFrozenClock() });
  log.info("listener.started");
  log.close();

  expect(log.warning).toBe(
    `Nothing is logged: ${join(dataFolder, "hookline.log")} cannot be written. Move away what is there, then start Hookline again.`,
  );
});
