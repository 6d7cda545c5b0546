// The internet as the fetcher of media sees it: names become addresses, and a connection goes to one address.
import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import type { MediaNetwork } from "../ports.ts";

/** The real one. */
export const INTERNET: MediaNetwork = {
  resolve: (hostname) => lookup(hostname, { all: true, order: "verbatim" }),
  connect: ({ address, port }) => connect({ host: address, port }),
};
