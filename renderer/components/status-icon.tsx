// The icon of an event, with its word for those who do not see it.
import type { EventKind } from "../../preload/contract/event.ts";
import { eventAppearance } from "../theme/status-colors.ts";

interface StatusIconProps {
  readonly kind: EventKind;
  readonly status: string | null;
  /** The word stands beside it already: say nothing. */
  readonly isDecorative?: boolean;
  readonly size?: number;
  readonly className?: string | undefined;
}

/** Icon of an event's kind or status. */
export function StatusIcon({ kind, status, isDecorative = false, size = 16, className }: StatusIconProps) {
  const { icon: IconOf, color, word } = eventAppearance(kind, status);
  return (
    <IconOf
      size={size}
      stroke={1.75}
      color={color}
      className={className}
      {...(isDecorative ? { "aria-hidden": true } : { role: "img", "aria-label": word })}
    />
  );
}
