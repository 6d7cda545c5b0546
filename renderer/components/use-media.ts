// The media of one event: nothing is fetched before a person asks, and what was fetched is known wherever the event shows.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { AppErrorValue } from "../../preload/contract/errors.ts";
import type { EventId } from "../../preload/contract/ids.ts";
import type { LoadedMedia } from "../../preload/contract/media.ts";
import { useAct, useCall } from "../bridge/use-call.ts";
import { downloadFrom } from "./download-from.ts";
import { showPassing } from "./toast.ts";

/** Media of an event, and what can be done with it. */
export interface EventMedia {
  /** null until it was fetched. */
  readonly loaded: LoadedMedia | null;
  readonly isLoading: boolean;
  readonly isSaving: boolean;
  /** Why the last wish that was made here was not granted. */
  readonly error: AppErrorValue | null;
  /** Fetches it to be looked at. */
  readonly load: () => Promise<void>;
  /** Fetches it, unless that was done, and brings it to the disk. */
  readonly save: () => Promise<void>;
  /** The picture could not be drawn: the host has forgotten it. */
  readonly forget: () => void;
}

/** Nothing is asked for by this alone. */
export function useMedia(id: EventId): EventMedia {
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useCall(
    "media.load",
    { id },
    { enabled: false, freshForMs: Infinity },
  );
  const saving = useAct("media.save");
  const { run } = saving;
  // The event may be on the screen twice: it is told once, where somebody pressed.
  const [isAskedHere, setAskedHere] = useState(false);

  const load = useCallback(async () => {
    setAskedHere(true);
    await refetch();
  }, [refetch]);
  const save = useCallback(async () => {
    const saved = await run({ id });
    if (!saved.ok) return;
    if (saved.value.by === "ticket") downloadFrom(saved.value.path);
    else if (saved.value.saved) showPassing("Media saved");
  }, [id, run]);
  const forget = useCallback(() => {
    client.removeQueries({ queryKey: ["media.load", { id }] });
  }, [client, id]);

  return {
    loaded: data ?? null,
    isLoading: isFetching,
    isSaving: saving.isRunning,
    error:
      isFetching || saving.isRunning ? null : (saving.error ?? (isAskedHere ? (error?.value ?? null) : null)),
    load,
    save,
    forget,
  };
}
