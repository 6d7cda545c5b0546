// The tunnel as steps need it: the one that opens it, and its two addresses to copy.
import type { StepAction } from "../../preload/contract/linking.ts";
import type { StepContext, StepTemplate } from "./step-template.ts";

/** Opening the tunnel. */
export const openTunnelStep: StepTemplate = {
  id: "before.tunnel",
  title: () => "Open the tunnel",
  mistake:
    "Its address changes with each opening unless you ask for a name: then the URLs must be pasted again.",
  notes: () => ["Whoever knows its address reaches the webhook listener and the files you serve."],
  actions: ({ facts }) => (facts.tunnel === null ? [{ kind: "open-tunnel", label: "Open tunnel" }] : []),
  waitsFor: "Waiting for a tunnel",
};

/** Copies of the tunnel's two addresses; none while it is not open. */
export function copyAddresses({ facts: { tunnel } }: StepContext): readonly StepAction[] {
  if (tunnel === null) return [];
  return [
    { kind: "copy", label: "Copy inbound URL", value: tunnel.inbound },
    { kind: "copy", label: "Copy status URL", value: tunnel.status },
  ];
}
