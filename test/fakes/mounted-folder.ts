// A folder that only one command sees: a mount in a namespace of its own. Also root cannot write to a read-only one.
import { spawnSync } from "node:child_process";

/** How to run a command with `folder` mounted by `options`; else why this system does not let a test do so. */
export type Mounting =
  { readonly wrap: (folder: string, options: string) => readonly string[] } | { readonly refused: string };

/** Asks the system whether it allows mounts: as root at once, as another user where it has user namespaces. */
export function findMounting(): Mounting {
  const reasons: string[] = [];
  for (const flags of ["-m", "-rm"]) {
    const wrap = (folder: string, options: string): readonly string[] => [
      "unshare",
      flags,
      "sh",
      "-c",
      `mount -t tmpfs -o ${options} tmpfs "$0" && exec "$@"`,
      folder,
    ];
    const [program = "", ...args] = wrap("/mnt", "ro");
    const tried = spawnSync(program, [...args, "true"], { encoding: "utf8" });
    if (tried.status === 0) return { wrap };
    reasons.push(tried.error?.message ?? tried.stderr.trim());
  }
  return { refused: reasons.join("; ") };
}
