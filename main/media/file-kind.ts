// As what kind of media Messenger takes a file, by the ending of its name. Pure.
import { MESSENGER_FILE_KINDS, type MediaKind } from "../../preload/contract/media.ts";
import { endingOf } from "./file-name.ts";

/** What a file is to Messenger. */
export interface FileKind {
  readonly kind: MediaKind;
  readonly contentType: string;
  /** What its address ends in: some receivers look at nothing else. Empty for what Messenger has no kind for. */
  readonly suffix: string;
}

const UNKNOWN: FileKind = { kind: "file", contentType: "application/octet-stream", suffix: "" };

/** The kind of a file of that name. */
export function kindOfFile(name: string): FileKind {
  const ending = endingOf(name);
  const known = MESSENGER_FILE_KINDS.find((each) => each.ending === ending);
  return known === undefined
    ? UNKNOWN
    : { kind: known.kind, contentType: known.contentType, suffix: `.${ending}` };
}
