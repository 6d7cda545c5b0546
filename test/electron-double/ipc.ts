// ipcMain: handlers of `invoke`, listeners of `send`.
import { EventEmitter } from "node:events";
import { strict } from "./strict.ts";

type Handler = (event: unknown, ...values: readonly unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

const target = new IpcMain();

/** Electron's `ipcMain`. */
export const ipcMain: IpcMain = strict("ipcMain", target);
