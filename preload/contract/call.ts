// What the rows of the table of calls are made of.
import { z } from "zod";
import { WorkspaceId } from "./ids.ts";

/** Nothing is asked, or nothing answered. */
export const none = z.object({}).strict();

/** What a call about one workspace takes. */
export const ofWorkspace = z.object({ workspace: WorkspaceId });

/** One row: the shapes of what is asked and what is answered. */
export function call<I extends z.ZodType, O extends z.ZodType>(row: {
  input: I;
  output: O;
}): { input: I; output: O } {
  return row;
}
