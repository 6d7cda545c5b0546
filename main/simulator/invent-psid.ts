// Makes up people.
import { Psid } from "../../preload/contract/ids.ts";
import type { Random } from "./random.ts";

/** A PSID of sixteen digits, as they have, that nobody has yet. */
export function inventPsid(random: Random, isTaken: (psid: Psid) => boolean): Psid {
  for (;;) {
    const digits = BigInt(`0x${random.hex(7)}`) % 9_000_000_000_000_000n;
    const psid = Psid.parse(String(1_000_000_000_000_000n + digits));
    if (!isTaken(psid)) return psid;
  }
}
