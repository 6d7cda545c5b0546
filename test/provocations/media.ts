// Provokes what can go wrong with media: files that are served, and what a person sent in.
import { createDesktopFiles } from "../../main/hosts/electron/person-files.ts";
import type { Result } from "../../preload/contract/contract.ts";
import { EventId } from "../../preload/contract/ids.ts";
import { ServedFileId, type FileReceipt, type ServedFile } from "../../preload/contract/media.ts";
import type { WorkspaceInput } from "../../preload/contract/workspace.ts";
import { serveChosenInPage } from "../../renderer/features/media/serve-file.ts";
import { startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { startMediaApp, VONAGE_MEDIA, type InboundMedia } from "../fakes/media-app.ts";
import type { AnswerAsk } from "../fakes/media-internet.ts";
import { startTestApp } from "../fakes/running-app.ts";
import { refused, thrownBy, type Provocation, type Said } from "./stage.ts";

const VONAGE = "api-us.nexmo.com";
const CDN = "scontent.fbcdn.net";
const SOME = [Buffer.from("bytes")];
const AT_CDN: InboundMedia = { url: `https://${CDN}/a` };
const AT_VONAGE: InboundMedia = { url: VONAGE_MEDIA };

/** By code. */
export const mediaProvocations = {
  MEDIA_TUNNEL_MISSING: ({ callFails }) => callFails("media.serve", {}),
  MEDIA_FILE_TOO_LARGE: serving((serve) =>
    serve(Array.from({ length: 26 }, () => Buffer.alloc(1024 * 1024))),
  ),
  MEDIA_FILE_EMPTY: serving((serve) => serve([])),
  MEDIA_FILE_UNREADABLE: serving((serve) =>
    serve(
      (function* () {
        yield Buffer.from("bytes");
        throw new Error("The disk was taken out.");
      })(),
    ),
  ),
  MEDIA_FILES_TOO_MANY: serving(async (serve) => {
    for (let count = 0; count < 4; count += 1) await serve(SOME);
    return serve(SOME);
  }),
  MEDIA_UPLOAD_REFUSED: async ({ running: { fileTickets } }) => {
    const receipt = await fileTickets.receive(() => Promise.reject(new Error("Nothing is sent.")));
    return refused(
      await serveChosenInPage(new File(SOME, "a.png"), {
        bridge: { call: async () => given({ ok: true, value: receipt }) },
        // As the browser host answers once 30 s are over.
        fetch: async () => new Response("This address was used or has expired.", { status: 410 }),
      }),
    );
  },
  MEDIA_SERVED_UNKNOWN: ({ callFails }) => callFails("media.stop", { id: ServedFileId.parse("gone") }),

  MEDIA_MISSING: loading({ ...AT_CDN, type: "text" }),
  MEDIA_ADDRESS_REFUSED: loading({ url: "https://192.168.1.1/a.png" }),
  MEDIA_REDIRECTED: loading(AT_CDN, {
    host: CDN,
    answer: (_ask, response) => response.writeHead(302, { location: "/a" }).end(),
  }),
  MEDIA_TOO_LARGE: loading(AT_CDN, {
    host: CDN,
    answer: (_ask, response) => response.writeHead(200, { "content-length": "99999999" }).write("x"),
  }),
  MEDIA_TOO_SLOW: loading(AT_CDN, { host: CDN, answer: () => undefined, waitMs: 30_000 }),
  MEDIA_UNREACHABLE: loading(AT_CDN),
  MEDIA_EMPTY: loading(AT_CDN, { host: CDN, answer: (_ask, response) => response.end() }),
  MEDIA_EXPIRED: loading(AT_VONAGE, { host: VONAGE, answer: status(404), ageMs: 49 * 3_600_000 }),
  MEDIA_UNAVAILABLE: loading(AT_CDN, { host: CDN, answer: status(404) }),
  MEDIA_JWT_UNVERIFIED: loading({ ...AT_VONAGE, signed: "not" }, { host: VONAGE, answer: status(401) }),
  MEDIA_JWT_UNASSIGNED: loading({ ...AT_VONAGE, isForNobody: true }, { host: VONAGE, answer: status(401) }),
  MEDIA_JWT_KEYLESS: loading(AT_VONAGE, {
    host: VONAGE,
    answer: status(401),
    workspace: { privateKey: null },
  }),
  MEDIA_JWT_REFUSED: loading(AT_VONAGE, { host: VONAGE, answer: status(401) }),
  MEDIA_NOT_SAVED: async ({ folder }) => {
    const files = createDesktopFiles({
      dialog: {
        showOpenDialog: () => Promise.reject(new Error("It is not asked.")),
        // A folder is no place for bytes.
        showSaveDialog: async () => ({ canceled: false, filePath: folder() }),
      },
      window: () => null,
    });
    return thrownBy(() => files.deliver({ name: "a.png", bytes: Buffer.from("bytes") }));
  },
} satisfies Readonly<Record<string, Provocation>>;

type Serve = (bytes: Iterable<Uint8Array>) => Promise<Result<ServedFile>>;

/** What the last of some files is refused with, all sent as a page would, through a tunnel of their own. */
function serving(act: (serve: Serve) => Promise<Result<ServedFile>>): Provocation {
  return async ({ defer }) => {
    const server = await startLocaltunnelServer();
    defer(server.stop);
    const { app, fileTickets, stop } = await startTestApp();
    defer(stop);
    await app.call("tunnel.open", { provider: "localtunnel", host: server.url });
    return refused(
      await act(async (bytes) => {
        const receipt = given<FileReceipt>(await app.call("media.serve", {}));
        if (!receipt.ok) return receipt;
        const path = receipt.value.by === "ticket" ? receipt.value.path : "";
        const sent = fileTickets.upload(path.replace("/upload/", ""), {
          name: "bike.png",
          bytes: (async function* () {
            yield* bytes;
          })(),
        });
        if (sent === null) throw new Error("The ticket was refused.");
        return sent;
      }),
    );
  };
}

interface Way {
  readonly host?: string;
  readonly answer?: AnswerAsk;
  readonly workspace?: WorkspaceInput;
  /** How old the message is when it is asked for. */
  readonly ageMs?: number;
  /** How long the person waits for an answer. */
  readonly waitMs?: number;
}

/** What loading the media of a message that comes in is refused with. */
function loading(
  message: InboundMedia,
  { host, answer, workspace, ageMs = 0, waitMs }: Way = {},
): Provocation {
  return async ({ defer }): Promise<Said> => {
    const { internet, clock, receive, load, stop } = await startMediaApp(workspace);
    defer(stop);
    if (host !== undefined && answer !== undefined) await internet.serve(host, answer);
    const id = await receive(message);
    clock.advance(ageMs);
    const loaded = load(EventId.parse(id));
    if (waitMs !== undefined) {
      await internet.arrivals(1);
      clock.advance(waitMs);
    }
    return refused(await loaded);
  };
}

function status(code: number): AnswerAsk {
  return (_ask, response) => response.writeHead(code).end();
}

/** A call's result under the type that the contract gives it. */
function given<T>(result: Result<unknown>): Result<T> {
  return result as Result<T>; // of the call that was just made
}
