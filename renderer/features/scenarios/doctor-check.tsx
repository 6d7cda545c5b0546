// One check of the handler doctor.
import { IconChevronDown } from "@tabler/icons-react";
import type { CheckResult } from "../../../preload/contract/handler-examination.ts";
import { Tag } from "../../components/tag.tsx";
import { checkAppearance } from "../../theme/outcome-colors.ts";
import { SEVERITY_WORDS } from "./doctor-words.ts";
import classes from "./doctor-check.module.css";

/** Folded when it passed; what failed is open. */
export function DoctorCheck({ check }: { readonly check: CheckResult }) {
  const { title, severity, expects, why, verdict, seen, todo } = check;
  const { icon: IconOf, color, word } = checkAppearance(verdict);
  const facts = [
    ["Expected", expects],
    ["Seen", seen],
    ["Why it matters", why],
    ["What to do", todo],
  ] as const;
  return (
    <li className={classes.check} data-verdict={verdict}>
      <details open={verdict === "failed"}>
        <summary>
          <IconOf size={16} stroke={1.75} color={color} aria-hidden="true" />
          <span className={classes.word}>{word}</span>
          <span className={classes.checkTitle}>{title}</span>
          <Tag title={SEVERITY_WORDS[severity].meaning}>{SEVERITY_WORDS[severity].word}</Tag>
          <IconChevronDown className={classes.fold} size={14} stroke={1.75} aria-hidden="true" />
        </summary>
        <dl className={classes.checkFacts}>
          {facts.map(([label, text]) =>
            text === null ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ),
          )}
        </dl>
      </details>
    </li>
  );
}
