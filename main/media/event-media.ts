// The use case: a person asks for the media of one event, to look at it or to save it.
//
// Threat model: see fetch-media.ts for the way there. Decided here is who vouches: an application JWT is minted only for an
// event whose signature was verified, for the application of that event's own workspace, for a minute, and only when the
// address is Vonage's store of media. Of the simulated workspace, samples are fetched from the running simulator itself,
// whatever port their address names; no other address of this computer ever is.
import type { KeyObject } from "node:crypto";
import { AppError } from "../../preload/contract/errors.ts";
import type { LoggedEvent } from "../../preload/contract/event.ts";
import { SIMULATED_WORKSPACE, type EventId, type WorkspaceId } from "../../preload/contract/ids.ts";
import { VONAGE_MEDIA_KEPT_MS, type FileDelivery, type LoadedMedia } from "../../preload/contract/media.ts";
import { isLoopbackHost, type Workspace } from "../../preload/contract/workspace.ts";
import { inWords } from "../network/diagnose-failure.ts";
import type { Clock, PersonFiles } from "../ports.ts";
import type { FetchMedia, MediaAnswer } from "./fetch-media.ts";
import { nameOfAddress } from "./file-name.ts";
import type { KeptMedia, KeptMedium } from "./kept-media.ts";
import { isVonageMedia, readMediaAddress } from "./media-address.ts";
import { readRaster } from "./raster.ts";

/** Media of logged events. */
export interface EventMedia {
  /** @throws AppError `EVENT_NOT_FOUND`, `MEDIA_…` */
  load(id: EventId): Promise<LoadedMedia>;
  /** As `load`, and then to the person's disk. */
  save(id: EventId): Promise<FileDelivery>;
}

/** What it works with, each as narrow as it needs it. */
export interface EventMediaParts {
  readonly store: { get(id: EventId): LoggedEvent };
  readonly workspaces: {
    get(id: WorkspaceId): Workspace;
    keyOf(id: WorkspaceId): Promise<KeyObject>;
  };
  readonly jwts: {
    mint(request: {
      readonly applicationId: string;
      readonly key: KeyObject;
      readonly lifetimeSeconds: number;
    }): Promise<{ readonly token: string }>;
  };
  readonly fetchMedia: FetchMedia;
  readonly kept: KeptMedia;
  readonly files: Pick<PersonFiles, "deliver">;
  /** Where the simulator listens; null while it does not. */
  readonly simulatorUrl: () => string | null;
  readonly clock: Clock;
}

/** Long enough for one request by clocks that differ a little. */
const JWT_SECONDS = 60;
/** What Vonage may answer for media it has no more; any other says nothing of them. */
const GONE: ReadonlySet<number> = new Set([400, 401, 403, 404, 410]);
/** Paths of the simulator's samples. */
const SAMPLE_PATH = /^\/v3\/media\/[a-z-]+\.[a-z0-9]+$/;

