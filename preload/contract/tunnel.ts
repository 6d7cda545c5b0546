// The tunnel that opens the webhook listener, and nothing else, to the world.
import { z } from "zod";

/** The tunnels that can be opened. */
export const TunnelProviderName = z.enum(["localtunnel"]);
export type TunnelProviderName = z.output<typeof TunnelProviderName>;

const open = {
  provider: TunnelProviderName,
  url: z.string(),
  inbound: z.string(),
  status: z.string(),
  openedAt: z.number(),
};

/**
 * States of a tunnel. `open` means the provider gave an address; nothing has proved yet that Vonage reaches us by it
 * (`proved` turns true with the first event that came through it).
 */
export const TunnelState = z.discriminatedUnion("state", [
  z.object({ state: z.literal("off") }),
  z.object({ state: z.literal("starting"), provider: TunnelProviderName, since: z.number() }),
  z.object({ state: z.literal("open"), ...open, proved: z.boolean(), addressChanged: z.boolean() }),
  z.object({ state: z.literal("reconnecting"), ...open, attempt: z.int(), since: z.number() }),
  z.object({
    state: z.literal("failed"),
    provider: TunnelProviderName,
    at: z.number(),
    error: z.object({
      code: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  }),
]);
export type TunnelState = z.output<typeof TunnelState>;

/**
 * What passed through the tunnel since it was opened, over all its connections: requests, bytes of heads and bodies, and
 * how long one way to its server and back takes (null = not measured yet).
 */
export const TunnelTraffic = z.object({
  requests: z.int(),
  bytesIn: z.int(),
  bytesOut: z.int(),
  roundTrip: z.object({ lastMs: z.number(), medianMs: z.number(), samples: z.int() }).nullable(),
});
export type TunnelTraffic = z.output<typeof TunnelTraffic>;

/**
 * How to open a tunnel. `host` is the tunnel server, `subdomain` the name asked of it. What is named counts for the rest of
 * the run, unless the settings are changed; what is left out is as it was asked for last, or as in the settings.
 */
export const TunnelRequest = z.object({
  provider: TunnelProviderName,
  host: z.string().max(300).optional(),
  subdomain: z.string().max(63).optional(),
});
export type TunnelRequest = z.output<typeof TunnelRequest>;
