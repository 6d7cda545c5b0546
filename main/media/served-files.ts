// Files that are served through the tunnel: one that the person picked is copied aside, and gone after delivery or an hour.
//
// Threat model: the tunnel opens the listener to the world, so whoever learns an address gets the file.
// - What is served: only a copy of what the person chose by a gesture, in a folder of its own that is emptied at each start
//   and stop. No address names a path; the token of one is looked up among those in memory, so after a crash there is none.
// - Guessing: the address has 128 random bits. It is compared by hash, with every file there is, so that the time it takes
//   tells nothing. A wrong one is answered like any path that does not exist, and never repeated anywhere.
// - For how long: until every message that names it was delivered, or an hour. The hour is looked at with every request, so
//   that a computer which slept serves nothing late. What ends takes the fetches under way with it.
// - Seen: every file that is served is on the screen, with how often it was fetched.
import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";
import type { MessageUuid, WorkspaceId } from "../../preload/contract/ids.ts";
import {
  MOST_SERVED_FILES,
  SERVED_FILE_LIFETIME_MS,
  SERVED_PATH,
  ServedFileId,
  type ServedFile,
  type ServedFileEnd,
  type ServedFiles,
} from "../../preload/contract/media.ts";
import type { Clock, IncomingFile, Log } from "../ports.ts";
import { copyAside } from "./copy-aside.ts";
import { plainFileName } from "./file-name.ts";
import { kindOfFile } from "./file-kind.ts";

/** Folder of the copies in the data folder. */
export const SERVED_FOLDER = "served";

/** A copy as it is read for one answer. */
export interface ServedCopy {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly contentType: string;
  /** Aborted when it is served no longer. */
  readonly ended: AbortSignal;
  /** It was fetched. */
  fetched(): void;
  /** It is not there any more: somebody else took it from the folder. */
  missing(): void;
}

/** A message that names a served file. */
export interface NamingMessage {
  readonly workspace: WorkspaceId | null;
  readonly messageUuid: MessageUuid;
}

/** The served files of one run. */
export interface FileServing {
  /** Empties the folder of what a crash may have left. */
  start(): Promise<void>;
  /** @throws AppError `MEDIA_TUNNEL_MISSING`, `MEDIA_FILES_TOO_MANY`: one more would not be served */
  assertRoom(): void;
  /** Copies a file aside and serves it. @throws AppError as `assertRoom`, and `MEDIA_FILE_…`, `DATA_WRITE_FAILED` */
  take(file: IncomingFile): Promise<ServedFile>;
  list(): readonly ServedFile[];
  /** @throws AppError `MEDIA_SERVED_UNKNOWN` */
  stop(id: ServedFileId): Promise<void>;
  /** The copy at this token; null when there is none (any more). Takes the same time for each. */
  find(token: string): ServedCopy | null;
  /** Files whose address stands in a text. */
  namedIn(text: string): readonly ServedFileId[];
  /** The file goes when this message, and every other that names it, was delivered. */
  awaitDelivery(id: ServedFileId, message: NamingMessage): void;
  delivered(message: NamingMessage): void;
  /** The tunnel's address is another one now, or none. */
  addressChanged(): void;
  /** Ends all of them and empties the folder. Safe to call twice. */
  close(): Promise<void>;
}

/** What the service works with. */
export interface ServedFilesParts {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Public origin of the tunnel; null while none is open. */
  readonly publicUrl: () => string | null;
  readonly onChange: (files: ServedFiles) => void;
}

interface Served {
  readonly file: Omit<ServedFile, "url" | "fetches" | "lastFetchAt" | "waitingMessages">;
  readonly path: string;
  readonly token: string;
  readonly tokenHash: Buffer;
  readonly ending: AbortController;
  readonly cancelExpiry: () => void;
  /** Keys of messages that name it; true = delivered. */
  readonly messages: Map<string, boolean>;
  fetches: number;
  lastFetchAt: number | null;
}

/** Many may fetch at once; nobody has to see each. */
const TELL_EVERY_MS = 250;

