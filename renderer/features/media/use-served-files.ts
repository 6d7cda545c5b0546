// The files that are served now, and how the last of them ended.
import { useState } from "react";
import type { ServedFile, ServedFiles } from "../../../preload/contract/media.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";

/** Files that are served. */
export interface ServedNow {
  readonly active: readonly ServedFile[];
  /** Whether they were asked for already. */
  readonly areKnown: boolean;
  /** The file that just went, until another one is served; null = none has. */
  readonly ended: ServedFiles["ended"];
}

/** Kept current by the topic. */
export function useServedFiles(): ServedNow {
  const { data } = useCall("media.active", {});
  const active = data ?? [];
  const [ended, setEnded] = useState<ServedFiles["ended"]>(null);
  useTopic("media.changed", (files) => {
    // What is told of an end is told once; a new file is news enough to forget it.
    if (files.ended !== null || files.active.length > active.length) setEnded(files.ended);
  });
  return { active, areKnown: data !== undefined, ended };
}
