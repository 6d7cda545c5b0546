// The part of the localtunnel library that holds its connections. It ships no types.
declare module "localtunnel/lib/TunnelCluster.js" {
  import type { EventEmitter } from "node:events";
  import type { Socket } from "node:net";

  /** Where the connections start and end. */
  interface TunnelClusterOptions {
    /** Address of the server; its name when left out. */
    readonly remote_ip: string | undefined;
    readonly remote_host: string;
    readonly remote_port: number;
    readonly local_port: number;
  }

  interface TunnelClusterEvents {
    /** A connection to the server stands. */
    open: [socket: Socket];
    /** One was closed; the library expects to be asked for another. */
    dead: [];
    /** One was refused. */
    error: [error: Error];
  }

  export default class TunnelCluster extends EventEmitter<TunnelClusterEvents> {
    constructor(options: TunnelClusterOptions);
    /** Opens one connection to the server, and for it one to the listener. */
    open(): void;
  }
}
