// The main screen: the live events, and beside them the conversation of the selected one.
import { useRef } from "react";
import { SimulatedPerson } from "./features/conversation/simulated-person.tsx";
import { FirstRunHero } from "./features/first-run/first-run-hero.tsx";
import { FirstRunStrip } from "./features/first-run/first-run-strip.tsx";
import { useFirstRun, type FirstRunSteps } from "./features/first-run/use-first-run.ts";
import classes from "./events-screen.module.css";

/** Composes list, detail and conversation; the first run takes its place until the first event. */
export function EventsScreen() {
  const firstRun = useFirstRun();
  if (firstRun.phase === "hero") return <FirstRun steps={firstRun.steps} />;
  return (
    <div className={classes.screen}>
      {firstRun.phase === "strip" && (
        <FirstRunStrip steps={firstRun.steps} layout="bar" onFinish={firstRun.finish} />
      )}
    </div>
  );
}

function FirstRun({ steps }: { readonly steps: FirstRunSteps }) {
  const aside = useRef<HTMLElement>(null);
  return (
    <div className={classes.first}>
      <FirstRunHero steps={steps} onWrite={() => aside.current?.querySelector("textarea")?.focus()} />
      <aside className={classes.person} ref={aside} aria-label="Simulator" data-region="Simulator">
        <SimulatedPerson />
      </aside>
    </div>
  );
}
