// The simulator's clock: what time it is there, and the ways to play it ahead.
import { Button } from "@mantine/core";
import { IconClock, IconPlayerSkipForward, IconPlayerTrackNext, IconRotate } from "@tabler/icons-react";
import { useState } from "react";
import type { TimeToPlay } from "../../../../preload/contract/simulator.ts";
import type { SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { formatCount, formatSpan } from "../../../components/format.ts";
import { useSimulatorNow } from "../../../components/use-simulator.ts";
import { ResetDialog } from "../reset-dialog.tsx";
import { playedWords, stretchWords } from "../simulator-moment.ts";
import { SimulatorTime } from "../simulator-time.tsx";
import { STRETCHES } from "./stretches.ts";
import classes from "./clock-bar.module.css";

const MINUTE_MS = 60_000;

/** Time, what is scheduled, the buttons that play it, and reset. */
export function ClockBar({ state }: { readonly state: SimulatorState }) {
  const { clock } = state;
  const now = useSimulatorNow(state, 1_000);
  const play = useAct("simulator.play");
  const [result, setResult] = useState("");
  const [isResetting, setResetting] = useState(false);
  const isPlaying = clock.isPlaying || play.isRunning;

  async function run(wish: TimeToPlay): Promise<void> {
    setResult("");
    const played = await play.run(wish);
    if (played.ok) setResult(playedWords(played.value));
  }

  return (
    <section className={classes.bar} aria-label="Clock of the simulator" data-region="Clock">
      <div className={classes.row}>
        <p className={classes.now}>
          <IconClock size={16} stroke={1.75} aria-hidden="true" />
          <span className="visually-hidden">Time of the simulator: </span>
          <SimulatorTime at={now} aheadMs={clock.aheadMs} />
          {clock.aheadMs >= MINUTE_MS / 2 && <span>{stretchWords(nearestMinute(clock.aheadMs))} ahead</span>}
        </p>
        <p className={classes.waiting}>{waitingWords(clock, now)}</p>
        <div className={classes.buttons} role="group" aria-label="Play time">
          <span className={classes.word} aria-hidden="true">
            Play
          </span>
          {STRETCHES.map(({ label, advanceMs }) => (
            <Button key={label} size="xs" disabled={isPlaying} onClick={() => void run({ advanceMs })}>
              <span className="visually-hidden">Play </span>
              {label}
            </Button>
          ))}
          <Button
            size="xs"
            disabled={isPlaying || clock.nextAt === null}
            leftSection={<IconPlayerSkipForward size={14} stroke={1.75} aria-hidden="true" />}
            onClick={() => void run({ until: "next" })}
          >
            To the next
          </Button>
          <Button
            size="xs"
            disabled={isPlaying || clock.nextAt === null}
            leftSection={<IconPlayerTrackNext size={14} stroke={1.75} aria-hidden="true" />}
            onClick={() => void run({ until: "idle" })}
          >
            Until all sent
          </Button>
        </div>
        <Button
          className={classes.reset ?? ""}
          size="xs"
          leftSection={<IconRotate size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => setResetting(true)}
        >
          Reset
        </Button>
      </div>
      <p className={classes.result} role="status">
        {isPlaying ? "Playing…" : result}
      </p>
      {play.error !== null && <ErrorNotice error={play.error} />}
      <ResetDialog isOpen={isResetting} onClose={() => setResetting(false)} />
    </section>
  );
}

/** Playing takes a while, in which the computer's clock goes on too. */
function nearestMinute(spanMs: number): number {
  return Math.round(spanMs / MINUTE_MS) * MINUTE_MS;
}

function waitingWords({ waiting, nextAt }: SimulatorState["clock"], now: number): string {
  if (nextAt === null) return "Nothing scheduled";
  const left = nextAt - now;
  return `${formatCount(waiting)} scheduled, next ${left < 1_000 ? "now" : `in ${formatSpan(left)}`}`;
}
