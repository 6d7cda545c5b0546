// The webhook listener as seen from outside.
import { z } from "zod";
import { AppErrorValue } from "./errors.ts";

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

const NEARLY_OURS = /^\/$|inbound|status|webhook/i;

/** Whether it may be a webhook with a wrong URL. Other paths are those of strangers who search the tunnel for a way in. */
export function isMeantForUs({ method, path }: Pick<MisdirectedPath, "method" | "path">): boolean {
  return method === "POST" && NEARLY_OURS.test(path);
}

/** Requests that were answered and not stored: how many since the start, and the newest. `lastAt` is our clock, epoch ms. */
export const TurnedAway = z.object({ count: z.int(), lastAt: z.number(), reason: z.string() });
export type TurnedAway = z.output<typeof TurnedAway>;

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
  /** More such requests, to paths for which there was no room in `misdirected`; null = none. */
  unnamed: TurnedAway.nullable(),
  /** Unverified deliveries over the limit (429); null = none. */
  flooded: TurnedAway.nullable(),
  /** Webhooks for whose bodies there was no room (503); null = none. */
  crowded: TurnedAway.nullable(),
  /** What is no proper HTTP request, or broke off before its end; null = none. */
  malformed: TurnedAway.nullable(),
  /** Connections for which there was no room, with whatever they would have brought; null = none. */
  dropped: TurnedAway.nullable(),
  /** What the store cannot take right now: events, see {@link refusesEvents}, or what belongs to them; null = it takes all. */
  storeError: AppErrorValue.nullable(),
});
export type ListenerState = z.output<typeof ListenerState>;

/** Whether webhooks are answered 503, because their events cannot be stored. */
export function refusesEvents({ storeError }: Pick<ListenerState, "storeError">): boolean {
  return storeError !== null && storeError.code !== "STORE_PARTLY_DAMAGED";
}
