// What the listener needs to know of sockets and addresses.
import type { ServerResponse } from "node:http";
import type { WebhookPath } from "./parse.ts";
import type { ReadBody } from "./read-body.ts";

/** A request with its body. */
export interface Arrived {
  readonly webhook: WebhookPath;
  readonly path: string;
  readonly receivedAt: number;
  readonly startedAt: number;
  readonly read: ReadBody;
  /** Gives back the room its body took; null = it took none. */
  readonly release: (() => void) | null;
}

/** Monotonic times of one request's steps, in milliseconds. */
export interface Since {
  readonly startedAt: number;
  readonly readAt: number;
}

/** With the moment its answer was given. */
export interface Moments extends Since {
  readonly answeredAt: number;
}

/** Whether all bytes of an answer are with the system already, as those of a short one are. */
export function hasLeft({ socket }: ServerResponse): boolean {
  return socket !== null && socket.writableLength === 0 && !socket.destroyed && socket.errored === null;
}

/** What a caller on this computer writes for the address we are bound to. */
export function urlHost(bindAddress: string): string {
  if (bindAddress === "0.0.0.0" || bindAddress === "::") return "127.0.0.1";
  return bindAddress.includes(":") ? `[${bindAddress}]` : bindAddress;
}
