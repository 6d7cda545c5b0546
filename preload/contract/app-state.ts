// What the shell needs to know about the running product before anything else.
import { z } from "zod";
import { ListenerState } from "./listener.ts";
import { SimulatorGlance } from "./simulator-state.ts";
import { TunnelState } from "./tunnel.ts";

/** Raised whenever a call or topic changes its meaning; a page with another version reloads itself. */
export const CONTRACT_VERSION = 2;

/** The running product as a whole: who serves it, where it keeps its data, and how listener and tunnel are. */
export const AppState = z.object({
  version: z.string(),
  host: z.enum(["electron", "browser"]),
  platform: z.string(),
  dataFolder: z.string(),
  vault: z.object({
    kind: z.enum(["os-keychain", "obfuscated", "file", "memory"]),
    /** Plain warning about how keys are kept; null when the system's keychain keeps them. */
    warning: z.string().nullable(),
  }),
  /** Things the person should know once, e.g. that others can read the data folder. */
  warnings: z.array(z.string()),
  listener: ListenerState,
  tunnel: TunnelState,
  simulator: SimulatorGlance.extend({ running: z.boolean(), url: z.string().nullable() }),
});
export type AppState = z.output<typeof AppState>;
