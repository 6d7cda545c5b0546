// Media both ways: a file of the person's that is served through the tunnel, and what a person sent in.
import { z } from "zod";

/** Largest file that is served or fetched. Source: Meta, "saving assets" (attachments up to 25 MB), read 2026-04-22. */
export const MEDIA_BYTE_LIMIT = 25 * 1024 * 1024;
/** Largest image that Meta takes by address. Source: as above. */
export const IMAGE_BY_ADDRESS_LIMIT = 8 * 1024 * 1024;
/** How long fetching media may take, everything included. */
export const MEDIA_FETCH_SECONDS = 30;
/** A served file goes after this time at the latest. */
export const SERVED_FILE_LIFETIME_MS = 60 * 60 * 1000;
/** Path of a served file on the listener, followed by 128 random bits and, for Messenger's kinds, the ending. */
export const SERVED_PATH = "/.hookline/file/";
/** So many files may be served at once. */
export const MOST_SERVED_FILES = 4;

/** How long Vonage keeps inbound media. Source: Messages API 0.4 and page "Secure inbound media", read 2026-11. */
export const VONAGE_MEDIA_KEPT_MS = 48 * 60 * 60 * 1000;
/** Hosts under which Vonage keeps inbound media. */
export const VONAGE_MEDIA_HOST = /^api[a-z0-9-]*\.(?:nexmo|vonage)\.com$/;
/** The paths of inbound media there. Letters, digits, points, hyphens and underscores only: nothing to decode. */
export const VONAGE_MEDIA_PATH = /^\/v3\/media(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** Kinds of media that a message can carry. */
export const MediaKind = z.enum(["image", "audio", "video", "file"]);
export type MediaKind = z.output<typeof MediaKind>;

/**
 * What Messenger takes as which kind, by the ending of the name; everything else is a file.
 * Source: Messages API OpenAPI 1.20.0, schemas of Messenger messages, read 2026-11.
 */
export const MESSENGER_FILE_KINDS = [
  { ending: "jpg", kind: "image", contentType: "image/jpeg" },
  { ending: "jpeg", kind: "image", contentType: "image/jpeg" },
  { ending: "png", kind: "image", contentType: "image/png" },
  { ending: "gif", kind: "image", contentType: "image/gif" },
  { ending: "mp3", kind: "audio", contentType: "audio/mpeg" },
  { ending: "mp4", kind: "video", contentType: "video/mp4" },
  { ending: "pdf", kind: "file", contentType: "application/pdf" },
  { ending: "zip", kind: "file", contentType: "application/zip" },
  { ending: "csv", kind: "file", contentType: "text/csv; charset=utf-8" },
] as const satisfies readonly {
  readonly ending: string;
  readonly kind: MediaKind;
  readonly contentType: string;
}[];

/** Hookline's own id of a served file; it says nothing of its address. */
export const ServedFileId = z.string().min(1).max(64).brand<"ServedFileId">();
export type ServedFileId = z.output<typeof ServedFileId>;

/** One file that whoever has its address can fetch right now. */
export const ServedFile = z.object({
  id: ServedFileId,
  name: z.string(),
  bytes: z.int().nonnegative(),
  kind: MediaKind,
  contentType: z.string(),
  /** Its public address; null while no tunnel is open. */
  url: z.string().nullable(),
  servedAt: z.number(),
  expiresAt: z.number(),
  /** How many times it was fetched whole, or from its beginning. */
  fetches: z.int().nonnegative(),
  lastFetchAt: z.number().nullable(),
  /** Messages that name it and are not delivered yet. */
  waitingMessages: z.int().nonnegative(),
});
export type ServedFile = z.output<typeof ServedFile>;

/** Why a file is served no longer; `missing` = somebody else deleted the copy. */
export const ServedFileEnd = z.enum(["delivered", "expired", "stopped", "missing"]);
export type ServedFileEnd = z.output<typeof ServedFileEnd>;

/** All files that are served now, and the one that just went, if one did. */
export const ServedFiles = z.object({
  active: z.array(ServedFile),
  ended: z.object({ id: ServedFileId, name: z.string(), why: ServedFileEnd }).nullable(),
});
export type ServedFiles = z.output<typeof ServedFiles>;

/**
 * How the file comes: the desktop asked for it itself (null = the person chose none); the browser host answers with a
 * single-use address of its own, to which the page sends it within 30 s.
 */
export const FileReceipt = z.discriminatedUnion("by", [
  z.object({ by: z.literal("host"), file: ServedFile.nullable() }),
  z.object({ by: z.literal("ticket"), path: z.string() }),
]);
export type FileReceipt = z.output<typeof FileReceipt>;

/** Header of an upload that names the file, percent-encoded. */
export const FILE_NAME_HEADER = "x-hookline-file-name";

/** Media of an event as it was fetched. */
export const LoadedMedia = z.object({
  fileName: z.string(),
  bytes: z.int().nonnegative(),
  /** What its sender calls it; a picture by its own first bytes. */
  contentType: z.string(),
  /** Set when it is a picture that may be shown: its address on the page's own origin, and its size in pixels. */
  picture: z.object({ address: z.string(), width: z.int(), height: z.int() }).nullable(),
});
export type LoadedMedia = z.output<typeof LoadedMedia>;

/**
 * How media reaches the disk: the desktop asked where and wrote it; the browser host answers with a single-use address of
 * its own, from which the browser downloads it within 30 s.
 */
export const FileDelivery = z.discriminatedUnion("by", [
  z.object({ by: z.literal("host"), saved: z.boolean() }),
  z.object({ by: z.literal("ticket"), path: z.string() }),
]);
export type FileDelivery = z.output<typeof FileDelivery>;
