// The webhook JWT taken apart: every check with its outcome, the claims, and which secret was tried.
import { Skeleton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHelpCircle,
  type Icon,
} from "@tabler/icons-react";
import type { LoggedEvent, SignatureCheck, SignatureReport } from "../../../preload/contract/event.ts";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { useCall } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { describeMoment } from "../../components/format.ts";
import { HostAway } from "../../components/host-away.tsx";
import { SignatureTag } from "../../components/signature-tag.tsx";
import { hrefOf } from "../../router/router.ts";
import { secretAdvice } from "./secret-advice.ts";
import classes from "./detail-tabs.module.css";

interface SignatureTabProps {
  readonly event: LoggedEvent;
}

/** The report of `events.signature`. Replies and system events carry no webhook JWT. */
export function SignatureTab({ event }: SignatureTabProps) {
  const hasSignature = event.signature !== null;
  const { data, error } = useCall("events.signature", { id: event.id }, { enabled: hasSignature });
  const isConnected = useIsConnected();
  if (!hasSignature)
    return (
      <p className={classes.nothing}>
        {event.kind === "reply"
          ? "A reply is authorised by an application JWT; only webhooks carry a signature."
          : "This event has no signature."}
      </p>
    );
  if (error !== null)
    return (
      <div className={classes.section}>
        <ErrorNotice error={error.value} />
      </div>
    );
  if (data === undefined && !isConnected) return <HostAway />;
  // Shown late, by CSS: while stepping through the list nothing flashes.
  if (data === undefined) return <Skeleton className={classes.late} height={120} m={16} width="auto" />;
  return <Report report={data} />;
}

function Report({ report }: { readonly report: SignatureReport }) {
  const { outcome, checks, header, claims, secretTried } = report;
  return (
    <>
      <div className={classes.bar}>
        <SignatureTag outcome={outcome} />
        <span className={classes.grow}>
          {secretTried === null ? "No secret was tried." : `Tried: ${secretTried}.`}
        </span>
        {secretAdvice(report) === "add" && <a href={hrefOf({ page: "keys" })}>Add the signature secret</a>}
      </div>
      <ul className={classes.checks} aria-label="Checks">
        {checks.map((check) => (
          <Check key={check.id} check={check} />
        ))}
      </ul>
      {header !== null && <Claims title="Header" values={header} />}
      {claims !== null && <Claims title="Claims" values={claims} />}
    </>
  );
}

const OUTCOMES: Readonly<Record<SignatureCheck["outcome"], { readonly icon: Icon; readonly word: string }>> =
  {
    pass: { icon: IconCircleCheck, word: "Passed" },
    fail: { icon: IconCircleX, word: "Failed" },
    warn: { icon: IconAlertTriangle, word: "Noted" },
    unknown: { icon: IconHelpCircle, word: "Not checked" },
    skipped: { icon: IconCircleDashed, word: "Does not apply" },
  };

function Check({ check }: { readonly check: SignatureCheck }) {
  const { icon: IconOf, word } = OUTCOMES[check.outcome];
  return (
    <li className={classes.check} data-outcome={check.outcome}>
      <IconOf size={16} stroke={1.75} aria-hidden="true" />
      <div>
        <div>{check.label}</div>
        <div className={classes.detail}>
          <MarkedDigests text={check.detail} />
        </div>
      </div>
      <span className={classes.verdict}>{word}</span>
    </li>
  );
}

/** Every other part is a SHA-256 in hexadecimal. */
const DIGESTS = /\b([0-9a-f]{64})\b/i;

function MarkedDigests({ text }: { readonly text: string }) {
  return text.split(DIGESTS).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={part} className="mono">
        {part}
      </span>
    ),
  );
}

const TIMES = new Set(["iat", "exp", "nbf"]);

function Claims({
  title,
  values,
}: {
  readonly title: string;
  readonly values: Readonly<Record<string, unknown>>;
}) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      <dl className={`mono ${classes.claims ?? ""}`}>
        {Object.entries(values).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {typeof value === "string" ? value : JSON.stringify(value)}
              {TIMES.has(name) && typeof value === "number" && <When seconds={value} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function When({ seconds }: { readonly seconds: number }) {
  const at = seconds * 1_000;
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return null;
  const [local = ""] = describeMoment(at, at).split("\n");
  return <span className={classes.when}> {local.replace("T", " ")}</span>;
}
