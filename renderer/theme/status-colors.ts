// The one place that says how a kind, a status or a signature looks: colour, icon and word.
import {
  IconArrowDownLeft,
  IconArrowUpRight,
  IconBraces,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconCircleDashedX,
  IconClock,
  IconEye,
  IconInfoCircle,
  type Icon,
} from "@tabler/icons-react";
import type { EventKind, SignatureState } from "../../preload/contract/event.ts";
import { ShieldCheck, ShieldCross, ShieldDashed, ShieldLine } from "./shield-icons.ts";

/** Names of the tokens that states are shown in; `quiet` = neither good nor bad. */
export type Tone =
  "received" | "verified" | "unsigned" | "badsig" | "submitted" | "delivered" | "read" | "rejected" | "quiet";

/** How one state is shown. Colour never stands alone: there is always an icon and a word. */
export interface Appearance {
  /** CSS colour of icon and text, a token. */
  readonly color: string;
  /** The token's name, for style sheets that colour more than an icon (`data-tone`). */
  readonly tone: Tone;
  readonly icon: Icon;
  readonly word: string;
}

const inbound = look("received", IconArrowDownLeft, "Inbound");
const reply: Appearance = {
  color: "var(--text-2)",
  tone: "quiet",
  icon: IconArrowUpRight,
  word: "Sent",
};
const system: Appearance = {
  color: "var(--text-3)",
  tone: "quiet",
  icon: IconInfoCircle,
  word: "System",
};
const unparsed = look("unsigned", IconBraces, "Unparsed");

const statuses: ReadonlyMap<string, Appearance> = new Map([
  ["submitted", look("submitted", IconClock, "Submitted")],
  ["delivered", look("delivered", IconCircleCheck, "Delivered")],
  ["read", look("read", IconEye, "Read")],
  ["rejected", look("rejected", IconCircleX, "Rejected")],
  ["undeliverable", look("rejected", IconCircleDashedX, "Undeliverable")],
]);

const signatures: Readonly<Record<SignatureState, Appearance>> = {
  verified: look("verified", ShieldCheck, "Verified"),
  bad: look("badsig", ShieldCross, "Bad signature"),
  unsigned: look("unsigned", ShieldDashed, "Not signed"),
  unchecked: {
    color: "var(--text-3)",
    tone: "quiet",
    icon: ShieldLine,
    word: "Not checked",
  },
};

/** Look of a message status; a word Vonage adds later is shown as it came. */
export function statusAppearance(status: string | null): Appearance {
  const known = status === null ? undefined : statuses.get(status);
  return known ?? look("submitted", IconCircleDashed, status ?? "Unknown status");
}

/** Look of an event: by its status where it is one, else by its kind. */
export function eventAppearance(kind: EventKind, status: string | null): Appearance {
  switch (kind) {
    case "inbound":
      return inbound;
    case "status":
      return statusAppearance(status);
    case "reply":
      return reply;
    case "unparsed":
      return unparsed;
    case "system":
      return system;
  }
}

/** Look of a signature check's outcome. */
export function signatureAppearance(state: SignatureState): Appearance {
  return signatures[state];
}

function look(tone: Exclude<Tone, "quiet">, icon: Icon, word: string): Appearance {
  return { color: `var(--${tone})`, tone, icon, word };
}
