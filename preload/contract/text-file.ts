// A text that is handed to the person as a file.
import { z } from "zod";

/** What the file is called and what stands in it; never a secret. */
export const TextFile = z.object({ fileName: z.string(), text: z.string() });
export type TextFile = z.output<typeof TextFile>;
