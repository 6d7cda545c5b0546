// The scenarios that the user wrote: the .json files in a folder of theirs, read anew each time they are asked for.
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { OwnScenario, OwnScenarios as OwnList } from "../../preload/contract/scenario-run.ts";
import type { Scenario } from "../../preload/contract/scenario.ts";
import type { OpenFolder } from "../ports.ts";
import { summaryOf } from "./built-in.ts";
import { readScenarioFile } from "./scenario-file.ts";

/** The user's folder of scenarios. */
export interface OwnScenarios {
  /** What lies there, the broken with what is wrong with them. Makes the folder if it is not there. Never rejects. */
  list(): Promise<OwnList>;
  /** Shows the folder to the person. @throws AppError `SCENARIO_FOLDER_UNREADABLE`, `FOLDER_NOT_OPENED` */
  openFolder(): Promise<void>;
  /** @throws AppError `SCENARIO_FILE_UNREADABLE`, `SCENARIO_INVALID` */
  read(file: string): Promise<Scenario>;
}

const FOLDER = "scenarios";
const MOST_FILES = 200;

interface OwnScenariosPorts {
  readonly dataFolder: string;
  readonly openFolder: OpenFolder;
}

/** Those in the data folder. */
export function createOwnScenarios({ dataFolder, openFolder }: OwnScenariosPorts): OwnScenarios {
  const folder = join(dataFolder, FOLDER);

  async function read(file: string): Promise<Scenario> {
    // The name comes from the page: it stays in the folder.
    if (/[/\\]/.test(file) || !isScenarioFile(file)) {
      const reason = `It is not a .json file in ${folder}.`;
      throw new AppError("SCENARIO_FILE_UNREADABLE", { file, reason });
    }
    const path = join(folder, file);
    await assertPlainFile(path, file);
    return readScenarioFile(path, file);
  }

  async function look(file: string): Promise<OwnScenario> {
    try {
      return { state: "whole", file, scenario: summaryOf(await read(file)) };
    } catch (error) {
      const value = toErrorValue(toAppError(error));
      const { line } = value.details;
      return { state: "broken", file, line: typeof line === "number" ? line : null, error: value };
    }
  }

  const unreadable = (error: unknown): AppError => {
    const reason = error instanceof Error ? error.message : String(error);
    return new AppError("SCENARIO_FOLDER_UNREADABLE", { folder, reason }, { cause: error });
  };

  return {
    read,
    async openFolder() {
      await mkdir(folder, { recursive: true }).catch((error: unknown) => {
        throw unreadable(error);
      });
      await openFolder(folder);
    },
    async list() {
      try {
        await mkdir(folder, { recursive: true });
        const names = (await readdir(folder)).filter(isScenarioFile).toSorted();
        const files = await Promise.all(names.slice(0, MOST_FILES).map(look));
        return { folder, files, leftOut: Math.max(0, names.length - MOST_FILES), error: null };
      } catch (error) {
        return { folder, files: [], leftOut: 0, error: toErrorValue(unreadable(error)) };
      }
    },
  };
}

/** Editors leave files that begin with a dot. */
function isScenarioFile(name: string): boolean {
  return name.endsWith(".json") && !name.startsWith(".");
}

/** Reading a pipe would never end. @throws AppError `SCENARIO_FILE_UNREADABLE` */
async function assertPlainFile(path: string, file: string): Promise<void> {
  let reason: string | null;
  try {
    reason = (await stat(path)).isFile() ? null : "It is not a file.";
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  if (reason !== null) throw new AppError("SCENARIO_FILE_UNREADABLE", { file, reason });
}
