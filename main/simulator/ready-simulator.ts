// What the ready line tells scripts of a running simulator.
import type { ReadyInfo } from "../app-shape.ts";
import type { SimulatorIdentity } from "./identity.ts";

/** What scripts may know of a running simulator: its secrets are invented and open nothing else. */
export function readySimulator(
  url: string,
  identity: SimulatorIdentity,
): NonNullable<ReadyInfo["simulator"]> {
  return {
    url,
    controlKey: identity.controlKey,
    apiKey: identity.apiKey,
    apiSecret: identity.apiSecret,
    signatureSecret: identity.signatureSecret,
    applicationId: identity.applicationId,
    privateKeyFile: identity.privateKeyFile,
    pageId: identity.pageId,
    psid: identity.psid,
  };
}
