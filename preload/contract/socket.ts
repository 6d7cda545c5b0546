// What travels over the one WebSocket of the browser host: a hello, then calls and topics. JSON values only.
import { z } from "zod";

/** The path of the WebSocket, on the origin that served the page. */
export const BRIDGE_PATH = "/bridge";
/** A page that has not said hello within this time is shut out. */
export const HELLO_TIMEOUT_MS = 5_000;
/** Largest message a page may send, in bytes. */
export const MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

/** Close codes of ours: the page must not try again with the same key (`refused`), or must reload (`outdated`). */
export const SOCKET_CLOSE = { refused: 4401, outdated: 4409, malformed: 4400 } as const;

/** Page to host. `hello` is the first message, exactly once. */
export const PageMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("hello"), key: z.string().max(200), contractVersion: z.int() }),
  z.object({ type: z.literal("call"), id: z.int(), name: z.string().max(100), input: z.unknown() }),
  z.object({ type: z.literal("subscribe"), topic: z.string().max(100) }),
  z.object({ type: z.literal("unsubscribe"), topic: z.string().max(100) }),
]);
export type PageMessage = z.output<typeof PageMessage>;

/**
 * Host to page. `welcome` answers a good hello with the host's time, epoch ms; `refused` (wrong or old key) and `outdated`
 * (the page is of another version and reloads itself) come before the host closes the socket.
 */
export type HostMessage =
  | { readonly type: "welcome"; readonly contractVersion: number; readonly now: number }
  | { readonly type: "refused" }
  | { readonly type: "outdated"; readonly contractVersion: number }
  | { readonly type: "result"; readonly id: number; readonly result: unknown }
  | { readonly type: "topic"; readonly topic: string; readonly value: unknown };
