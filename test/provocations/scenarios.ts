// Provokes what goes wrong with scenarios and with an app that is played against.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveReport } from "../../main/cli/play-against.ts";
import { createContext } from "../../main/cli/context.ts";
import { startAppUnderTest, untilReachable } from "../../main/cli/app-under-test.ts";
import { createSystemClock } from "../../main/clock.ts";
import { refuseToOpenFolder } from "../../main/hosts/browser/open-folder.ts";
import { createOwnScenarios } from "../../main/scenarios/own-scenarios.ts";
import { silentSurroundings } from "../fakes/silent-surroundings.ts";
import { commandFails, deadAddress, said, thrownBy, type Provocation } from "./stage.ts";

const TO = ["--inbound-url", "http://127.0.0.1:9/inbound"];
const clock = createSystemClock();

async function reach(command: readonly [string, ...string[]] | null, waitMs: number): Promise<void> {
  const app =
    command === null ? null : startAppUnderTest({ command, env: process.env, clock, hear: () => undefined });
  const { url } = await deadAddress();
  const { signal } = new AbortController();
  await untilReachable(new URL(url), { app, command: command ?? [], waitMs, clock, signal });
}

/** By code. */
export const scenarioProvocations = {
  SCENARIO_UNKNOWN: (stage) => commandFails(["scenario", "run", "nonsense", ...TO], stage.folder()),
  SCENARIO_INVALID: (stage) => {
    const file = join(stage.folder(), "mine.json");
    writeFileSync(file, "{}");
    return commandFails(["scenario", "run", file, ...TO], stage.folder());
  },
  SCENARIO_FILE_UNREADABLE: (stage) =>
    commandFails(["scenario", "run", "/none/mine.json", ...TO], stage.folder()),
  SCENARIO_RUNNING: async (stage) => {
    const steps = [{ step: "pause", ms: 60_000 }];
    const text = JSON.stringify({ format: 1, name: "a", title: "A pause", people: {}, steps });
    const input = { scenario: { text }, target: null, seed: null };
    await stage.running.app.call("scenarios.run", input);
    const failed = await stage.callFails("scenarios.run", input);
    await stage.running.app.call("scenarios.stop", {});
    return failed;
  },
  SCENARIO_FOLDER_UNREADABLE: async (stage) => {
    const dataFolder = stage.folder();
    writeFileSync(join(dataFolder, "scenarios"), "");
    const { error } = await createOwnScenarios({ dataFolder, openFolder: refuseToOpenFolder }).list();
    if (error === null) throw new Error("The folder was read.");
    return said(error);
  },
  FOLDER_NOT_OPENED: (stage) => stage.callFails("scenarios.openFolder", {}),
  TARGET_UNREACHABLE: async (stage) => {
    const { url } = await deadAddress();
    return stage.callFails("handlerDoctor.run", { target: { inbound: url }, seed: null });
  },
  REPORT_GONE: (stage) => stage.callFails("scenarios.report", { id: 4_711, form: "text" }),
  APP_UNREACHABLE: () => thrownBy(() => reach(null, 0)),
  APP_ENDED: () => thrownBy(() => reach([process.execPath, "-e", "process.exit(3)"], 30_000)),
  REPORT_UNWRITABLE: () => {
    const context = createContext(silentSurroundings(), {}, "scenario run");
    const report = { lines: [], json: {}, junit: "" };
    return thrownBy(() => giveReport(context, report, { form: "text", file: "/none/report.txt" }));
  },
} satisfies Readonly<Record<string, Provocation>>;
