// The way of a message, in three boxes.
import classes from "./first-run-drawing.module.css";

/** Messenger, Vonage and Hookline, with what goes there and what comes back. */
export function FirstRunDrawing() {
  const image = { role: "img" };
  return (
    <svg
      {...image}
      className={classes.drawing}
      viewBox="0 0 640 152"
      aria-label="A message goes from Messenger to Vonage, and Vonage posts it to Hookline as a signed webhook. The reply goes back the same way."
    >
      <g className={classes.box}>
        <rect x="1" y="17" width="150" height="90" rx="10" />
        <rect x="14" y="37" width="96" height="22" rx="11" className={classes.userBubble} />
        <path d="M26 48h60" className={classes.userText} />
        <rect x="40" y="67" width="98" height="22" rx="11" className={classes.pageBubble} />
        <path d="M52 78h68" className={classes.pageText} />
        <rect x="245" y="17" width="150" height="90" rx="10" />
        <rect x="489" y="1" width="150" height="122" rx="10" className={classes.own} />
      </g>
      <g className={classes.code}>
        <text x="261" y="47">
          POST
        </text>
        <text x="261" y="64">
          /webhooks/inbound
        </text>
        <text x="261" y="88" className={classes.faint}>
          Bearer eyJhbGci…
        </text>
        <text x="505" y="27" className={classes.key}>
          {'"from": {'}
        </text>
        <text x="515" y="43" className={classes.key}>
          {'"id": '}
          <tspan className={classes.string}>{'"1111…"'}</tspan>
        </text>
        <text x="505" y="59" className={classes.key}>
          {"},"}
        </text>
        <text x="505" y="75" className={classes.key}>
          {'"text": '}
          <tspan className={classes.string}>{'"Hello…"'}</tspan>
        </text>
      </g>
      <rect x="505" y="91" width="58" height="20" rx="4" className={classes.verified} />
      <text x="534" y="105" className={classes.verifiedText}>
        Verified
      </text>
      <rect x="569" y="91" width="32" height="20" rx="4" className={classes.answer} />
      <text x="585" y="105" className={classes.answerText}>
        200
      </text>
      <g className={classes.small}>
        <text x="320" y="69">
          POST
        </text>
        <text x="564" y="69" className={classes.smallVerified}>
          Verified
        </text>
      </g>
      <g className={classes.there}>
        <path d="M152 49h84M396 49h84" />
        <path d="m236 44 9 5-9 5zM480 44l9 5-9 5z" className={classes.tip} />
      </g>
      <g className={classes.back}>
        <path d="M245 79h-84M489 79h-84" />
        <path d="m161 74-9 5 9 5zM405 74l-9 5 9 5z" className={classes.tip} />
      </g>
      <g className={classes.names}>
        <text x="76" y="129">
          Messenger
        </text>
        <text x="320" y="129">
          Vonage
        </text>
        <text x="564" y="145" className={classes.ownName}>
          Hookline
        </text>
      </g>
    </svg>
  );
}
