// The linking state of the active workspace and everything the checklist can do to it.
import type { LinkingGeneration, LinkingState } from "../../../preload/contract/linking.ts";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { useAct, useCall, useRefresh } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { useFrom } from "../../components/use-now.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";

/** The linking state of the active workspace, and what a person can do to it. */
export interface Linking {
  /** null until the first answer. */
  readonly state: LinkingState | null;
  readonly error: AppErrorValue | null;
  tick(step: string, done: boolean): void;
  chooseGeneration(generation: LinkingGeneration): void;
  /** ISO date, or null to take the newest entry back. */
  setLinkedOn(linkedOn: string | null): void;
  startRelink(): void;
  endRelink(done: boolean): void;
}

/** Reads the checklist and keeps it current while events arrive and days go by. */
export function useLinking(): Linking {
  const workspace = useActiveWorkspace().id;
  const query = useCall("linking.state", { workspace }, { keepPrevious: true });
  const refresh = useRefresh();
  useTopic("linking.changed", (change) => {
    if (change.workspace === workspace) refresh("linking.state");
  });

  useFrom(query.data?.today.endsAt ?? null, () => refresh("linking.state", { workspace }));

  const tick = useAct("linking.tick");
  const choose = useAct("linking.chooseGeneration");
  const setLinkedOn = useAct("linking.setLinkedOn");
  const start = useAct("linking.startRelink");
  const end = useAct("linking.endRelink");
  const settle = (run: Promise<unknown>): void => void run.then(() => refresh("linking.state"));

  return {
    state: query.data ?? null,
    error:
      tick.error ??
      choose.error ??
      setLinkedOn.error ??
      start.error ??
      end.error ??
      query.error?.value ??
      null,
    tick: (step, done) => settle(tick.run({ workspace, step, done })),
    chooseGeneration: (generation) => settle(choose.run({ workspace, generation })),
    setLinkedOn: (linkedOn) => settle(setLinkedOn.run({ workspace, linkedOn })),
    startRelink: () => settle(start.run({ workspace })),
    endRelink: (done) => settle(end.run({ workspace, done })),
  };
}
