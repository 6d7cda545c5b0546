// Why no webhook arrives: what Hookline sees by itself, and what only the person can look up.
import type { AppState } from "../../../preload/contract/app-state.ts";
import {
  INBOUND_PATH,
  isMeantForUs,
  refusesEvents,
  STATUS_PATH,
} from "../../../preload/contract/listener.ts";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { formatCount } from "../../components/format.ts";

/** `unknown`: only the dashboard can tell. */
export type CauseState = "fine" | "wrong" | "unknown";

/** One thing to look at. */
export interface Cause {
  readonly id: string;
  readonly state: CauseState;
  readonly text: string;
}

/** The things to look at, in the order a message passes them. */
export function likelyCauses(app: AppState, workspace: Workspace): readonly Cause[] {
  const ours = [listenerCause(app), ...misdirectedCauses(app), ...malformedCauses(app)];
  if (workspace.kind === "simulated") return [...ours, simulatorCause(app)];
  return [
    ...ours,
    tunnelCause(app),
    { id: "urls", state: "unknown", text: "Both URLs are set in the application’s Messages settings." },
    { id: "method", state: "unknown", text: "The HTTP method there is POST." },
    { id: "part2", state: "unknown", text: "The Page is linked to the application (Part 2 of linking)." },
  ];
}

function listenerCause({ listener }: AppState): Cause {
  if (refusesEvents(listener))
    return { id: "listener", state: "wrong", text: "Events cannot be stored, so webhooks are answered 503." };
  return listener.state === "listening"
    ? { id: "listener", state: "fine", text: `Hookline listens on ${listener.url}.` }
    : { id: "listener", state: "wrong", text: "The webhook listener does not run." };
}

function misdirectedCauses({ listener }: AppState): readonly Cause[] {
  // However many paths a scanner tried since.
  const likeliestFirst = listener.misdirected.toSorted(
    (one, other) => Number(isMeantForUs(other)) - Number(isMeantForUs(one)),
  );
  return likeliestFirst.slice(0, 3).map(({ method, path, count }) => ({
    id: `path ${method} ${path}`,
    state: "wrong",
    text: `${method} ${path} came ${count === 1 ? "once" : `${formatCount(count)} times`}. The paths are ${INBOUND_PATH} and ${STATUS_PATH}.`,
  }));
}

function malformedCauses({ listener: { malformed } }: AppState): readonly Cause[] {
  if (malformed === null) return [];
  const { count, reason } = malformed;
  const refused =
    count === 1
      ? "A request was refused: "
      : `${formatCount(count)} requests were refused, the last one because `;
  const text = `${refused}${reason}.`;
  return [{ id: "malformed", state: "wrong", text }];
}

function tunnelCause({ tunnel }: AppState): Cause {
  switch (tunnel.state) {
    case "open":
      return tunnel.addressChanged
        ? { id: "tunnel", state: "wrong", text: "The tunnel’s address changed. Set the new URLs at Vonage." }
        : { id: "tunnel", state: "fine", text: `The tunnel is open at ${tunnel.url}.` };
    case "off":
      return {
        id: "tunnel",
        state: "wrong",
        text: "The tunnel is off, so Vonage cannot reach this computer.",
      };
    case "starting":
      return { id: "tunnel", state: "unknown", text: "The tunnel is starting." };
    case "reconnecting":
      return {
        id: "tunnel",
        state: "wrong",
        text: "The tunnel is reconnecting; Vonage cannot reach you now.",
      };
    case "failed":
      return { id: "tunnel", state: "wrong", text: "The tunnel could not be opened." };
  }
}

function simulatorCause({ simulator }: AppState): Cause {
  return simulator.running
    ? { id: "simulator", state: "fine", text: "The simulator runs. Press the button above." }
    : { id: "simulator", state: "wrong", text: "The simulator does not run." };
}
