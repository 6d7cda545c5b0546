// How far the linking of the Page is, at the foot of the sidebar.
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { Fragment } from "react";
import type { LinkingState } from "../../../preload/contract/linking.ts";
import { useCall } from "../../bridge/use-call.ts";
import { followLink, hrefOf, type Route } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { linkNote } from "./link-note.ts";
import classes from "./linking-card.module.css";

/** Steps done of all, and the next one as a link. */
export function LinkingCard() {
  const { id, kind } = useActiveWorkspace();
  const linking = useCall("linking.state", { workspace: id }).data;
  if (linking === undefined) return null;
  const isSimulated = kind === "simulated";
  const next = nextStep(linking, isSimulated);
  return (
    <section className={classes.card} aria-label="Linking progress">
      <h2 className={classes.head}>
        Linking
        <span className={classes.count}>
          {isSimulated ? "simulated" : `${String(linking.done)} of ${String(linking.total)}`}
        </span>
      </h2>
      {!isSimulated && (
        <div className={classes.segments} aria-hidden="true">
          {linking.groups.map((group, index) => (
            <Fragment key={group.id}>
              {index > 0 && <b />}
              {group.steps.map((step) => (
                <i key={step.id} data-done={step.evidence !== null} />
              ))}
            </Fragment>
          ))}
        </div>
      )}
      <a
        className={classes.next}
        href={hrefOf(next.route)}
        onClick={(event) => followLink(event, next.route)}
      >
        {linking.currentStep === null && !isSimulated ? (
          <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
        ) : (
          <IconCircleDashed size={16} stroke={1.75} aria-hidden="true" />
        )}
        <span>
          <span className={classes.title}>{next.title}</span>
          <span className={classes.note}>{next.note}</span>
        </span>
      </a>
    </section>
  );
}

interface NextStep {
  readonly route: Route;
  readonly title: string;
  readonly note: string;
}

function nextStep(linking: LinkingState, isSimulated: boolean): NextStep {
  // The simulator links itself: what is left to do is a Page of one's own.
  if (isSimulated)
    return { route: { page: "keys", place: "add" }, title: "Connect a real Page", note: "About 10 minutes" };
  const route: Route = { page: "linking" };
  const group = linking.groups.find(({ steps }) => steps.some(({ id }) => id === linking.currentStep));
  const place = group?.steps.findIndex(({ id }) => id === linking.currentStep) ?? -1;
  const step = group?.steps[place];
  if (group === undefined || step === undefined)
    return { route, title: "All steps are done", note: linkNote(linking.link) };
  return { route, title: plain(step.title), note: `${plain(group.title)}, step\u00a0${place + 1}` };
}

/** Steps mark words of the page by asterisks and values by backticks; here the words stand in quotation marks. */
function plain(text: string): string {
  return text.replaceAll(/\*\*(.+?)\*\*/g, "“$1”").replaceAll("`", "");
}
