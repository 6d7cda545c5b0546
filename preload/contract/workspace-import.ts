// Credentials found in the files and variables of Vonage's command line tools; shown before anything is stored.
import { z } from "zod";
import { WorkspaceId } from "./ids.ts";
import { plainText } from "./plain-text.ts";

/** Where credentials were found. */
export const ImportSource = z.enum(["vonagerc", "vonage-config", "nexmorc", "nexmo-app", "environment"]);
export type ImportSource = z.output<typeof ImportSource>;

/** What one place holds. Secrets never come out: only whether there is one. */
export const ImportCandidate = z.object({
  /** Names the candidate for `take`; made anew by each look. */
  id: z.string(),
  source: ImportSource,
  /** The file, with the home folder as `~`; or the names of the variables. */
  place: z.string(),
  apiKey: z.string().nullable(),
  applicationId: z.string().nullable(),
  hasApiSecret: z.boolean(),
  hasPrivateKey: z.boolean(),
  hasSignatureSecret: z.boolean(),
  /** Only when it is not Vonage's: neither that host nor any secret is taken then, only the ids. */
  foreignHost: z.string().nullable(),
  /** What is wrong with it, in words; then it cannot be taken. */
  problem: z.string().nullable(),
});
export type ImportCandidate = z.output<typeof ImportCandidate>;

/** Takes a candidate into a workspace; null = a new one of that name. Key and secret are tried first, as when they are typed. */
export const ImportRequest = z.object({
  candidate: z.string(),
  workspace: WorkspaceId.nullable(),
  name: plainText(80),
  /** Stores key and secret although Vonage could not be asked about them. */
  unchecked: z.literal(true).optional(),
});
export type ImportRequest = z.output<typeof ImportRequest>;
