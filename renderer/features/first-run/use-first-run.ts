// How far the first run is: nothing yet, on its way, or over for good.
import { useCallback, useEffect, useState } from "react";
import type { CallInput } from "../../../preload/contract/contract.ts";
import { EventId, SIMULATED_WORKSPACE } from "../../../preload/contract/ids.ts";
import { isRunningSimulator } from "../../../preload/contract/workspace.ts";
import { useCall, useRefresh } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { useEventPresence } from "../../components/use-event-counts.ts";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { useSettings } from "../../components/use-settings.ts";
import { navigate, useRoute } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { READ } from "./first-run-questions.ts";

/** The three things a first run shows. */
export interface FirstRunSteps {
  readonly isReceived: boolean;
  readonly isInspected: boolean;
  /** A reply was read, as the words of this step say. */
  readonly isReplied: boolean;
}

/**
 * `hero` = no event yet, `strip` = the steps fill, `over` = never again, or not without the simulator. It is `aside` while the
 * address is of an event of another workspace, and `unknown` until that is known of an address that was there first, and until it is
 * known whether there are events.
 */
export type FirstRun =
  | {
      readonly phase: "hero" | "strip";
      readonly steps: FirstRunSteps;
      /** Its first message will be opened as it arrives. */
      readonly isFirstAwaited: boolean;
      /** To be called where more of an event is on the screen than its thread. */
      readonly inspect: () => void;
      readonly finish: () => void;
    }
  | { readonly phase: "over" | "aside" | "unknown" };

/** How long the filled strip stays to be seen. */
const LINGER_MS = 4_000;
/** Stands in while no event is addressed; the question is not asked then. */
const NO_EVENT = EventId.parse(1);

/** Follows the first run. The first event of it is opened as it arrives. */
export function useFirstRun(): FirstRun {
  const [{ firstRunDone }, changeSettings] = useSettings();
  const workspace = useActiveWorkspace();
  const refresh = useRefresh();
  // There the event is a page of its own, and Back has to lead to the list.
  const isNarrow = useMediaWidth() === "narrow";
  const events = useEventPresence(SIMULATED_WORKSPACE);
  // What no workspace lists came, too: it is told of above the list, which the hero would hide.
  const everywhere = useEventPresence(null);
  const isRunning = !firstRunDone && isRunningSimulator(workspace);
  const isRead = useHasEvent(READ, isRunning);
  const [isInspected, setInspected] = useState(false);
  const isReceived = events?.inbound === true;
  // What was looked at once stays so, also when the list is back on a narrow screen.
  const inspect = useCallback(() => {
    if (isReceived) setInspected(true);
  }, [isReceived]);
  const isEmpty = isRunning && events?.any === false;
  const addressed = useAddressedEvent(isEmpty);
  const isFirstAwaited = isEmpty && addressed !== "elsewhere";

  useTopic("events.appended", (rows) => {
    if (!isRunning) return;
    // Each costs a look through the log, so only once it has another answer.
    if (!isRead && rows.some(({ status }) => status === "read")) refresh("events.page", READ);
    const first = rows.find(({ kind, workspace: id }) => kind === "inbound" && id === SIMULATED_WORKSPACE);
    if (isFirstAwaited && first !== undefined)
      navigate({ page: "events", id: first.id }, { replace: !isNarrow });
  });

  useEffect(() => {
    if (!isRunning || !isRead) return undefined;
    const timer = setTimeout(() => changeSettings({ firstRunDone: true }, { isUnasked: true }), LINGER_MS);
    return () => clearTimeout(timer);
  }, [isRunning, isRead, changeSettings]);

  if (!isRunning || events === null) return { phase: "over" };
  // The empty list has the same button as the hero: what is pressed there must not be gone the next moment.
  if (events === undefined || everywhere === undefined) return { phase: "unknown" };
  if (isEmpty && addressed !== "none") return { phase: addressed === "elsewhere" ? "aside" : "unknown" };
  return {
    phase: isFirstAwaited && everywhere?.unassigned !== true ? "hero" : "strip",
    steps: {
      isReceived,
      isInspected,
      isReplied: isRead,
    },
    isFirstAwaited,
    inspect,
    finish: () => changeSettings({ firstRunDone: true }),
  };
}

/** Whether the address is of an event that is not the simulator's; an event that is gone is none. */
function useAddressedEvent(enabled: boolean): "none" | "elsewhere" | "unknown" {
  const route = useRoute();
  const id = route.page === "events" ? route.id : null;
  const [idAtFirst] = useState(id);
  const isAsked = enabled && id !== null;
  const event = useCall("events.get", { id: id ?? NO_EVENT }, { enabled: isAsked });
  if (!isAsked || event.isError) return "none";
  // The first message's address may be here sooner than its count: then the hero stays for that moment.
  if (event.data === undefined) return id === idAtFirst ? "unknown" : "none";
  return event.data.workspace === SIMULATED_WORKSPACE ? "none" : "elsewhere";
}

function useHasEvent(question: CallInput<"events.page">, enabled: boolean): boolean {
  return (useCall("events.page", question, { enabled }).data?.total ?? 0) > 0;
}
