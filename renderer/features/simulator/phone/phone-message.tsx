// One message as it stands on the person's phone; under those of the Page, what was told of them.
import type { SimulatedConversationMessage } from "../../../../preload/contract/simulator-state.ts";
import { MediaFacts } from "../../../components/media-facts.tsx";
import { TemplateTile } from "../../../components/template-tile.tsx";
import { Verbatim } from "../../../components/verbatim.tsx";
import { statusAppearance } from "../../../theme/status-colors.ts";
import { SimulatorTime } from "../simulator-time.tsx";
import classes from "./phone.module.css";

interface PhoneMessageProps {
  readonly message: SimulatedConversationMessage;
  readonly aheadMs: number;
}

/** A bubble: the person's own at the right, as on a phone. */
export function PhoneMessage({ message, aheadMs }: PhoneMessageProps) {
  const { from, at, statuses } = message;
  return (
    <div className={classes.message} data-from={from}>
      <div className={classes.bubble}>
        <span className="visually-hidden">{from === "page" ? "From the Page: " : "Written by you: "}</span>
        <Content message={message} />
      </div>
      <div className={classes.facts}>
        <SimulatorTime at={at} aheadMs={aheadMs} />
        {from === "page" && statuses.length === 0 && <span>accepted, no status yet</span>}
        {statuses.map((status, index) => {
          const { icon: IconOf, word, color } = statusAppearance(status);
          return (
            // A duplicate tells the same status twice.
            // oxlint-disable-next-line react/no-array-index-key -- they are only ever added at the end
            <span key={`${status} ${index}`} className={classes.status}>
              <IconOf size={13} stroke={1.75} color={color} aria-hidden="true" />
              {word}
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** The contract cuts longer texts here. */
const TEXT_SHOWN = 1_999;

function Content({ message: { type, text, mediaUrl } }: { readonly message: SimulatedConversationMessage }) {
  switch (type) {
    case "custom":
      return <TemplateTile />;
    case "unsupported":
      return <span className={classes.none}>Something Vonage cannot relay</span>;
    case "text":
      return (
        <>
          {text === null || text === "" ? (
            <span className={classes.none}>No text</span>
          ) : (
            <Verbatim text={text} />
          )}
          {text !== null && text.length >= TEXT_SHOWN && <span className={classes.none}> (cut here)</span>}
        </>
      );
    case "image":
    case "audio":
    case "video":
    case "file":
      return (
        <>
          <MediaFacts type={type} url={mediaUrl} />
          {text !== null && text !== "" && (
            <span className={classes.caption}>
              <Verbatim text={text} />
            </span>
          )}
        </>
      );
  }
}
