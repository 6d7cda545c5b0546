// The browser host's addresses for files: uploads, downloads, and the pictures that the page shows.
// Threat model: see file-tickets.ts and kept-media.ts. Besides, every request has to come from our own page, and whatever is
// answered is told to be what it is and nothing else (`nosniff`). How long a body may be is for who copies it to say.
import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
import { FILE_NAME_HEADER } from "../../../preload/contract/media.ts";
import type { App } from "../../app-shape.ts";
import { attachmentHeader } from "../../media/file-name.ts";
import { PICTURE_PATH } from "../../media/kept-media.ts";
import { DOWNLOAD_PATH, UPLOAD_PATH, type FileTickets } from "./file-tickets.ts";
import type { OriginGuard } from "./origin-guard.ts";

/** What the addresses work with. */
export interface FileRouteParts {
  readonly guard: OriginGuard;
  readonly files: FileTickets;
  readonly picture: App["picture"];
  readonly refuse: (reply: FastifyReply, status: number, sentence: string) => FastifyReply;
}

const BYTES = "application/octet-stream";
const GONE = "This address was used or has expired.";
const FOREIGN = "Only Hookline’s own page may ask.";

interface Ticketed {
  Params: { readonly ticket: string };
}

/** Adds them. */
export async function addFileRoutes(
  server: FastifyInstance,
  { guard, files, picture, refuse }: FileRouteParts,
): Promise<void> {
  // A plugin of its own, so that no other address takes a body of this kind.
  await server.register(async (uploads) => {
    // As it comes, whole files are never in memory.
    uploads.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload));
    uploads.post<Ticketed>(`${UPLOAD_PATH}:ticket`, async (request, reply) => {
      // What is not taken is not read to its end either, and then nothing can follow on its connection.
      const turnAway = (status: number, sentence: string): FastifyReply =>
        refuse(reply.header("connection", "close"), status, sentence);
      if (!guard.isSameOrigin(request.headers)) return turnAway(403, FOREIGN);
      if (request.headers["content-type"] !== BYTES) return turnAway(415, "A file is sent as bytes.");
      const name = readName(request.headers[FILE_NAME_HEADER]);
      // The parser above handed on the request itself. Who stops reading it still has an answer to give.
      const bytes = (request.body as IncomingMessage).iterator({ destroyOnReturn: false });
      const result = await files.upload(request.params.ticket, { name, bytes });
      if (result === null) return turnAway(410, GONE);
      if (!result.ok) void reply.header("connection", "close");
      return reply.code(200).type("application/json").send(result);
    });
  });

  server.get<Ticketed>(`${DOWNLOAD_PATH}:ticket`, async (request, reply) => {
    if (!guard.isOwnNavigation(request.headers)) return refuse(reply, 403, FOREIGN);
    const file = files.download(request.params.ticket);
    if (file === null) return refuse(reply, 410, GONE);
    return reply
      .header("content-disposition", attachmentHeader(file.name))
      .type(BYTES)
      .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
  });

  server.get<{ Params: { readonly picture: string } }>(`${PICTURE_PATH}:picture`, async (request, reply) => {
    if (!guard.isOwnNavigation(request.headers)) return refuse(reply, 403, FOREIGN);
    const found = picture(request.params.picture);
    if (found === null) return refuse(reply, 404, "There is nothing here.");
    return reply
      .type(found.type)
      .send(Buffer.from(found.bytes.buffer, found.bytes.byteOffset, found.bytes.byteLength));
  });
}

function readName(header: string | string[] | undefined): string {
  if (typeof header !== "string") return "";
  try {
    return decodeURIComponent(header);
  } catch {
    // A name that cannot be read is none; the file gets another.
    return "";
  }
}
