// What the person may choose. Defaults stand in the schema, so an older file still parses.
import { z } from "zod";
import { WorkspaceId, SIMULATED_WORKSPACE } from "./ids.ts";

/** Everything that can be chosen, with its default. */
export const Settings = z.object({
  theme: z.enum(["system", "light", "dark"]).default("system"),
  compactRows: z.boolean().default(false),
  timeFormat: z.enum(["local", "utc", "relative"]).default("local"),
  reducedMotion: z.boolean().default(false),
  /** Single-key shortcuts (WCAG 2.1.4: they can be turned off). */
  singleKeys: z.boolean().default(true),
  /** Enter sends and Ctrl/Cmd+Enter is a new line, instead of the reverse. */
  enterSends: z.boolean().default(false),
  /** A reply of a real workspace needs a second press of Send. */
  confirmRealSends: z.boolean().default(true),
  /** What the screen reader is told of arrivals. */
  announce: z.enum(["all", "problems", "off"]).default("all"),
  /** After how many seconds a copied secret is cleared from the clipboard; 0 = never. The desktop app only. */
  clipboardSeconds: z.int().min(0).max(3_600).default(60),
  sidebarCollapsed: z.boolean().default(false),
  listWidth: z.int().min(320).max(560).default(384),
  conversationWidth: z.int().min(320).max(520).default(368),
  conversationOpen: z.boolean().default(true),
  firstRunDone: z.boolean().default(false),
  activeWorkspace: WorkspaceId.default(SIMULATED_WORKSPACE),
  lastRoute: z.string().max(300).default("#/events"),
  webhooks: z
    .object({
      /** Bytes; over it 413. 1 KiB to 16 MiB. */
      bodyLimit: z
        .int()
        .min(1_024)
        .max(16 * 1024 * 1024)
        .default(1024 * 1024),
      /** Answer to a bad signature while a secret is stored. */
      badSignatureAnswer: z.union([z.literal(401), z.literal(200)]).default(401),
      /** Answer to an unsigned delivery while a secret is stored; 503 makes Vonage send again, signed. */
      unsignedAnswer: z.union([z.literal(200), z.literal(503)]).default(200),
    })
    .prefault({}),
  tunnel: z
    .object({
      host: z.string().max(300).default("https://localtunnel.me"),
      subdomain: z.string().max(63).default(""),
    })
    .prefault({}),
  linking: z
    .object({
      /** Alarms of the calendar file, in days before the end of the 90. */
      firstReminderDays: z.int().min(0).max(89).default(14),
      secondReminderDays: z.int().min(0).max(89).default(3),
    })
    .prefault({}),
});
export type Settings = z.output<typeof Settings>;

/** A change to some settings; what is left out stays. */
export const SettingsChange = z.object({
  theme: Settings.shape.theme.unwrap().optional(),
  compactRows: z.boolean().optional(),
  timeFormat: Settings.shape.timeFormat.unwrap().optional(),
  reducedMotion: z.boolean().optional(),
  singleKeys: z.boolean().optional(),
  enterSends: z.boolean().optional(),
  confirmRealSends: z.boolean().optional(),
  announce: Settings.shape.announce.unwrap().optional(),
  clipboardSeconds: Settings.shape.clipboardSeconds.unwrap().optional(),
  sidebarCollapsed: z.boolean().optional(),
  listWidth: Settings.shape.listWidth.unwrap().optional(),
  conversationWidth: Settings.shape.conversationWidth.unwrap().optional(),
  conversationOpen: z.boolean().optional(),
  firstRunDone: z.boolean().optional(),
  lastRoute: z.string().max(300).optional(),
  webhooks: z
    .object({
      bodyLimit: z
        .int()
        .min(1_024)
        .max(16 * 1024 * 1024)
        .optional(),
      badSignatureAnswer: z.union([z.literal(401), z.literal(200)]).optional(),
      unsignedAnswer: z.union([z.literal(200), z.literal(503)]).optional(),
    })
    .optional(),
  tunnel: z
    .object({ host: z.string().max(300).optional(), subdomain: z.string().max(63).optional() })
    .optional(),
  linking: z
    .object({
      firstReminderDays: z.int().min(0).max(89).optional(),
      secondReminderDays: z.int().min(0).max(89).optional(),
    })
    .optional(),
});
export type SettingsChange = z.output<typeof SettingsChange>;
