// A file keeps its token when the tunnel changes: what was told of its address has to be told anew. Pure.
import type { ServedFile } from "../../../preload/contract/media.ts";

/** The address of a file that was told last. */
export interface ToldAddress {
  readonly id: string;
  readonly url: string;
}

/** The file's address where it is another one now; null while it is the same, has none, or the file has gone. */
export function movedAddress(
  told: ToldAddress | null,
  active: readonly Pick<ServedFile, "id" | "url">[],
): string | null {
  const url = active.find(({ id }) => id === told?.id)?.url ?? null;
  return url === told?.url ? null : url;
}
