// What callers of the webhook listener may hold on to, and for how long.

/** Caps on what one caller may hold on to. */
export interface ListenerLimits {
  readonly connections: number;
  /** Bytes of unanswered bodies, over all connections. */
  readonly heldBytes: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** How often the above are looked at. */
  readonly checkMs: number;
  /** How long a stop waits for requests in flight. */
  readonly stopMs: number;
}

/** Unless told otherwise. A stop must leave time for the store within the five seconds a signal has. */
export const LIMITS: ListenerLimits = {
  connections: 1_000,
  heldBytes: 64 * 1024 * 1024,
  headersMs: 30_000,
  requestMs: 60_000,
  keepAliveMs: 75_000,
  checkMs: 5_000,
  stopMs: 2_000,
};
