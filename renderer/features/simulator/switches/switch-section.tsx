// A section of the switches.
import { useId, type ReactNode } from "react";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import classes from "./switches.module.css";

interface SwitchSectionProps {
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly lede: string;
  /** The last thing that could not be switched here. */
  readonly error: AppErrorValue | null;
  readonly children: ReactNode;
}

/** Heading, a line, what went wrong, and the switches. */
export function SwitchSection({ title, lede, error, children }: SwitchSectionProps) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      <p className={classes.lede}>{lede}</p>
      {error !== null && <ErrorNotice error={error} />}
      {children}
    </section>
  );
}
