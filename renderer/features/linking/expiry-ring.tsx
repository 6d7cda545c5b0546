// The ring of 90 ticks: how much of the guides' term is left.
import type { ReactNode } from "react";
import { LINK_TERM_DAYS, type LinkState } from "../../../preload/contract/linking.ts";
import classes from "./link-aside.module.css";
import { linkTone, linkWords } from "./link-words.ts";

interface ExpiryRingProps {
  readonly link: LinkState;
}

/** Ninety ticks and the days left in the middle; empty when the link is expired, past them or unknown. */
export function ExpiryRing({ link }: ExpiryRingProps): ReactNode {
  const tone = linkTone(link);
  const words = linkWords(link);
  const left =
    tone === "expired" || link.daysLeft === null ? 0 : Math.min(LINK_TERM_DAYS, Math.max(0, link.daysLeft));
  return (
    <div className={classes.ring} data-tone={tone}>
      <svg viewBox="0 0 184 184" role="img" aria-label={words.sentence}>
        {Array.from({ length: LINK_TERM_DAYS }, (_unused, index) => (
          <line
            key={index}
            x1="92"
            y1="4"
            x2="92"
            y2="18"
            className={index < left ? classes.tickLeft : classes.tick}
            transform={`rotate(${String((index * 360) / LINK_TERM_DAYS)} 92 92)`}
          />
        ))}
      </svg>
      <div className={classes.ringText} aria-hidden="true">
        <b>{words.big}</b>
        <span>{words.small}</span>
        {words.whole !== null && <small>{words.whole}</small>}
      </div>
    </div>
  );
}
