// What a first run asks the log of the simulated workspace.
import type { CallInput } from "../../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE } from "../../../preload/contract/ids.ts";

/** A reply was sent. */
export const REPLY = newestOf("kind:reply");
/** A reply was read, and the simulator itself says so: it always has a secret, so nothing else is believed there. */
export const READ = newestOf("status:read sig:verified");

function newestOf(query: string): CallInput<"events.page"> {
  return { workspace: SIMULATED_WORKSPACE, query, upToId: null, offset: 0, limit: 1 };
}
