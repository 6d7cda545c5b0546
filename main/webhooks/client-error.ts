// Answers what is no proper HTTP request.
import type { Socket } from "node:net";

const CLIENT_ERRORS: ReadonlyMap<string, string> = new Map([
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
]);

/** What is no HTTP gets a bare answer. A socket that never said anything gets none: a tunnel opens such ones ahead. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.writable && socket.bytesRead > 0 && error.code !== "ECONNRESET") {
    socket.end(
      `HTTP/1.1 ${CLIENT_ERRORS.get(error.code ?? "") ?? "400 Bad Request"}\r\nConnection: close\r\n\r\n`,
      // Its caller may never close, and such a connection is in no list that a stop goes through.
      () => socket.destroy(),
    );
  } else socket.destroy();
}
