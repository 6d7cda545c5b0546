// Why nothing was started, with the way to what stands in the way.
import { Button } from "@mantine/core";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { useAct } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { DOCTOR, type Playing } from "./entries.ts";

interface PlayFailureProps {
  readonly error: AppErrorValue | null;
  readonly playing: Playing | null;
  /** Key of the entry that is shown. */
  readonly ownKey: string;
  readonly onShow: (key: string) => void;
  /** What stood in the way was stopped, and this notice goes. */
  readonly onStopped: () => void;
}

/** The error, until it is true no more; nothing without one. */
export function PlayFailure({ error, playing, ownKey, onShow, onStopped }: PlayFailureProps) {
  const stopScenario = useAct("scenarios.stop");
  const stopDoctor = useAct("handlerDoctor.stop");
  if (error === null) return null;
  if (error.code !== "SCENARIO_RUNNING") return <ErrorNotice error={error} />;
  // What was in the way is over.
  if (playing === null) return null;
  const stop = playing.key === DOCTOR.key ? stopDoctor : stopScenario;
  const halt = async (): Promise<void> => {
    const stopped = await stop.run({});
    if (stopped.ok) onStopped();
  };
  return (
    <ErrorNotice
      error={error}
      action={
        <>
          <Button size="xs" mr="sm" onClick={() => void halt()}>
            Stop “{playing.title}”
          </Button>
          {playing.key !== ownKey && (
            <Button size="xs" onClick={() => onShow(playing.key)}>
              Show it
            </Button>
          )}
        </>
      }
    />
  );
}