/** Makes the service; nothing is served. */
export function createServedFiles({
  dataFolder,
  clock,
  log,
  publicUrl,
  onChange,
}: ServedFilesParts): FileServing {
  const folder = join(dataFolder, SERVED_FOLDER);
  const all = new Map<ServedFileId, Served>();
  /** Being copied: they have a place already. */
  let coming = 0;
  let isClosed = false;
  let cancelTelling: (() => void) | null = null;

  function view(served: Served): ServedFile {
    const { file, fetches, lastFetchAt, messages } = served;
    const waitingMessages = [...messages.values()].filter((isDelivered) => !isDelivered).length;
    return { ...file, url: addressOf(served), fetches, lastFetchAt, waitingMessages };
  }

  function addressOf({ token, file }: Served): string | null {
    const origin = publicUrl();
    return origin === null ? null : `${origin}${SERVED_PATH}${token}${kindOfFile(file.name).suffix}`;
  }

  function list(): readonly ServedFile[] {
    return [...all.values()].map(view);
  }

  function tell(ended: ServedFiles["ended"] = null): void {
    cancelTelling?.();
    cancelTelling = null;
    onChange({ active: [...list()], ended });
  }

  function tellSoon(): void {
    cancelTelling ??= clock.after(TELL_EVERY_MS, () => tell());
  }

  async function end(served: Served, why: ServedFileEnd): Promise<void> {
    const { id, name } = served.file;
    if (!all.delete(id)) return;
    served.cancelExpiry();
    served.ending.abort();
    tell({ id, name, why });
    log.info("media.file-ended", { why, fetches: served.fetches });
    await rm(served.path, { force: true });
  }

  function endInBackground(served: Served, why: ServedFileEnd): void {
    end(served, why).catch((error: unknown) => log.error("media.file-not-removed", error));
  }

  function assertRoom(): void {
    if (publicUrl() === null) throw new AppError("MEDIA_TUNNEL_MISSING");
    if (all.size + coming >= MOST_SERVED_FILES) {
      throw new AppError("MEDIA_FILES_TOO_MANY", { most: MOST_SERVED_FILES });
    }
  }

  function serve(copy: { readonly name: string; readonly bytes: number; readonly path: string }): ServedFile {
    const id = ServedFileId.parse(randomBytes(9).toString("base64url"));
    const token = randomBytes(16).toString("base64url");
    const servedAt = clock.now();
    const { kind, contentType } = kindOfFile(copy.name);
    const served: Served = {
      file: {
        id,
        name: copy.name,
        bytes: copy.bytes,
        kind,
        contentType,
        servedAt,
        expiresAt: servedAt + SERVED_FILE_LIFETIME_MS,
      },
      path: copy.path,
      token,
      tokenHash: digestOf(token),
      ending: new AbortController(),
      cancelExpiry: clock.after(SERVED_FILE_LIFETIME_MS, () => endInBackground(served, "expired")),
      messages: new Map(),
      fetches: 0,
      lastFetchAt: null,
    };
    all.set(id, served);
    log.info("media.file-served", { kind, bytes: copy.bytes });
    tell();
    return view(served);
  }

  async function empty(): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }

  return {
    start: empty,
    assertRoom,
    async take(incoming) {
      assertRoom();
      coming += 1;
      try {
        const name = plainFileName(incoming.name, "file");
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // The mask of the process may have taken more, and a folder that was there may have less.
        if (process.platform !== "win32") await chmod(folder, 0o700);
        const path = join(folder, randomBytes(9).toString("hex"));
        const bytes = await copyAside({ ...incoming, name }, path);
        if (isClosed) {
          await empty();
          throw new AppError("MEDIA_FILE_UNREADABLE", { name, reason: "Hookline is being stopped." });
        }
        return serve({ name, bytes, path });
      } finally {
        coming -= 1;
      }
    },
    list,
    async stop(id) {
      const served = all.get(id);
      if (served === undefined) throw new AppError("MEDIA_SERVED_UNKNOWN");
      await end(served, "stopped");
    },
    find(token) {
      const given = digestOf(token);
      let found: Served | null = null;
      for (const served of all.values()) if (timingSafeEqual(served.tokenHash, given)) found = served;
      if (found === null) return null;
      const served = found;
      if (clock.now() >= served.file.expiresAt) {
        endInBackground(served, "expired");
        return null;
      }
      const { name, bytes, contentType } = served.file;
      return {
        path: served.path,
        name,
        bytes,
        contentType,
        ended: served.ending.signal,
        fetched() {
          served.fetches += 1;
          served.lastFetchAt = clock.now();
          tellSoon();
        },
        missing: () => endInBackground(served, "missing"),
      };
    },
    namedIn: (text) =>
      [...all.values()].filter(({ token }) => text.includes(token)).map(({ file }) => file.id),
    awaitDelivery(id, message) {
      const served = all.get(id);
      if (served === undefined || served.messages.has(keyOf(message))) return;
      served.messages.set(keyOf(message), false);
      tell();
    },
    delivered(message) {
      const key = keyOf(message);
      for (const served of all.values()) {
        if (served.messages.get(key) !== false) continue;
        served.messages.set(key, true);
        if ([...served.messages.values()].every(Boolean)) endInBackground(served, "delivered");
        else tell();
      }
    },
    addressChanged() {
      if (all.size > 0) tell();
    },
    async close() {
      isClosed = true;
      const ending = [...all.values()];
      await Promise.all(ending.map((served) => end(served, "stopped")));
      cancelTelling?.();
      await empty();
    },
  };
}

function keyOf({ workspace, messageUuid }: NamingMessage): string {
  return `${workspace ?? ""} ${messageUuid}`;
}

function digestOf(token: string): Buffer {
  return hash("sha256", token, "buffer");
}
