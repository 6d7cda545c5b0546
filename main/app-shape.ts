// What a running Hookline offers its host, and what a host chooses when it makes one.
import type { AppState } from "../preload/contract/app-state.ts";
import type { Handlers, Result, TopicName, TopicValue } from "../preload/contract/contract.ts";

/** A picture as a host sends it to the page. */
export interface ShownPicture {
  /** A media type of raster pictures, e.g. image/png. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A port somebody asked for. A taken default moves on to a free one; a taken explicit one is an error. 0 = any. */
export interface PortWish {
  readonly port: number;
  readonly isExplicit: boolean;
}

/** Ports of a plain start, in every host. */
export const DEFAULT_PORTS = { ui: 4816, listen: 4817, simulator: 4818 } as const;

/** Where a taken default port moves on from. */
export const FIRST_SPARE_PORT = 4819;

/** Secrets handed in by the environment: they make one workspace that is kept in memory only. */
export interface EnvironmentSecrets {
  readonly apiKey: string | null;
  readonly apiSecret: string | null;
  readonly applicationId: string | null;
  /** PEM. */
  readonly privateKey: string | null;
  readonly signatureSecret: string | null;
}

/** What a host chooses for one run. */
export interface AppOptions {
  readonly listenPort: PortWish;
  /** null = without the simulator. */
  readonly simulatorPort: PortWish | null;
  /** null = nothing came from the environment. */
  readonly environment: EnvironmentSecrets | null;
  /** Warnings of the host that the person should see, e.g. about the data folder. */
  readonly warnings: readonly string[];
  /** Called once everything listens, with what `run.json` needs; undefined where nobody reads it. */
  readonly onRunning?: (running: RunningPorts) => void;
}

/** Where a started Hookline can be reached by commands of the same person. */
export interface RunningPorts {
  readonly listener: number;
  readonly simulator: number | null;
  readonly control: number;
  readonly controlKey: string;
  /** The page's; absent where there is none, or it does not listen yet. */
  readonly ui?: number | undefined;
}

/** What scripts are told when everything listens. Its secrets are only those the simulator invented. */
export interface ReadyInfo {
  readonly host: AppState["host"];
  readonly pid: number;
  readonly dataDir: string;
  readonly listener: { readonly url: string; readonly inbound: string; readonly status: string };
  readonly simulator: {
    readonly url: string;
    readonly controlKey: string;
    readonly apiKey: string;
    readonly apiSecret: string;
    readonly signatureSecret: string;
    readonly applicationId: string;
    readonly privateKeyFile: string;
    readonly pageId: string;
    readonly psid: string;
  } | null;
  readonly tunnel: string | null;
}

/** A Hookline without its host: the services, wired once. */
export interface App {
  readonly handlers: Handlers;
  /** Runs one call by {@link Handlers}, as `dispatch` does; failures come back as values. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Returns what ends the subscription. Values are not yet cut to the topic's schema: the host does that. */
  subscribe<N extends TopicName>(topic: N, listener: (value: TopicValue<N>) => void): () => void;
  /** Opens the store and every port. @throws AppError `LISTENER_PORT_TAKEN`, `DATA_FILE_DAMAGED`, `STORE_TOO_NEW` */
  start(): Promise<void>;
  /** Stops accepting, answers what is in flight, flushes and closes. Safe to call twice; done within 5 s. */
  stop(): Promise<void>;
  /** Of how many applications `stop` could not put the webhook URLs back. Also after it. */
  urlsLeft(): number;
  /** A picture that was loaded, for its host to send to the page; null when there is none (any more). After `start`. */
  picture(token: string): ShownPicture | null;
  /** Names a port of the host's, which the simulator then never calls. Only after `start`. */
  reservePort(port: number): void;
  /** Only after `start`. */
  ready(): ReadyInfo;
  appState(): AppState;
}
