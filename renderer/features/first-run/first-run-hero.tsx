// The first thing a new user sees: one sentence, one button.
import { Button } from "@mantine/core";
import { IconArrowDownLeft, IconKey, IconMessageCircle } from "@tabler/icons-react";
import { useAct } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { navigate } from "../../router/router.ts";
import { FirstRunDrawing } from "./first-run-drawing.tsx";
import { FirstRunStrip } from "./first-run-strip.tsx";
import type { FirstRunSteps } from "./use-first-run.ts";
import classes from "./first-run-hero.module.css";

interface FirstRunHeroProps {
  readonly steps: FirstRunSteps;
  /** Puts the focus where the person writes as the Facebook user. */
  readonly onWrite: () => void;
}

/** Invites to receive the first webhook. Enter does it. */
export function FirstRunHero({ steps, onWrite }: FirstRunHeroProps) {
  const receive = useAct("simulator.receive");

  function receiveTestMessage(): void {
    if (!receive.isRunning) void receive.run({ type: "text" });
  }

  useShortcuts("First webhook", [
    { id: "first-message", keys: "Enter", label: "Receive a test message", run: receiveTestMessage },
  ]);

  return (
    <div className={classes.hero} data-region="First webhook">
      <div className={classes.inner}>
        <FirstRunDrawing />
        <h1 className={classes.title}>See your first webhook</h1>
        <p className={classes.lede}>
          You are in the simulator. It makes the same webhooks Vonage sends, on this computer, so you can try
          everything before you link a Page.
        </p>
        <div className={classes.acts}>
          <Button
            size="lg"
            variant="filled"
            radius={8}
            leftSection={<IconArrowDownLeft size={16} stroke={1.75} aria-hidden="true" />}
            rightSection={
              <span className={classes.enter}>
                <KeyHint keys="Enter" />
              </span>
            }
            onClick={receiveTestMessage}
          >
            Receive a test message
          </Button>
          <Button
            size="lg"
            radius={8}
            leftSection={<IconMessageCircle size={16} stroke={1.75} aria-hidden="true" />}
            onClick={onWrite}
          >
            Write one yourself
          </Button>
        </div>
        {receive.error !== null && <ErrorNotice error={receive.error} />}
        <FirstRunStrip steps={steps} layout="page" />
        <section className={classes.connect} aria-label="Connect a real Page">
          <IconKey size={16} stroke={1.75} aria-hidden="true" />
          <div className={classes.connectText}>
            <h2>Connect a real Page</h2>
            <p>Needs an application ID and its private key</p>
          </div>
          <Button onClick={() => navigate({ page: "keys", place: "add" })}>Connect</Button>
        </section>
      </div>
    </div>
  );
}
