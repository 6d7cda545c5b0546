// Reads a scenario from the disk, and no more of a file than a scenario may have.
import { createReadStream } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";
import type { Scenario } from "../../preload/contract/scenario.ts";
import { readScenario } from "./read-scenario.ts";

const LARGEST_FILE_BYTES = 512 * 1024;

/**
 * The scenario in a file.
 * @param name what the file is called in an error
 * @throws AppError `SCENARIO_FILE_UNREADABLE`, `SCENARIO_INVALID`
 */
export async function readScenarioFile(path: string, name: string): Promise<Scenario> {
  let text = "";
  try {
    // What comes is counted: a pipe or a device tells no size.
    const stream = createReadStream(path, { encoding: "utf8", end: LARGEST_FILE_BYTES });
    for await (const chunk of stream) text += String(chunk);
    if (Buffer.byteLength(text) > LARGEST_FILE_BYTES) throw new Error("It is larger than 512 KiB.");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("SCENARIO_FILE_UNREADABLE", { file: name, reason }, { cause: error });
  }
  return readScenario(text, name);
}
