// The payload corpus: what Vonage sends, and much that looks a little like it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const FOLDER = join(import.meta.dirname, "..", "fixtures", "webhooks");

const manifest = z.object({
  payloads: z.array(
    z.object({
      file: z.string(),
      kind: z.string(),
      version: z.string(),
      description: z.string(),
      http_status: z.int().optional(),
    }),
  ),
});

/** One payload of the corpus: `raw` is the file as it is, `body` its JSON value. */
export interface WebhookFixture {
  readonly file: string;
  readonly kind: string;
  readonly version: string;
  /** Of an answer that the API gives. */
  readonly httpStatus: number | undefined;
  readonly raw: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** All payloads of the manifest, in its order. */
export function readWebhookFixtures(): WebhookFixture[] {
  const { payloads } = manifest.parse(JSON.parse(readFileSync(join(FOLDER, "manifest.json"), "utf8")));
  return payloads.map(({ file, kind, version, http_status: httpStatus }) => {
    const raw = readFileSync(join(FOLDER, file), "utf8");
    return {
      file,
      kind,
      version,
      httpStatus,
      raw,
      body: z.record(z.string(), z.unknown()).parse(JSON.parse(raw)),
    };
  });
}

/** The body of one payload, e.g. `v1/inbound-v1-text.json`. */
export function readWebhookFixture(file: string): WebhookFixture {
  const found = readWebhookFixtures().find((fixture) => fixture.file === file);
  if (found === undefined) throw new Error(`No such payload: ${file}`);
  return found;
}
