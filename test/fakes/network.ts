// A network without proxies, so that no test depends on what the environment of whoever runs it says.
import { createNetwork } from "../../main/network/network.ts";

/** Straight out, trusting whom Node trusts. */
export const plainNetwork = createNetwork({ environment: {}, systemAuthorities: () => [] });
