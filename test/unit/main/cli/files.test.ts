import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSecretFile } from "../../../../main/cli/files.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(text: string | Uint8Array): string {
  const file = join(folder, "private.key");
  writeFileSync(file, text);
  return file;
}

describe("reading a secret file", () => {
  it("gives the text of a file as large as may be", async () => {
    const text = `${"é".repeat(32 * 1024 - 1)}ab`;

    expect(await readSecretFile(write(text), "--private-key")).toBe(text);
  });

  it("reads one that PowerShell wrote in UTF-16", async () => {
    const file = write(Buffer.from("\uFEFF-----BEGIN PRIVATE KEY-----\r\n", "utf16le"));

    expect(await readSecretFile(file, "--private-key")).toBe("-----BEGIN PRIVATE KEY-----\r\n");
  });

  it.each([
    ["a larger file", () => write("x".repeat(64 * 1024 + 1)), "It is larger than any key."],
    ["a file that is not there", () => join(folder, "none"), "There is no such file."],
    ["a folder", () => folder, "It is a folder."],
  ])("refuses %s", async (_what, file, reason) => {
    await expect(readSecretFile(file(), "--private-key")).rejects.toMatchObject({
      code: "CREDENTIALS_FILE_UNREADABLE",
      details: { reason },
    });
  });

  it.skipIf(process.platform === "win32")("leaves a device that never ends", async () => {
    await expect(readSecretFile("/dev/zero", "--private-key")).rejects.toMatchObject({
      details: { reason: "It is larger than any key." },
    });
  });
});
