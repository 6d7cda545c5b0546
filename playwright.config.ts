// The journeys in real windows: the desktop app and the browser host, by the same steps.
// The desktop runs under the stand-in of test/electron-double unless HOOKLINE_REAL_ELECTRON=1 asks for Electron itself.
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

if (process.env["HOOKLINE_REAL_ELECTRON"] !== "1") {
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] ??= join(import.meta.dirname, "test/electron-double/bin");
}

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "*.e2e.ts",
  globalSetup: "./test/e2e/global-setup.ts",
  outputDir: "test-results/e2e",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env["CI"]),
  // Each test has a data folder and ports of its own.
  fullyParallel: true,
  workers: 2,
  reporter: process.env["CI"] ? [["list"], ["html", { open: "never" }]] : "list",
});
