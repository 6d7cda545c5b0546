// What a simulated person is about to send: what the fields hold, and the message it becomes.
import { z } from "zod";
import { PayloadVersion } from "../../preload/contract/event.ts";
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import {
  SIMULATED_GREETING,
  SIMULATED_MESSAGE_TYPES,
  SimulatedMessage,
  SimulatorFault,
} from "../../preload/contract/simulator.ts";
import type { CallInput } from "../../preload/contract/contract.ts";

const StoredDraft = z.object({
  type: z.enum(SIMULATED_MESSAGE_TYPES),
  text: z.string(),
  url: z.string(),
  /** null = as the application asks for. */
  payloadVersion: PayloadVersion.nullable(),
  /** null = the faults in force spoil it, if there are any; an empty list spares it from them. */
  faults: z.array(SimulatorFault).nullable(),
});

/** What the fields hold. */
export type SimulatedDraft = Readonly<z.output<typeof StoredDraft>>;

/** What they hold before anything was typed. */
export const FIRST_SIMULATED_DRAFT: SimulatedDraft = {
  type: "text",
  text: SIMULATED_GREETING,
  url: "",
  payloadVersion: null,
  faults: null,
};

/** Reads a draft as it was stored; null when it is of no form that is known. */
export function readSimulatedDraft(stored: string): SimulatedDraft | null {
  try {
    return StoredDraft.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    // Written by an older page, or by somebody else: as good as none.
    return null;
  }
}

/** Why it cannot be sent yet; null when it can. */
export function draftProblem(draft: SimulatedDraft): "empty" | "too-long" | null {
  const { text, url } = SimulatedMessage.shape;
  if (draft.type === "text") {
    if (draft.text.trim() === "") return "empty";
    return text.safeParse(draft.text).success ? null : "too-long";
  }
  return url.safeParse(draft.url).success ? null : "too-long";
}

/** The message it becomes. A media message without an address gets a sample of the simulator's. */
export function messageOf(
  { type, text, url, payloadVersion, faults }: SimulatedDraft,
  person: { readonly psid: Psid; readonly pageId: PageId },
): CallInput<"simulator.receive"> {
  return {
    type,
    ...person,
    ...(type === "text" ? { text } : {}),
    ...(type === "text" || type === "unsupported" || url.trim() === "" ? {} : { url: url.trim() }),
    ...(payloadVersion === null ? {} : { payloadVersion }),
    fault: faults === null ? null : [...faults],
  };
}

/** What is left once it was sent: what was typed meanwhile stays, and the next message is sound again. */
export function withoutSent(now: SimulatedDraft, sent: SimulatedDraft): SimulatedDraft {
  return {
    ...now,
    text: now.text === sent.text && sent.type === "text" ? "" : now.text,
    url: now.url === sent.url && sent.type !== "text" ? "" : now.url,
    faults: String(now.faults) === String(sent.faults) ? null : now.faults,
  };
}
