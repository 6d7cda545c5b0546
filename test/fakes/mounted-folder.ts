// A folder that only one command sees: a mount in a namespace of its own. Also root cannot write to a read-only one.
import { spawnSync } from "node:child_process";

/** How to run a command with `folder` mounted; else why this system does not let a test do so. */
export type Mounting =
  | {
      /** Empty, by `options`. */
      readonly wrap: (folder: string, options: string) => readonly string[];
      /** With what is in it, to be read only. */
      readonly wrapReadOnly: (folder: string) => readonly string[];
    }
  | { readonly refused: string };

/** Asks the system whether it allows mounts: as root at once, as another user where it has user namespaces. */
export function findMounting(): Mounting {
  const reasons: string[] = [];
  for (const flags of ["-m", "-rm"]) {
    const after = (mount: string, folder: string): readonly string[] => {
      return ["unshare", flags, "sh", "-c", `${mount} && exec "$@"`, folder];
    };
    const wrap = (folder: string, options: string): readonly string[] =>
      after(`mount -t tmpfs -o ${options} tmpfs "$0"`, folder);
    const wrapReadOnly = (folder: string): readonly string[] =>
      after(`mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"`, folder);
    const [program = "", ...args] = wrap("/mnt", "ro");
    const tried = spawnSync(program, [...args, "true"], { encoding: "utf8" });
    if (tried.status === 0) return { wrap, wrapReadOnly };
    reasons.push(tried.error?.message ?? tried.stderr.trim());
  }
  return { refused: reasons.join("; ") };
}
