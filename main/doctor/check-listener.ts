// Looks at what a running Hookline turned away or could not store. Paths are not told: they may hold a secret of somebody's.
import { formatCount } from "../../preload/contract/format-count.ts";
import {
  INBOUND_PATH,
  refusesEvents,
  STATUS_PATH,
  type ListenerState,
} from "../../preload/contract/listener.ts";
import { finding, problemSaid, type Finding } from "./finding.ts";

type WhatCame = Pick<
  ListenerState,
  "misdirected" | "unnamed" | "malformed" | "flooded" | "crowded" | "dropped" | "storeError"
>;

const UNSTORED = "The newest webhook was answered 503.";

/** A finding for each kind of it. */
export function checkListener({
  misdirected,
  unnamed,
  malformed,
  flooded,
  crowded,
  dropped,
  storeError,
}: WhatCame): readonly Finding[] {
  const elsewhere = misdirected.reduce((sum, { count }) => sum + count, unnamed?.count ?? 0);
  const words = [
    elsewhere > 0 &&
      `Requests to other paths than ${INBOUND_PATH} and ${STATUS_PATH}: ${formatCount(elsewhere)}. The status bar of Hookline names them.`,
    malformed !== null &&
      `Requests that could not be read: ${formatCount(malformed.count)}. The newest: ${malformed.reason}.`,
    flooded !== null &&
      `Webhooks answered 429: ${formatCount(flooded.count)}. The newest: ${flooded.reason}.`,
    crowded !== null &&
      `Webhooks answered 503: ${formatCount(crowded.count)}. The newest: ${crowded.reason}.`,
    dropped !== null &&
      `Connections closed for want of room: ${formatCount(dropped.count)}. The newest: ${dropped.reason}.`,
  ];
  const consequence = refusesEvents({ storeError }) ? UNSTORED : "";
  const unstored = storeError === null ? [] : [problemSaid("listener", storeError, consequence)];
  const doubts = words.filter((text) => text !== false).map((text) => finding("listener", "doubt", text));
  return [...unstored, ...doubts];
}
