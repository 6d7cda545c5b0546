// A text that the page hands to the person as a file, taken in either host.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { CompanionApp } from "./companion-app.ts";

/** A file as it was handed to the person. */
export interface SavedFile {
  readonly fileName: string;
  readonly text: string;
}

/** What `act` has the page hand out as a file. */
export async function fileSavedBy(
  { host, page }: CompanionApp,
  act: () => Promise<void>,
): Promise<SavedFile> {
  const saving = host === "browser" ? downloaded(page) : offered(page);
  await act();
  return saving;
}

async function downloaded(page: Page): Promise<SavedFile> {
  const download = await page.waitForEvent("download");
  return {
    fileName: download.suggestedFilename(),
    text: await readFile(await download.path(), "utf8"),
  };
}

/** The desktop asks in a dialog of the system where to save, which no test can answer: this takes the file before it. */
function offered(page: Page): Promise<SavedFile> {
  return page.evaluate(
    () =>
      new Promise<SavedFile>((resolve, reject) => {
        let file = new Blob();
        const makeAddress = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (made: Blob) => {
          file = made;
          return makeAddress(made);
        };
        const take = (event: MouseEvent): void => {
          if (!(event.target instanceof HTMLAnchorElement) || event.target.download === "") return;
          event.preventDefault();
          const { download: fileName } = event.target;
          file.text().then((text) => resolve({ fileName, text }), reject);
        };
        document.addEventListener("click", take, { capture: true });
      }),
  );
}
