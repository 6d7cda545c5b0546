// What is to be done about the signature secret, where a signature is not verified.
import type { SignatureCheck, SignatureReport } from "../../../preload/contract/event.ts";

/** `check` = a stored secret did not fit; `add` = none is stored for the account; null = it is not about the secret. */
export function secretAdvice({ checks }: Pick<SignatureReport, "checks">): "check" | "add" | null {
  const outcomeOf = (wanted: SignatureCheck["id"]) => checks.find(({ id }) => id === wanted)?.outcome;
  // No secret was looked for then.
  if (outcomeOf("algorithm") === "fail") return null;
  switch (outcomeOf("signature")) {
    case "fail":
      return "check";
    case "unknown":
      return "add";
    default:
      return null;
  }
}
