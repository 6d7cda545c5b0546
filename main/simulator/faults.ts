// Faults that scripts and tests switch on and off: of the API's answers, and of the webhooks that are sent.
import { z } from "zod";
import { SimulatorFault } from "../../preload/contract/simulator.ts";
import {
  internalError,
  lowBalance,
  notProvisioned,
  throttled,
  wrongCredentials,
  type NewInstance,
  type Problem,
} from "./problems.ts";

/**
 * Faults in force. `api` answers every send request; `webhooks` spoils every webhook that names no fault itself;
 * `messenger` is what Messenger finds of accepted messages: that the link to the Page has expired, or that no media can
 * be had (nothing is fetched to find out); `account` is of the Applications and External Accounts APIs: `incomplete` leaves
 * version and media authentication out of applications, `foreign-page` says that every Page is somebody else's, `slow` keeps
 * each caller waiting for {@link SLOW_ACCOUNT_MS}, and the two cuts break the connection of a request that changes something,
 * before or after it is done.
 */
export const Faults = z
  .object({
    api: z
      .enum(["unauthorized", "unprovisioned", "low-balance", "throttled", "internal-error", "no-answer"])
      .nullable()
      .default(null),
    webhooks: SimulatorFault.nullable().default(null),
    messenger: z.enum(["expired-page-link", "unreachable-media"]).nullable().default(null),
    account: z
      .enum([
        "incomplete",
        "unauthorized",
        "foreign-page",
        "internal-error",
        "no-answer",
        "slow",
        "cut-before-change",
        "cut-after-change",
      ])
      .nullable()
      .default(null),
  })
  .strict();
export type Faults = z.output<typeof Faults>;

/** How long an account that is `slow` thinks about each answer: far longer than a screen may take to be drawn. */
export const SLOW_ACCOUNT_MS = 2_000;

/** Nothing goes wrong. */
export const NO_FAULTS: Faults = { api: null, webhooks: null, messenger: null, account: null };

/** The answer an API fault gives at `now` (epoch ms); `no-answer` keeps the caller waiting. */
export function apiFaultAnswer(
  fault: NonNullable<Faults["api"]>,
  newInstance: NewInstance,
  now: number,
): Problem | "no-answer" {
  switch (fault) {
    case "unauthorized":
      return wrongCredentials(newInstance);
    case "unprovisioned":
      return notProvisioned(newInstance);
    case "low-balance":
      return lowBalance(newInstance);
    case "throttled":
      return throttled(newInstance, now);
    case "internal-error":
      return internalError(newInstance);
    case "no-answer":
      return "no-answer";
  }
}
