// The steps that bring a store of any age to this version, in order. A step that was released is never edited.
import { eventsMigration } from "./001-events.ts";
import { workspacesMigration } from "./002-workspaces.ts";
import { provedSecretsMigration } from "./003-proved-secrets.ts";
import { leanEventsMigration } from "./004-lean-events.ts";
import { answerRunsMigration } from "./005-answer-runs.ts";
import { pageSightingsMigration } from "./006-page-sightings.ts";
import { pendingKeysMigration } from "./007-pending-keys.ts";
import { ticksOfSomethingMigration } from "./008-ticks-of-something.ts";
import { evidenceOfSomethingMigration } from "./009-evidence-of-something.ts";
import { givenIdsMigration } from "./010-given-ids.ts";
import { messageIndexMigration } from "./011-message-index.ts";
import { repliesUnderWayMigration } from "./012-replies-under-way.ts";

/** One step: SQL that brings a store from `version - 1` to `version`, run in one transaction with all others that are missing. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** All steps, oldest first; versions are consecutive from 1. */
export const MIGRATIONS: readonly Migration[] = [
  eventsMigration,
  workspacesMigration,
  provedSecretsMigration,
  leanEventsMigration,
  answerRunsMigration,
  pageSightingsMigration,
  pendingKeysMigration,
  ticksOfSomethingMigration,
  evidenceOfSomethingMigration,
  givenIdsMigration,
  messageIndexMigration,
  repliesUnderWayMigration,
];
