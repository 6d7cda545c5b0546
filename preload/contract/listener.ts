// The webhook listener as seen from outside.
import { z } from "zod";

/** Path of the webhook for inbound messages. */
export const INBOUND_PATH = "/webhooks/inbound";
/** Path of the webhook for message statuses. */
export const STATUS_PATH = "/webhooks/status";

/** A POST that missed our two paths: shown so that a wrong URL in the dashboard is found. */
export const MisdirectedPath = z.object({
  method: z.string(),
  path: z.string(),
  count: z.int(),
  lastAt: z.number(),
});
export type MisdirectedPath = z.output<typeof MisdirectedPath>;

/** Where the listener listens, and what is wrong with it. */
export const ListenerState = z.object({
  state: z.enum(["listening", "failed", "stopped"]),
  url: z.string(),
  inbound: z.string(),
  status: z.string(),
  port: z.int(),
  /** Set when the wanted port was taken and another one is used instead. */
  wantedPort: z.int().nullable(),
  misdirected: z.array(MisdirectedPath),
  /** The store refuses writes right now (webhooks are answered 503); null = it takes them. */
  storeError: z.string().nullable(),
});
export type ListenerState = z.output<typeof ListenerState>;
