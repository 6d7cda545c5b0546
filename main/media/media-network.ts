// The internet as the fetcher of media sees it: names become addresses, and a connection goes to one address.
import { lookup } from "node:dns/promises";
import { connect, type Socket } from "node:net";

/** An address as a resolver gave it. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** All that the fetcher has of the network. Tests put servers of their own behind it; what is allowed stays the same. */
export interface MediaNetwork {
  /** Every address of a name, in the order in which they are to be tried. */
  resolve(hostname: string): Promise<readonly ResolvedAddress[]>;
  /** Begins to connect to exactly this address. */
  connect(to: { readonly address: string; readonly port: number }): Socket;
  /** Certificates (PEM) of authorities that are trusted; the system's when left out. */
  readonly authorities?: readonly string[];
}

/** The real one. */
export const INTERNET: MediaNetwork = {
  resolve: (hostname) => lookup(hostname, { all: true, order: "verbatim" }),
  connect: ({ address, port }) => connect({ host: address, port }),
};
