// The title-bar chip of the Page link: days left, or what is wrong.
import { IconLinkOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { LINK_TERM_DAYS, type LinkState } from "../../../preload/contract/linking.ts";
import { isRestingSimulator } from "../../../preload/contract/workspace.ts";
import { hrefOf } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import classes from "./link-chip.module.css";
import { linkTone, linkWords, type LinkTone } from "./link-words.ts";
import { useLinking } from "./use-linking.ts";

const RADIUS = 7.5;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** Leads to the checklist; the colour is doubled by words. */
export function LinkChip(): ReactNode {
  const { state } = useLinking();
  const workspace = useActiveWorkspace();
  // Without the simulator there is no Page that could be linked or not.
  if (state === null || isRestingSimulator(workspace)) return null;
  const tone = linkTone(state.link);
  const left = Math.max(0, state.link.daysLeft ?? 0);
  const words = chipWords(tone, state.link);
  return (
    <a className={classes.chip} data-tone={tone} href={hrefOf({ page: "linking" })}>
      {tone === "expired" || tone === "over" ? (
        <IconLinkOff size={16} stroke={1.75} aria-hidden="true" />
      ) : (
        <svg className={classes.ring} viewBox="0 0 18 18" aria-hidden="true">
          <circle cx="9" cy="9" r={RADIUS} className={classes.track} />
          <circle
            cx="9"
            cy="9"
            r={RADIUS}
            className={classes.arc}
            strokeDasharray={`${String((CIRCUMFERENCE * Math.min(left, LINK_TERM_DAYS)) / LINK_TERM_DAYS)} ${String(CIRCUMFERENCE)}`}
          />
        </svg>
      )}
      <span className={classes.label}>
        <span className={classes.wide}>Page link</span>
        <span className={classes.narrow}>Link</span>
      </span>
      <span className={classes.value}>
        <span className={classes.wide}>{words.wide}</span>
        <span className={classes.narrow}>{words.narrow}</span>
      </span>
      <span className="visually-hidden">. {linkWords(state.link).sentence}</span>
    </a>
  );
}

/** What stands behind "Page link", and behind "Link" where room is scarce. */
function chipWords(
  tone: LinkTone,
  { daysLeft, onAccountSince }: LinkState,
): { readonly wide: string; readonly narrow: string } {
  switch (tone) {
    case "unknown":
      return onAccountSince === null
        ? { wide: "not linked", narrow: "none" }
        : { wide: "linked", narrow: "linked" };
    case "good":
    case "soon":
    case "urgent":
      return { wide: `${String(daysLeft)}\u00a0d`, narrow: `${String(daysLeft)}\u00a0d` };
    case "over":
      return { wide: `${String(LINK_TERM_DAYS)} days over`, narrow: `${String(LINK_TERM_DAYS)} d over` };
    case "expired":
      return { wide: "expired", narrow: "expired" };
  }
}
