// Exposes the bridge to the desktop's page, and nothing else: no channel name, no event object, no Electron API.
// Runs sandboxed, so it is built to one CommonJS file and imports the contract as types only.
import { contextBridge, ipcRenderer } from "electron";
import type { CallChannel, TopicChannel } from "./contract/channels.ts";
import type { Bridge, TopicName, TopicValue } from "./contract/contract.ts";
import type { AppErrorValue } from "./contract/errors.ts";

type Listener<N extends TopicName> = (value: TopicValue<N>) => void;

const CALL: CallChannel = "hookline:call";
const TOPIC: TopicChannel = "hookline:topic";
const HOST_LOST: AppErrorValue = { code: "CONTRACT_HOST_LOST", details: {} };

const listeners = new Map<string, Set<Listener<TopicName>>>();

ipcRenderer.on(TOPIC, (_event, name: string, value: TopicValue<TopicName>) => {
  for (const listener of listeners.get(name) ?? []) listener(value);
});

const bridge: Pick<Bridge, "call" | "subscribe"> = {
  async call(name, input) {
    try {
      return await ipcRenderer.invoke(CALL, name, input);
    } catch {
      // The handler itself never throws: only a main process that is going away, or that refuses this page, ends here.
      return { ok: false, error: HOST_LOST };
    }
  },
  subscribe(name, listener) {
    const ofTopic = listeners.get(name) ?? new Set();
    listeners.set(name, ofTopic);
    // The main process sends each topic with its own value, a link that TypeScript cannot follow through the channel.
    const own: Listener<TopicName> = (value) => listener(value as TopicValue<typeof name>);
    ofTopic.add(own);
    return () => {
      ofTopic.delete(own);
    };
  },
};

contextBridge.exposeInMainWorld("hookline", bridge);
