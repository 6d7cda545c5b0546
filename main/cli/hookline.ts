#!/usr/bin/env node
// The command `hookline`. Nothing newer than Node 18 may be used before the version was checked.
import process from "node:process";

/** What `node:sqlite` and friends need. */
const NODE_NEEDED = 24;
const major = Number.parseInt(process.versions.node, 10);

if (major < NODE_NEEDED) {
  process.stderr.write(
    `Hookline did not start.\nIt needs Node ${NODE_NEEDED} or newer; this is Node ${process.versions.node}.\n` +
      `Install a newer one from https://nodejs.org, or in a checkout use: npm run -s hookline -- <command>\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import("./index.ts");
  process.exitCode = await main(process.argv.slice(2));
}
