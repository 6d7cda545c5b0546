// Where a command keeps its data when nobody says so.
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { createContext } from "../../../../main/cli/context.ts";
import { silentSurroundings } from "../../../fakes/silent-surroundings.ts";

afterEach(() => vi.unstubAllEnvs());

it.skipIf(process.platform === "win32")("is not in the current folder where HOME is empty", () => {
  vi.stubEnv("HOME", "");

  const { dataFolder } = createContext(silentSurroundings(), {}, "doctor");

  expect(dataFolder).toBe(join(userInfo().homedir, ".config/Hookline"));
});
