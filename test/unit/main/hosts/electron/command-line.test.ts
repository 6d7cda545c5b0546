import { expect, it } from "vitest";
import { readDesktopOptions } from "../../../../../main/hosts/electron/command-line.ts";

const PLAIN = { env: {}, platform: "linux", home: "/home/ada", userDataDir: "" } as const;

it("uses the folder and ports of every host when nothing is said", () => {
  expect(readDesktopOptions(["."], PLAIN)).toEqual({
    dataFolder: "/home/ada/.config/Hookline",
    listenPort: { port: 4817, isExplicit: false },
    simulatorPort: { port: 4818, isExplicit: false },
  });
});

it("takes what is said, among switches that are Chromium's", () => {
  const args = [
    ".",
    "--no-sandbox",
    "--data-dir",
    "/data/one",
    "--listen-port=0",
    "--simulator-port",
    "4900",
  ];

  expect(readDesktopOptions(args, PLAIN)).toEqual({
    dataFolder: "/data/one",
    listenPort: { port: 0, isExplicit: true },
    simulatorPort: { port: 4900, isExplicit: true },
  });
});

it("does without the simulator when told to", () => {
  expect(readDesktopOptions(["--no-simulator"], PLAIN).simulatorPort).toBeNull();
  expect(() => readDesktopOptions(["--no-simulator", "--simulator-port=5818"], PLAIN)).toThrow(
    expect.objectContaining({ code: "CLI_USAGE" }),
  );
});

it("prefers --data-dir to --user-data-dir, and that to HOOKLINE_DATA_DIR", () => {
  const surroundings = { ...PLAIN, env: { HOOKLINE_DATA_DIR: "/data/env" }, userDataDir: "/data/chromium" };

  expect(readDesktopOptions(["--data-dir=/data/one"], surroundings).dataFolder).toBe("/data/one");
  expect(readDesktopOptions([], surroundings).dataFolder).toBe("/data/chromium");
  expect(readDesktopOptions([], { ...surroundings, userDataDir: "" }).dataFolder).toBe("/data/env");
});

it.each(["http", "-1", "65536", "48 17"])("refuses the port %j", (port) => {
  expect(() => readDesktopOptions([`--listen-port=${port}`], PLAIN)).toThrow(
    expect.objectContaining({ code: "CLI_USAGE" }),
  );
});
