import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  openWebhookJournal,
  WEBHOOK_JOURNAL_FILE,
  type JournalEntry,
} from "../../../../main/applications/webhook-journal.ts";
import { ApplicationId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import { urlsOf } from "../../../fakes/webhook-urls.ts";

const ENTRY: JournalEntry = {
  applicationId: ApplicationId.parse("78d335fa-323d-0114-9c3d-d6f0d48968cf"),
  workspace: WorkspaceId.parse("bike-bot"),
  apiKey: "abcd1234",
  old: null,
  older: [],
  isOlder: false,
  ours: [urlsOf("https://ours.example")],
  agreedHidden: [],
  state: "begun",
  setAt: 0,
  run: "this one",
};

let dataFolder = "";
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "hookline-journal-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

it("says which file could not be written, and why", () => {
  const journal = openWebhookJournal({ dataFolder });
  rmSync(dataFolder, { recursive: true });

  const reason = `${WEBHOOK_JOURNAL_FILE} could not be written. A folder above it is not there, or cannot be made.`;
  expect(() => journal.put(ENTRY)).toThrow(
    expect.objectContaining({ code: "DATA_WRITE_FAILED", details: { reason } }),
  );
});

it("says that a damaged file could not be moved aside, and why", () => {
  const journal = openWebhookJournal({ dataFolder });
  writeFileSync(join(dataFolder, WEBHOOK_JOURNAL_FILE), "{");
  mkdirSync(join(dataFolder, `${WEBHOOK_JOURNAL_FILE}.damaged-7`));

  const reason = `${WEBHOOK_JOURNAL_FILE} could not be moved to ${WEBHOOK_JOURNAL_FILE}.damaged-7. A folder has that name.`;
  expect(() => journal.setAside(7)).toThrow(
    expect.objectContaining({ code: "DATA_WRITE_FAILED", details: { reason } }),
  );
});
