// The bridge as a page uses it, without a page.
import { once } from "node:events";
import { WebSocket } from "ws";
import { CONTRACT_VERSION } from "../../preload/contract/app-state.ts";
import type { CallInput, CallName, CallOutput, Result } from "../../preload/contract/contract.ts";
import { BRIDGE_PATH, type HostMessage, type PageMessage } from "../../preload/contract/socket.ts";

/** A connection to a running browser host. */
export interface BridgeClient {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  close(): void;
}

/** Connects with the address that the ready line gives, key included. */
export async function connectBridge(ui: string): Promise<BridgeClient> {
  const { origin, host, hash } = new URL(ui);
  const socket = new WebSocket(`ws://${host}${BRIDGE_PATH}`, { origin });
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  let lastId = 0;
  let welcome: (() => void) | null = null;
  const welcomed = new Promise<void>((resolve) => {
    welcome = resolve;
  });
  socket.on("message", (data) => {
    // The host's own messages, in the form of the contract.
    const message = JSON.parse(String(data)) as HostMessage;
    if (message.type === "welcome") welcome?.();
    if (message.type !== "result") return;
    waiting.get(message.id)?.(message.result as Result<unknown>);
    waiting.delete(message.id);
  });
  const send = (message: PageMessage): void => socket.send(JSON.stringify(message));
  await once(socket, "open");
  send({ type: "hello", key: hash.replace("#key=", ""), contractVersion: CONTRACT_VERSION });
  await welcomed;
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const id = ++lastId;
      const result = await new Promise<Result<unknown>>((resolve) => {
        waiting.set(id, resolve);
        send({ type: "call", id, name, input });
      });
      if (!result.ok) throw new Error(`${name} failed: ${result.error.code}`);
      // The host checked the output by the same table.
      return result.value as CallOutput<N>;
    },
    close: () => socket.close(),
  };
}
