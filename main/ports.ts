// What a host supplies to the services. A service never asks which host it is in.
import type { AppState } from "../preload/contract/app-state.ts";
import type { SecretDelivery } from "../preload/contract/jwt.ts";
import type { FileDelivery, FileReceipt, ServedFile } from "../preload/contract/media.ts";
import type { Settings } from "../preload/contract/settings.ts";
import type { MediaNetwork } from "./media/media-network.ts";
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

/** A file that the person chose, on its way in. */
export interface IncomingFile {
  /** As its owner or a page calls it; any text. */
  readonly name: string;
  /** Read once. Rejects when the file cannot be read to its end. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Brings a single file from the person to Hookline, or the other way. A path never comes from the page. */
export interface PersonFiles {
  /** Lets the person choose one file. `take` is called with it, if there is one: at once, or when the page has sent it. */
  receive(take: (file: IncomingFile) => Promise<ServedFile>): Promise<FileReceipt>;
  /** Hands a file to the person. @throws AppError `MEDIA_NOT_SAVED` */
  deliver(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<FileDelivery>;
}

/** Writes one line to `hookline.log`. Never given bodies, texts or secrets. */
export interface Log {
  info(event: string, details?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, error: unknown): void;
}

/** Everything that differs between the desktop app, the browser host and a test. */
export interface HostPorts {
  readonly host: AppState["host"];
  readonly version: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: SecretVault;
  readonly settingsFile: SettingsFile;
  readonly secretClipboard: SecretClipboard;
  readonly files: PersonFiles;
  /** The internet as media is fetched from it; the real one unless given. */
  readonly mediaNetwork?: MediaNetwork;
  /** Where credentials of Vonage's tools are looked for, when a person asks for it. */
  readonly importsFrom: ImportSurroundings;
}
