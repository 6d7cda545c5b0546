// The way out of this computer, as the doctor tells of it.
import { z } from "zod";

/** How many certificates of authorities are trusted, by where they come from. */
export const Authorities = z.object({
  bundled: z.int(),
  system: z.int(),
  /** Of the file that NODE_EXTRA_CA_CERTS names. */
  extra: z.int(),
  /** What could not be read, in a sentence; null when all could. */
  problem: z.string().nullable(),
});
export type Authorities = z.output<typeof Authorities>;

/** The way to one host. */
export const NetworkWay = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("direct"), host: z.string() }),
  /** `proxy` is its address without user name and password, `from` who names it. */
  z.object({
    kind: z.literal("proxy"),
    host: z.string(),
    proxy: z.string(),
    from: z.string(),
    hasLogin: z.boolean(),
  }),
  z.object({ kind: z.literal("closed"), host: z.string(), from: z.string(), problem: z.string() }),
]);
export type NetworkWay = z.output<typeof NetworkWay>;

/** The ways to the hosts that Hookline calls, and whom it trusts there. */
export const NetworkState = z.object({ ways: z.array(NetworkWay), authorities: Authorities });
export type NetworkState = z.output<typeof NetworkState>;
