// The built-in Vonage and Messenger look-alike, first version.
import { z } from "zod";
import { MESSAGE_STATUSES, PayloadVersion } from "./event.ts";
import { MessageUuid, PageId, Psid } from "./ids.ts";

export const SIMULATOR_FAULTS = ["bad-signature", "unsigned", "duplicate", "wrong-hash", "late"] as const;
export const SimulatorFault = z.enum(SIMULATOR_FAULTS);
export type SimulatorFault = z.output<typeof SimulatorFault>;

/** The person the simulator plays, and the Page they write to. Ids of the seed documents. */
export const SIMULATED_PSID = Psid.parse("1111111111111111");
export const SIMULATED_PAGE_ID = PageId.parse("0000000000000000");
export const SIMULATED_GREETING = "Hello from Facebook Messenger!";

export const SimulatedMessage = z.object({
  type: z.enum(["text", "image", "audio", "video", "file", "unsupported"]).default("text"),
  text: z.string().max(20_000).optional(),
  url: z.string().max(2_000).optional(),
  psid: Psid.optional(),
  pageId: PageId.optional(),
  payloadVersion: PayloadVersion.optional(),
  fault: SimulatorFault.nullable().optional(),
});
export type SimulatedMessage = z.output<typeof SimulatedMessage>;

/** A status the simulator is told to send by itself (`trigger status`). */
export const SimulatedStatus = z.object({
  status: z.enum(MESSAGE_STATUSES),
  messageUuid: MessageUuid.optional(),
  /** For `rejected`: a code of the published list, e.g. "1340". */
  errorCode: z.string().max(10).optional(),
  psid: Psid.optional(),
  pageId: PageId.optional(),
  payloadVersion: PayloadVersion.optional(),
  fault: SimulatorFault.nullable().optional(),
});
export type SimulatedStatus = z.output<typeof SimulatedStatus>;

export const SimulatedDelivery = z.object({ messageUuid: MessageUuid });
export type SimulatedDelivery = z.output<typeof SimulatedDelivery>;
