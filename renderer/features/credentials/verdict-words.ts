// How a judged token is put: an icon, a colour and a word for each verdict, and one sentence for the whole.
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  type Icon,
} from "@tabler/icons-react";
import type { JwtFinding, JwtVerdict } from "../../../preload/contract/jwt.ts";

/** How one verdict is shown. Colour never stands alone. */
export interface FindingLook {
  readonly verdict: JwtFinding["verdict"];
  readonly icon: Icon;
  /** CSS colour, a token. */
  readonly color: string;
  readonly word: string;
}

const LOOKS: Readonly<Record<JwtFinding["verdict"], FindingLook>> = {
  good: { verdict: "good", icon: IconCircleCheck, color: "var(--verified)", word: "Right" },
  doubtful: { verdict: "doubtful", icon: IconAlertTriangle, color: "var(--unsigned)", word: "Doubtful" },
  refused: { verdict: "refused", icon: IconCircleX, color: "var(--badsig)", word: "Refused" },
  unknown: { verdict: "unknown", icon: IconHelpCircle, color: "var(--text-3)", word: "Not checked" },
};

const LABELS: Readonly<Record<JwtFinding["check"], string>> = {
  form: "Form",
  header: "Algorithm",
  signature: "Signature",
  application: "Application",
  iat: "Issued, iat",
  exp: "Expiry, exp",
  nbf: "Not before, nbf",
  jti: "Token ID, jti",
  acl: "Access rules, acl",
};

/** Name and look of one check. */
export function describeFinding({ check, verdict }: JwtFinding): {
  readonly label: string;
  readonly look: FindingLook;
} {
  return { label: LABELS[check], look: LOOKS[verdict] };
}

/** What the whole came to. */
export function summarise({ findings }: JwtVerdict): { readonly look: FindingLook; readonly text: string } {
  const has = (verdict: JwtFinding["verdict"]) => findings.some((finding) => finding.verdict === verdict);
  if (has("refused")) return { look: LOOKS.refused, text: "Vonage would refuse this token." };
  if (has("unknown")) {
    return { look: LOOKS.unknown, text: "Nothing speaks against this token, but not all could be checked." };
  }
  if (has("doubtful")) return { look: LOOKS.doubtful, text: "Vonage may take this token, with doubts." };
  return { look: LOOKS.good, text: "Nothing speaks against this token." };
}
