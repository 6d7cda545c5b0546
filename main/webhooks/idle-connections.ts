// Which connections of the listener carry no request, so that those of strangers who only sit there give way to webhooks.
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The idle ones among open connections. */
export interface IdleConnections {
  opened(socket: Socket): void;
  closed(socket: Socket): void;
  /** A request has come: its connection is busy. */
  asked(response: ServerResponse): void;
  /** It was answered: its connection is the newest of the idle ones. */
  answered(response: ServerResponse): void;
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
    // No listener for each response: that would cost a hundredth of an acknowledgement.
    asked: ({ socket }) => {
      if (socket !== null) idle.delete(socket);
    },
    answered: ({ socket }) => {
      if (socket !== null && !socket.destroyed) idle.add(socket);
    },
    closeIdlest: () => {
      const [idlest] = idle;
      if (idlest === undefined) return;
      idle.delete(idlest);
      idlest.destroy();
    },
  };
}
