// A webhook listener that listens, and has turned nothing away.
import type { ListenerState } from "../../preload/contract/listener.ts";

/** At the usual port. */
export const LISTENING: ListenerState = {
  state: "listening",
  url: "http://127.0.0.1:4817",
  inbound: "http://127.0.0.1:4817/webhooks/inbound",
  status: "http://127.0.0.1:4817/webhooks/status",
  port: 4817,
  wantedPort: null,
  misdirected: [],
  unnamed: null,
  storeError: null,
  flooded: null,
  malformed: null,
  crowded: null,
  dropped: null,
};
