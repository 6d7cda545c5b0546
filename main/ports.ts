// What a host supplies to the services. A service never asks which host it is in.
import type { SecureContext } from "node:tls";
import type { AppState } from "../preload/contract/app-state.ts";
import type { SecretDelivery } from "../preload/contract/jwt.ts";
import type { Authorities } from "../preload/contract/network.ts";
import type { Settings } from "../preload/contract/settings.ts";
import type { Way } from "./network/proxy.ts";
import type { ImportSurroundings } from "./workspaces/imports/places.ts";

/** Keeps secrets, and nothing else does. Names are paths like `workspace/<id>/private-key`. */
export interface SecretVault {
  readonly kind: AppState["vault"]["kind"];
  /** How secrets are kept, in plain words, when that is weaker than the system's keychain; else null. */
  readonly warning: string | null;
  /** @throws AppError `CREDENTIALS_VAULT_LOCKED`, `DATA_FILE_DAMAGED` */
  get(name: string): Promise<string | null>;
  /** @throws AppError `CREDENTIALS_VAULT_UNAVAILABLE` */
  set(name: string, value: string): Promise<void>;
  /** Removing what is not there is fine. */
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}

/** The settings file of the host: electron-store on the desktop, conf elsewhere. Values are checked by the service. */
export interface SettingsFile {
  read(): unknown;
  write(settings: Settings): void;
}

/** The only source of time and timers; tests hand in a frozen one. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Monotonic milliseconds with fractions, for durations. */
  elapsed(): number;
  /** Calls back once after `delayMs`; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Brings a secret to the person's clipboard without passing through the page. */
export interface SecretClipboard {
  /** `read` is called once, when the secret is really taken. */
  deliver(read: () => Promise<string>): Promise<SecretDelivery>;
}

/** Writes one line to `hookline.log`. Never given bodies, texts or secrets. */
export interface Log {
  info(event: string, details?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, error: unknown): void;
}

/** The way out of this computer: by which proxy, and trusting whom. */
export interface Network {
  /** The way to an address. This computer's own servers never have a proxy. Never rejects. */
  wayTo(url: URL): Promise<Way>;
  /** Whom TLS trusts; undefined = whom Node trusts. Reading a system's store takes a moment, once. */
  secureContext(): SecureContext | undefined;
  /** How many authorities that are, by where they come from. */
  authorities(): Authorities;
}

/** Everything that differs between the desktop app, the browser host and a test. */
export interface HostPorts {
  readonly host: AppState["host"];
  readonly version: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly network: Network;
  readonly vault: SecretVault;
  readonly settingsFile: SettingsFile;
  readonly secretClipboard: SecretClipboard;
  /** Where credentials of Vonage's tools are looked for, when a person asks for it. */
  readonly importsFrom: ImportSurroundings;
}
