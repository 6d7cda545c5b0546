// Why the system refused to write a file or folder, as a sentence.
import { errorCodeOf } from "./private-file.ts";

/** Says of which file it is a reason that it could not be written: in a sentence about the folder nobody would know. */
export function whyUnwritten(file: string, error: unknown): string {
  return `${file} could not be written. ${systemReason(error)}`;
}

/** A sentence for the usual codes, else what the system said. */
export function systemReason(error: unknown): string {
  const code = errorCodeOf(error);
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "The system denies it.";
    case "EROFS":
      return "The disk is mounted read-only.";
    case "EEXIST":
    case "ENOTDIR":
      return "A file stands where a folder should be.";
    case "EISDIR":
    // Node's own, of removing a folder as a file.
    case "ERR_FS_EISDIR":
    case "ENOTEMPTY":
      return "A folder has that name.";
    case "ENAMETOOLONG":
      return "The name is too long for this disk.";
    case "ENOSPC":
    case "EDQUOT":
      return "There is no room left on the disk.";
    case "ENOENT":
      return "A folder above it is not there, or cannot be made.";
    default:
      return error instanceof Error ? error.message : code;
  }
}
