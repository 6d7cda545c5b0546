// What the check of a delivery's signature came to.
import type { SignatureOutcome } from "../../preload/contract/event.ts";
import { signatureAppearance } from "../theme/status-colors.ts";
import { Tag } from "./tag.tsx";

interface SignatureTagProps {
  readonly outcome: SignatureOutcome | null;
  /** The icon alone, for rows; the word is its name. */
  readonly compact?: boolean;
}

/** Shield and word; nothing where there is no signature to speak of (replies, system events). */
export function SignatureTag({ outcome, compact = false }: SignatureTagProps) {
  if (outcome === null) return null;
  const { icon: IconOf, color, tone, word } = signatureAppearance(outcome.state);
  if (compact) {
    const name = { role: "img", "aria-label": word };
    return <IconOf size={14} stroke={1.75} color={color} {...name} />;
  }
  return (
    <Tag tone={tone} title={outcome.reason ?? undefined}>
      <IconOf size={13} stroke={2} aria-hidden="true" />
      {word}
    </Tag>
  );
}
