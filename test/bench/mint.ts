// Minting, one token at a time, against Vonage's own library and against nothing but the RSA signature.
import { generateKeyPairSync, sign } from "node:crypto";
import { tokenGenerate } from "@vonage/jwt";
import { createSystemClock } from "../../main/clock.ts";
import { createApplicationJwts } from "../../main/credentials/application-jwt.ts";
import { readPrivateKey } from "../../main/credentials/private-key.ts";
import { paired, type Figure } from "./figure.ts";

const WARM_UP_TOKENS = 300;
const APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

/**
 * Interleaves short rounds of the three and compares those beside each other, so that whatever else the machine does meets
 * all alike. Every one mints in sequence, as one person's replies do; ours is awaited each time.
 */
export async function benchMint({
  rounds = 45,
  tokensPerRound = 100,
}: { readonly rounds?: number; readonly tokensPerRound?: number } = {}): Promise<Figure[]> {
  const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  const { key } = readPrivateKey(pem);
  const jwts = createApplicationJwts({ clock: createSystemClock() });
  const request = { applicationId: APPLICATION_ID, key, lifetimeSeconds: 900 };
  // As long as the header and claims that a token signs.
  const signed = Buffer.from((await jwts.mint(request)).token.split(".").slice(0, 2).join("."));

  const variants = {
    ours: async () => void (await jwts.mint(request)),
    vonage: () => void tokenGenerate(APPLICATION_ID, pem),
    signature: () => void sign("sha256", signed, key),
  } as const;
  const perSecond = { ours: [] as number[], vonage: [] as number[], signature: [] as number[] };
  for (const name of ["vonage", "ours", "signature"] as const) await measure(variants[name], WARM_UP_TOKENS);
  for (let round = 0; round < rounds; round++) {
    for (const name of ["vonage", "ours", "signature"] as const) {
      perSecond[name].push(await measure(variants[name], tokensPerRound));
    }
  }

  const shared = { values: perSecond.ours, unit: "/s", better: "higher" } as const;
  return [
    paired({ name: "mint, beside @vonage/jwt", ...shared, floors: perSecond.vonage, required: 1.7 }),
    paired({
      name: "mint, beside the bare RSA signature",
      ...shared,
      floors: perSecond.signature,
      required: 0.75,
    }),
  ];
}

/** How many a second, over `count` in sequence. */
async function measure(act: () => void | Promise<void>, count: number): Promise<number> {
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) {
    const acted = act();
    if (acted !== undefined) await acted;
  }
  return (count * 1000) / (performance.now() - startedAt);
}
