// The built-in Vonage and Messenger look-alike, first version.
import { z } from "zod";
import { MESSAGE_STATUSES, PayloadVersion } from "./event.ts";
import { MessageUuid, PageId, Psid } from "./ids.ts";

/** What can be made to go wrong with a simulated webhook. */
export const SIMULATOR_FAULTS = ["bad-signature", "unsigned", "duplicate", "wrong-hash", "late"] as const;
/** One of the faults. */
export const SimulatorFault = z.enum(SIMULATOR_FAULTS);
export type SimulatorFault = z.output<typeof SimulatorFault>;

/** The person the simulator plays. Both ids are those of the seed documents. */
export const SIMULATED_PSID = Psid.parse("1111111111111111");
/** The Page they write to. */
export const SIMULATED_PAGE_ID = PageId.parse("0000000000000000");
/** What they write when nothing else is said. */
export const SIMULATED_GREETING = "Hello from Facebook Messenger!";

/** A message the simulated person is told to send; what is left out is as in the documentation. */
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

/** What was sent: the `message_uuid` to look for. */
export const SimulatedDelivery = z.object({ messageUuid: MessageUuid });
export type SimulatedDelivery = z.output<typeof SimulatedDelivery>;
