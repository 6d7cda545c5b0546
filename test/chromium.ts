// Which Chromium the tests drive: the one named by CHROMIUM_PATH, else the one inside the npm package.
// Nothing is ever downloaded: a suite that needs a network to start is a suite that fails for no reason.
import chromium from "@sparticuz/chromium";

/** Path of the executable; unpacks the packaged one when that was not done yet. */
export async function chromiumPath(): Promise<string> {
  const named = process.env["CHROMIUM_PATH"];
  return named === undefined || named === "" ? chromium.executablePath() : named;
}
