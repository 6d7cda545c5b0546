// A private key written to a file by the host, when the person asks for it. The key itself never crosses the bridge.
import { z } from "zod";
import { ApplicationId, WorkspaceId } from "./ids.ts";

/** Which private key: the workspace's, or that of an application that was made here and is not the workspace's. */
export const KeyFileWish = z.object({
  workspace: WorkspaceId,
  applicationId: ApplicationId.optional(),
});
export type KeyFileWish = z.output<typeof KeyFileWish>;

/** Where the key file is; `known` = the very key was there already. `cancelled` = the person chose no place. */
export const KeyFile = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.enum(["saved", "known"]), path: z.string() }),
  z.object({ outcome: z.literal("cancelled") }),
]);
export type KeyFile = z.output<typeof KeyFile>;
