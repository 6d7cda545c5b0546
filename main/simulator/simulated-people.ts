// The people of the log as the simulator knows them: its clock may have been played ahead, and it forgets whoever is removed.
import type { Person } from "../../preload/contract/conversation.ts";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import type { Simulator } from "./simulator-shape.ts";

/**
 * A person with the moment that counts for the 24-hour window. Of the simulated workspace it is the one by which the
 * simulator delivers or rejects; whoever did not write in this run, and anybody elsewhere, stays as the log has them.
 */
export function asSimulated(person: Person, simulator: Pick<Simulator, "wroteAt">): Person {
  const lastInboundAt = person.workspace === SIMULATED_WORKSPACE ? simulator.wroteAt(person) : undefined;
  return lastInboundAt === undefined ? person : { ...person, lastInboundAt };
}