/** Makes the use case. */
export function createEventMedia(parts: EventMediaParts): EventMedia {
  const { store, workspaces, jwts, fetchMedia, kept, files, simulatorUrl, clock } = parts;
  /** Asked for twice at once, it is fetched once. */
  const underWay = new Map<EventId, Promise<KeptMedium>>();

  function mediumOf(id: EventId): Promise<KeptMedium> {
    const known = kept.get(id);
    if (known !== null) return Promise.resolve(known);
    const running = underWay.get(id);
    if (running !== undefined) return running;
    const fetching = fetchFor(id).finally(() => underWay.delete(id));
    underWay.set(id, fetching);
    return fetching;
  }

  async function fetchFor(id: EventId): Promise<KeptMedium> {
    const event = store.get(id);
    if (event.mediaUrl === null) throw new AppError("MEDIA_MISSING", { id });
    const sample = sampleOf(event, event.mediaUrl, simulatorUrl());
    const voucher = sample === null ? await voucherFor(event, event.mediaUrl) : WITHOUT;
    const answer = await fetchMedia(
      sample === null ? { address: event.mediaUrl, token: voucher.token } : { sample },
    );
    if (answer.status !== 200) throw refusalOf(answer, event, voucher);
    if (answer.body.byteLength === 0) throw new AppError("MEDIA_EMPTY", { host: answer.host });
    const medium: KeptMedium = {
      fileName: nameOfAddress(event.mediaUrl, event.messageType ?? "file"),
      contentType: answer.contentType,
      bytes: answer.body,
      raster: readRaster(answer.body),
    };
    kept.put(id, medium);
    return medium;
  }

  async function voucherFor(event: LoggedEvent, address: string): Promise<Voucher> {
    const read = readMediaAddress(address);
    if (!read.ok || !isVonageMedia(read.url)) return WITHOUT;
    // Its application is an invention of the simulator's, which Vonage has never heard of.
    if (event.simulated) return WITHOUT;
    if (event.kind !== "inbound" || event.signature?.state !== "verified") {
      return { token: null, lack: new AppError("MEDIA_JWT_UNVERIFIED") };
    }
    if (event.workspace === null) return { token: null, lack: new AppError("MEDIA_JWT_UNASSIGNED") };
    const { name, applicationId, key } = workspaces.get(event.workspace);
    if (applicationId === null || key === null) {
      return { token: null, lack: new AppError("MEDIA_JWT_KEYLESS", { workspace: name }) };
    }
    const { token } = await jwts.mint({
      applicationId,
      key: await workspaces.keyOf(event.workspace),
      lifetimeSeconds: JWT_SECONDS,
    });
    return { token, applicationId };
  }

  function refusalOf(
    { status, host, isAuthorized }: MediaAnswer,
    event: LoggedEvent,
    voucher: Voucher,
  ): AppError {
    const read = readMediaAddress(event.mediaUrl ?? "");
    const age = clock.now() - event.receivedAt;
    const isOfVonage = read.ok && isVonageMedia(read.url);
    if (isOfVonage && age > VONAGE_MEDIA_KEPT_MS && GONE.has(status)) {
      return new AppError("MEDIA_EXPIRED", { age: inWords(age), status });
    }
    if (status === 401 || status === 403) {
      if (voucher.token === null) {
        if (voucher.lack !== null) return voucher.lack;
      } else if (isAuthorized) {
        return new AppError("MEDIA_JWT_REFUSED", { status, applicationId: voucher.applicationId });
      }
    }
    return new AppError("MEDIA_UNAVAILABLE", { host, status });
  }

  return {
    async load(id) {
      const medium = await mediumOf(id);
      const { bytes, contentType, raster } = medium;
      const address = kept.addressOf(id);
      return {
        fileName: savedName(medium),
        bytes: bytes.byteLength,
        contentType: raster?.type ?? contentType ?? "application/octet-stream",
        picture:
          raster === null || address === null
            ? null
            : { address, width: raster.width, height: raster.height },
      };
    },
    async save(id) {
      const medium = await mediumOf(id);
      return files.deliver({ name: savedName(medium), bytes: medium.bytes });
    },
  };
}

/** A JWT, or why there is none although the address might want one. */
type Voucher =
  | { readonly token: string; readonly applicationId: string }
  | { readonly token: null; readonly lack: AppError | null };

const WITHOUT: Voucher = { token: null, lack: null };

/** The simulator's own sample that an event of its workspace names. Only the path counts: it may have moved its port. */
function sampleOf(event: LoggedEvent, address: string, simulatorUrl: string | null): URL | null {
  if (!event.simulated || event.workspace !== SIMULATED_WORKSPACE || simulatorUrl === null) return null;
  const url = URL.parse(address);
  if (url === null || url.protocol !== "http:" || !isLoopbackHost(url.origin)) return null;
  return SAMPLE_PATH.test(url.pathname) ? new URL(url.pathname, simulatorUrl) : null;
}

const RASTER_ENDINGS = {
  "image/png": /\.png$/i,
  "image/jpeg": /\.jpe?g$/i,
  "image/gif": /\.gif$/i,
  "image/webp": /\.webp$/i,
} as const;

/** Vonage's addresses end in an id: a picture gets the ending that it is. */
function savedName({ fileName, raster }: KeptMedium): string {
  if (raster === null || RASTER_ENDINGS[raster.type].test(fileName)) return fileName;
  return `${fileName}.${raster.type.slice("image/".length).replace("jpeg", "jpg")}`;
}
