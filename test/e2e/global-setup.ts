// Runs once before the journeys: what they share must be there before two workers want it at the same time.
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";
import { chromiumPath } from "../chromium.ts";

/** Builds what has changed and unpacks Chromium. */
export async function globalSetup(): Promise<void> {
  await buildIfNeeded((line: string) => process.stderr.write(`${line}\n`));
  process.env["CHROMIUM_PATH"] = await chromiumPath();
}

// Playwright takes the default export of this file.
// oxlint-disable-next-line import/no-default-export
export default globalSetup;
