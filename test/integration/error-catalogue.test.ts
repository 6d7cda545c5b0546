// Every code of the catalogue, made to happen for real, and the words it is told in.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ErrorCode } from "../../preload/contract/errors.ts";
import { applicationProvocations } from "../provocations/applications.ts";
import { commandProvocations } from "../provocations/commands.ts";
import { credentialsProvocations } from "../provocations/credentials.ts";
import { dataFolderProvocations } from "../provocations/data-folder.ts";
import { importProvocations } from "../provocations/imports.ts";
import { mediaProvocations } from "../provocations/media.ts";
import { productProvocations } from "../provocations/product.ts";
import { replyProvocations } from "../provocations/replies.ts";
import { scenarioProvocations } from "../provocations/scenarios.ts";
import { openStage, type Provocation } from "../provocations/stage.ts";
import { webhookUrlsProvocations } from "../provocations/webhook-urls.ts";
import { vonageProvocations } from "../provocations/vonage.ts";

/** A code without a provocation does not compile, nor does a provocation without a code. */
const provocations: Readonly<Record<ErrorCode, Provocation>> = {
  ...applicationProvocations,
  ...commandProvocations,
  ...credentialsProvocations,
  ...dataFolderProvocations,
  ...importProvocations,
  ...mediaProvocations,
  ...productProvocations,
  ...replyProvocations,
  ...scenarioProvocations,
  ...webhookUrlsProvocations,
  ...vonageProvocations,
};

/** Begins as a sentence does, or with a figure or an option, and is not blank. */
const SENTENCE = /^(?:[A-Z\d“`]|--).*\S$/;

let stage: Awaited<ReturnType<typeof openStage>>;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage.end());

it.each(Object.entries(provocations))("tells %s in three whole sentences", async (code, provoke) => {
  const error = await provoke(stage);

  expect(error).toEqual({
    code,
    what: expect.stringMatching(SENTENCE),
    why: expect.stringMatching(SENTENCE),
    todo: expect.stringMatching(SENTENCE),
  });
  // What a detail should have filled, and nobody gave.
  for (const text of [error.what, error.why, error.todo])
    expect(text).not.toMatch(/\bunknown\b|Unknown\.$|undefined/);
});
