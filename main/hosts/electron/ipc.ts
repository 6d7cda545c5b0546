// Binds the contract to Electron's channels: one for calls, one for topics.
// Threat model: only the top frame of our own window may call. Anything else that managed to run is refused before its
// words are looked at; what remains goes through `dispatch`, which validates.
import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from "electron";
import { CALL_CHANNEL, TOPIC_CHANNEL } from "../../../preload/contract/channels.ts";
import { contract, isTopicName } from "../../../preload/contract/contract.ts";
import type { App } from "../../app-shape.ts";
import type { Log } from "../../ports.ts";
import { BUNDLE_ORIGIN } from "./bundle.ts";

/** What the binding needs. */
export interface IpcParts {
  readonly ipcMain: Pick<IpcMain, "handle" | "removeHandler">;
  readonly app: Pick<App, "call" | "subscribe">;
  readonly log: Log;
  /** Our window, while there is one. */
  readonly window: () => BrowserWindow | null;
}

/** Starts answering calls and forwarding topics; returns what ends it. */
export function bindIpc({ ipcMain, app, log, window }: IpcParts): () => void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => {
    if (!isOurPage(event, window())) {
      log.info("refused a call from a page that is not ours");
      throw new Error("refused");
    }
    return app.call(typeof name === "string" ? name : "", input);
  });
  const ends = Object.keys(contract.topics)
    .filter(isTopicName)
    .map((name) =>
      app.subscribe(name, (value) => {
        const page = window()?.webContents;
        if (page === undefined || page.isDestroyed()) return;
        const cut = contract.topics[name].safeParse(value);
        if (cut.success) page.send(TOPIC_CHANNEL, name, cut.data);
        else log.error(`topic ${name} has the wrong form`, cut.error);
      }),
    );
  return () => {
    ipcMain.removeHandler(CALL_CHANNEL);
    for (const end of ends) end();
  };
}

function isOurPage({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  if (window === null || senderFrame === null) return false;
  return (
    sender.id === window.webContents.id &&
    senderFrame.parent === null &&
    senderFrame.url.startsWith(`${BUNDLE_ORIGIN}/`)
  );
}
