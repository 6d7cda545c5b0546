// Which connections of the listener carry no request, so that those of strangers who only sit there give way to webhooks.
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The idle ones among open connections. */
export interface IdleConnections {
  opened(socket: Socket): void;
  closed(socket: Socket): void;
  /** A request has come: its connection is busy. */
  asked(response: ServerResponse): void;
  /** It was answered: its connection is the newest of the idle ones, unless other requests on it wait. */
  answered(response: ServerResponse): void;
  /** Closes the one that has been idle longest, if any is. */
  closeIdlest(): void;
}

/** Knows none yet. */
export function createIdleConnections(): IdleConnections {
  // In the order in which they became idle.
  const idle = new Set<Socket>();
  /** How many requests wait behind the one in front; hardly anybody asks again before the answer. */
  const behind = new Map<Socket, number>();

  // By the request's socket: a response behind another one has none yet. And no listener for each response, which would
  // cost a hundredth of an acknowledgement.
  return {
    opened: (socket) => void idle.add(socket),
    closed: (socket) => {
      idle.delete(socket);
      behind.delete(socket);
    },
    asked: ({ req: { socket } }) => {
      if (idle.delete(socket) || socket.destroyed) return;
      behind.set(socket, (behind.get(socket) ?? 0) + 1);
    },
    answered: ({ req: { socket } }) => {
      const waiting = behind.get(socket);
      if (waiting === undefined) {
        if (!socket.destroyed) idle.add(socket);
      } else if (waiting === 1) behind.delete(socket);
      else behind.set(socket, waiting - 1);
    },
    closeIdlest: () => {
      const [idlest] = idle;
      if (idlest === undefined) return;
      idle.delete(idlest);
      idlest.destroy();
    },
  };
}
