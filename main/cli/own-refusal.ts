// Why a listener of Hookline's own answered 503: then it is no app that could be looked into, and nobody's secret.
import { AppError, isErrorCode } from "../../preload/contract/errors.ts";
import { isLoopbackHost } from "../../preload/contract/workspace.ts";
import { createControlClient } from "../control/control-client.ts";
import { readRun } from "../data-folder/run-file.ts";

/**
 * What to tell of a 503 by `host`, as in a URL: what the store of the Hookline that runs on the folder suffers from, or that
 * it was its listener. null when it was somebody else.
 */
export async function explainOwn503(dataFolder: string, host: string): Promise<AppError | null> {
  const run = readRun(dataFolder);
  const running = run?.running ?? null;
  if (run === null || running === null || !isListener(host, running.listener)) return null;
  const client = createControlClient({
    pid: run.pid,
    controlPort: running.control,
    controlKey: running.controlKey,
  });
  const storeError = await client.call("app.state", {}).then(
    ({ listener }) => listener.storeError,
    // It ended meanwhile, or hangs: whose listener it was is known all the same.
    () => null,
  );
  return storeError !== null && isErrorCode(storeError.code)
    ? new AppError(storeError.code, storeError.details)
    : new AppError("SIMULATOR_LISTENER_REFUSED", { host });
}

function isListener(host: string, port: number): boolean {
  // A simulator that runs alone tells it, and may be of another version.
  if (!URL.canParse(`http://${host}`)) return false;
  const { origin, port: given } = new URL(`http://${host}`);
  return isLoopbackHost(origin) && (given === "" ? 80 : Number(given)) === port;
}
