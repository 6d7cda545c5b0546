// What may be shown of a private key.
import type { KeySummary } from "../../../preload/contract/workspace.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import classes from "./keys-page.module.css";

interface KeyFactsProps {
  readonly title: string;
  readonly summary: KeySummary;
}

/** Fingerprint, size, form and date; and what was mended in the pasted text. */
export function KeyFacts({ title, summary }: KeyFactsProps) {
  const { fingerprint, bits, format, addedAt, repairs } = summary;
  return (
    <>
      <h3 className={classes.subtitle}>{title}</h3>
      <dl className={classes.facts}>
        <dt>Fingerprint</dt>
        <dd>
          <span className={classes.long}>{fingerprint}</span>
          <CopyButton value={fingerprint} label="fingerprint" />
        </dd>
        <dt>Size</dt>
        <dd>RSA, {bits} bits</dd>
        <dt>Format</dt>
        <dd>{format}</dd>
        <dt>Added</dt>
        <dd>
          <time dateTime={new Date(addedAt).toISOString()}>{formatDay(addedAt)}</time>
        </dd>
        {repairs.length > 0 && (
          <>
            <dt>Mended</dt>
            <dd>{repairs.join(", ")}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function formatDay(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(at);
}
