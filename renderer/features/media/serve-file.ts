// Has one file of the person's served: the desktop asks for it itself, a browser sends what was chosen in the page.
import type { Bridge, Result } from "../../../preload/contract/contract.ts";
import { AppError, toErrorValue } from "../../../preload/contract/errors.ts";
import { FILE_NAME_HEADER, MEDIA_BYTE_LIMIT, type ServedFile } from "../../../preload/contract/media.ts";

/** What the page lends for it. */
export interface ServeFilePorts {
  readonly bridge: Pick<Bridge, "call">;
  readonly fetch: typeof globalThis.fetch;
}

/** The file that is served now; null = the person chose none. */
export type FileServed = Result<ServedFile | null>;

/** Has the desktop ask for a file. */
export async function serveChosenByHost({ bridge }: ServeFilePorts): Promise<FileServed> {
  const receipt = await bridge.call("media.serve", {});
  if (!receipt.ok) return receipt;
  if (receipt.value.by === "ticket") throw new Error("This host does not ask for files itself.");
  return { ok: true, value: receipt.value.file };
}

/** Sends a file that was chosen in the page to an address that the host gives for it. Never rejects. */
export async function serveChosenInPage(file: File, { bridge, fetch }: ServeFilePorts): Promise<FileServed> {
  // The host refuses it as well, but only after it was sent.
  const refusal = refusalOf(file);
  if (refusal !== null) return failed(refusal);
  const receipt = await bridge.call("media.serve", {});
  if (!receipt.ok) return receipt;
  if (receipt.value.by === "host") return { ok: true, value: receipt.value.file };
  try {
    const answer = await fetch(receipt.value.path, {
      method: "POST",
      cache: "no-store",
      headers: {
        "content-type": "application/octet-stream",
        [FILE_NAME_HEADER]: encodeURIComponent(file.name.toWellFormed()),
      },
      body: file,
    });
    if (!answer.ok) return failed(new AppError("MEDIA_UPLOAD_REFUSED", { status: answer.status }));
    // The host answers with the result of a call, as over the bridge.
    return (await answer.json()) as FileServed;
  } catch (error) {
    // Whether the file or the host went away meanwhile, the browser does not say.
    return failed(new AppError("CONTRACT_HOST_LOST", {}, { cause: error }));
  }
}

function refusalOf({ name, size }: File): AppError | null {
  if (size === 0) return new AppError("MEDIA_FILE_EMPTY", { name });
  if (size <= MEDIA_BYTE_LIMIT) return null;
  return new AppError("MEDIA_FILE_TOO_LARGE", { name, megabytes: MEDIA_BYTE_LIMIT / 1024 / 1024 });
}

function failed(error: AppError): FileServed {
  return { ok: false, error: toErrorValue(error) };
}
