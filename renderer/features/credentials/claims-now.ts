// What the builder shows of a JWT that is minted with the press of Copy, however long its preview stands there.
import type { JwtPreview } from "../../../preload/contract/jwt.ts";

/** Ends at a moment, whenever it is minted; or has a life that begins then. */
interface Life {
  readonly hasFixedEnd: boolean;
}

/** The preview as of `now`, epoch ms: what goes along with the clock is `iat`, and `exp` where it has a life. */
export function previewNow(preview: JwtPreview, now: number, { hasFixedEnd }: Life): JwtPreview {
  const passedSeconds = Math.max(0, Math.floor((now - preview.issuedAt) / 1_000));
  const passedMs = passedSeconds * 1_000;
  const { iat, exp } = preview.claims;
  const later = (claim: unknown): unknown => (typeof claim === "number" ? claim + passedSeconds : claim);
  return {
    ...preview,
    claims: { ...preview.claims, iat: later(iat), exp: hasFixedEnd ? exp : later(exp) },
    issuedAt: preview.issuedAt + passedMs,
    expiresAt: hasFixedEnd ? preview.expiresAt : preview.expiresAt + passedMs,
  };
}
