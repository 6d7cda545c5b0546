// What a first run asks the log of the simulated workspace.
import type { CallInput } from "../../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE } from "../../../preload/contract/ids.ts";

/** A reply was read, and the simulator itself says so: it always has a secret, so nothing else is believed there. */
export const READ: CallInput<"events.page"> = {
  workspace: SIMULATED_WORKSPACE,
  query: "status:read sig:verified",
  upToId: null,
  offset: 0,
  limit: 1,
};
