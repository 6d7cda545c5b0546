// Unit and integration tests. Real HTTP and SQLite, no globals; run it by npm, which puts Node 24 on the path.
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const NODE_NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) < NODE_NEEDED) {
  throw new Error(
    `These tests need Node ${NODE_NEEDED} (node:sqlite); this is ${process.version}. Run: npm run test:unit`,
  );
}

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    include: ["test/unit/**/*.test.{ts,tsx}", "test/{integration,sdk}/**/*.test.ts"],
    environment: "node",
    // Far from UTC, and half an hour off: in UTC, where most checks run, nothing tells local time from it.
    env: { TZ: "Asia/Kolkata" },
    globals: false,
    // Processes, not threads: tests change the umask, kill children and open SQLite files.
    pool: "forks",
    // Left to itself, a machine of two cores gets one: half of what these tests do is wait for each other's processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 10_000,
    hookTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
    // A test that is never run, or asserts nothing, is found here and not in production.
    allowOnly: !process.env["CI"],
    passWithNoTests: false,
    expect: { requireAssertions: true },
  },
});
