// Answers what is no proper HTTP request.
import type { Duplex } from "node:stream";
import type { Socket } from "node:net";

interface Answer {
  readonly status: string;
  /** In words, for the person whose webhooks do not arrive. */
  readonly reason: string;
}

const CLIENT_ERRORS: ReadonlyMap<string, Answer> = new Map([
  [
    "HPE_HEADER_OVERFLOW",
    { status: "431 Request Header Fields Too Large", reason: "its headers were too large" },
  ],
  [
    "ERR_HTTP_REQUEST_TIMEOUT",
    { status: "408 Request Timeout", reason: "it did not come to its end in time" },
  ],
  ["HPE_INVALID_METHOD", { status: "400 Bad Request", reason: "its method is unknown to HTTP" }],
  ["HPE_INVALID_EOF_STATE", { status: "400 Bad Request", reason: "it broke off before its end" }],
]);
const NO_HTTP: Answer = { status: "400 Bad Request", reason: "it was no proper HTTP request" };

/**
 * What is no HTTP gets a bare answer, and the reason is told to `onRefused`. A socket that never said anything gets none: a
 * tunnel opens such ones ahead.
 */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  onRefused: (reason: string) => void,
): void {
  if (socket.bytesRead > 0 && socket.writable && error.code !== "ECONNRESET") {
    const { status, reason } = CLIENT_ERRORS.get(error.code ?? "") ?? NO_HTTP;
    onRefused(reason);
    end(socket, `HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  } else socket.destroy();
}

/** `CONNECT` asks for a way through, which nobody gets here. */
export function refuseConnect(socket: Duplex): void {
  end(
    socket,
    "HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  );
}

/** Its caller may never close, and such a connection is in no list that a stop goes through. */
function end(socket: Duplex, answer: string): void {
  socket.end(answer, () => socket.destroy());
}
