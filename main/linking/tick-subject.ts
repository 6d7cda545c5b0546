// What a tick was about: a step that was done for one application, or one Page, is not done for another. Pure.
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import { isPart1, isPart2 } from "./step-groups.ts";

/** What a workspace had when a step was ticked, or has now; null = none, or not known. */
export interface TickSubject {
  readonly applicationId: string | null;
  readonly apiKey: string | null;
  readonly pageId: string | null;
}

/** Whose ticks are meant, and what that workspace has now. */
export interface TickKey extends TickSubject {
  readonly workspace: WorkspaceId;
}

/** The {@link TickKey} of a workspace as it is now. */
export function tickKeyOf({ id, applicationId, apiKey, pageId }: Workspace): TickKey {
  return { workspace: id, applicationId, apiKey, pageId };
}

/** Whether what was ticked for `then` still says something `now`. What was not known at the time stands in nobody's way. */
export function isStillAbout(step: string, then: TickSubject, now: TickSubject): boolean {
  return membersOf(step).every((member) => {
    const [before, after] = [then[member], now[member]];
    if (before === null || after === null || before === after) return true;
    return member === "applicationId" && isSameApplication(before, after);
  });
}

function membersOf(step: string): readonly (keyof TickSubject)[] {
  if (isPart1(step) || step === "proof.reminder") return ["apiKey", "pageId"];
  if (isPart2(step) || step === "proof.inbound" || step === "proof.delivered")
    return ["applicationId", "apiKey", "pageId"];
  if (step === "before.urls" || step === "before.key" || step === "before.jwt") return ["applicationId"];
  return [];
}
