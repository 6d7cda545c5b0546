// What the status bar says of the webhook listener.
import type { AppState } from "../../../preload/contract/app-state.ts";
import { refusesEvents } from "../../../preload/contract/listener.ts";

interface ListenerWords {
  readonly tone: "good" | "simulated" | "bad" | "unknown";
  readonly words: string;
  readonly address: string | null;
}

interface ListenerFacts {
  readonly app: AppState | undefined;
  readonly isConnected: boolean;
  readonly isSimulated: boolean;
}

/** State and address of the listener, in words. */
export function listenerWords({ app, isConnected, isSimulated }: ListenerFacts): ListenerWords {
  if (!isConnected) return { tone: "bad", words: "Not connected to Hookline", address: null };
  if (app === undefined) return { tone: "unknown", words: "Starting", address: null };
  const address = app.listener.url.replace(/^https?:\/\//, "");
  switch (app.listener.state) {
    case "failed":
      return { tone: "bad", words: "Not listening", address: null };
    case "stopped":
      return { tone: "unknown", words: "The listener is stopped", address: null };
    case "listening": {
      if (app.listener.storeError !== null) {
        const trouble = refusesEvents(app.listener) ? "Not storing events" : "Store damaged";
        return { tone: "bad", words: `${trouble}; listening on`, address };
      }
      return isSimulated
        ? { tone: "simulated", words: "Simulator listening on", address }
        : { tone: "good", words: "Listening on", address };
    }
  }
}
