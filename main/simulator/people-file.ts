// `simulator/people.json`: the people to play, from one run to the next.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import { readPrivateFile, writePrivateFile } from "../data-folder/private-file.ts";
import { whyUnwritten } from "../data-folder/system-reason.ts";
import type { KeptPerson } from "./people.ts";

/** Where people are kept. */
export interface KeptPeople {
  /** null = nobody was ever kept. */
  readonly stored: readonly KeptPerson[] | null;
  /** @throws AppError `DATA_WRITE_FAILED` */
  save(people: readonly KeptPerson[]): void;
}

const PeopleFile = z.object({
  format: z.literal(1),
  people: z.array(z.object({ psid: Psid, pageId: PageId, name: z.string().nullable() })),
});

/**
 * Opens the list in `<dataFolder>/simulator`. There is no file until somebody is made, named or removed.
 * @throws AppError `DATA_FILE_DAMAGED`; the file is left as it is
 */
export function openKeptPeople(dataFolder: string): KeptPeople {
  const file = join(dataFolder, "simulator", "people.json");
  const text = readPrivateFile(file);
  return {
    stored: text === null ? null : readPeople(file, text),
    save(people) {
      const stored: z.input<typeof PeopleFile> = { format: 1, people: [...people] };
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writePrivateFile(file, `${JSON.stringify(stored, null, 2)}\n`);
      } catch (error) {
        throw new AppError("DATA_WRITE_FAILED", { reason: whyUnwritten(file, error) }, { cause: error });
      }
    },
  };
}

function readPeople(file: string, text: string): readonly KeptPerson[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new AppError("DATA_FILE_DAMAGED", { file, reason: "It is not JSON." }, { cause: error });
  }
  const parsed = PeopleFile.safeParse(json);
  if (parsed.success) return parsed.data.people;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new AppError("DATA_FILE_DAMAGED", {
    file,
    reason: `Its member ${where === "" ? "list" : where} is not as written.`,
  });
}
