// Which connections of the listener carry no request, so that those of strangers who only sit there give way to webhooks.
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The idle ones among open connections. */
export interface IdleConnections {
  opened(socket: Socket): void;
  closed(socket: Socket): void;
  /** Its connection is not idle until the answer has left. */
  answering(response: ServerResponse): void;
  /** Closes the one that has been idle longest, if any is. */
  closeIdlest(): void;
}

/** Knows none yet. */
export function createIdleConnections(): IdleConnections {
  // In the order in which they became idle.
  const idle = new Set<Socket>();
  return {
    opened: (socket) => void idle.add(socket),
    closed: (socket) => void idle.delete(socket),
    answering: (response) => {
      const { socket } = response;
      if (socket === null || !idle.delete(socket)) return;
      response.once("close", () => {
        if (!socket.destroyed) idle.add(socket);
      });
    },
    closeIdlest: () => {
      const [idlest] = idle;
      if (idlest === undefined) return;
      idle.delete(idlest);
      idlest.destroy();
    },
  };
}
