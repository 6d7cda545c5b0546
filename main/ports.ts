// What a host supplies to the services. A service never asks which host it is in.
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import type { AppState } from "../preload/contract/app-state.ts";
import type { SecretDelivery } from "../preload/contract/jwt.ts";
import type { KeyFile } from "../preload/contract/key-file.ts";
import type { FileDelivery, FileReceipt, ServedFile } from "../preload/contract/media.ts";
import type { Authorities } from "../preload/contract/network.ts";
import type { Settings } from "../preload/contract/settings.ts";

/** Keeps secrets, and nothing else does. Names are paths like `workspace/<id>/private-key`. */
export interface SecretVault {
  readonly kind: AppState["vault"]["kind"];
  /** How secrets are kept, in plain words, when that is weaker than the system's keychain; else null. */
  readonly warning: string | null;
  /** @throws AppError `CREDENTIALS_VAULT_LOCKED`, `DATA_FILE_DAMAGED` */
  get(name: string): Promise<string | null>;
  /** @throws AppError `CREDENTIALS_VAULT_UNAVAILABLE`, `DATA_FOLDER_UNWRITABLE` */
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

/** Brings a secret to the person's clipboard; no answer and no topic ever holds it. */
export interface SecretClipboard {
  /** Through whom it gets there. What goes through the page and lasts is asked about first. */
  readonly through: "system" | "page";
  /** `read` is called once, when the secret is really taken. */
  deliver(read: () => Promise<string>): Promise<SecretDelivery>;
}

/** Writes a private key to a file that only the person can read, at a place that the host settles. */
export interface KeyFiles {
  /**
   * Never writes over a file that the person did not agree to lose, and never through a symbolic link.
   * @param stem what the file is called without its ending; any text
   * @throws AppError `KEY_FILE_NOT_WRITTEN`
   */
  save(key: { readonly stem: string; readonly pem: string }): Promise<KeyFile>;
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

/**
 * Shows a folder in the system's file manager. Which one a service says; no path ever comes from the page.
 * @throws AppError `FOLDER_NOT_OPENED`
 */
export type OpenFolder = (folder: string) => Promise<void>;

/** Writes one line to `hookline.log`. Never given bodies, texts or secrets. */
export interface Log {
  info(event: string, details?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, error: unknown): void;
}

/** Where an import of Vonage's credentials looks, and nowhere else. */
export interface ImportSurroundings {
  readonly home: string;
  /** The project folder: where Hookline was started. */
  readonly workingFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A proxy that can be used. */
export interface Proxy {
  readonly protocol: "http:" | "https:";
  /** Without the brackets of IPv6. */
  readonly hostname: string;
  readonly port: number;
  /** Value of the header that logs in to it; null when its address names nobody. */
  readonly authorization: string | null;
  /** Its address without user name and password. */
  readonly shown: string;
  /** Who names it, in words: a variable, or the system's settings. */
  readonly from: string;
}

/** The way to one address. */
export type Way =
  | { readonly kind: "direct" }
  | { readonly kind: "proxy"; readonly proxy: Proxy }
  /** A proxy is named that cannot be used. Going around it would be against what was set. */
  | { readonly kind: "closed"; readonly from: string; readonly problem: string };

/** The way out of this computer: by which proxy, and trusting whom. */
export interface Network {
  /** The way to an address. This computer's own servers never have a proxy. Never rejects. */
  wayTo(url: URL): Promise<Way>;
  /** Whom TLS trusts; undefined = whom Node trusts. Reading a system's store takes a moment, once. */
  secureContext(): SecureContext | undefined;
  /** How many authorities that are, by where they come from. */
  authorities(): Authorities;
}

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
  readonly keyFiles: KeyFiles;
  readonly files: PersonFiles;
  readonly openFolder: OpenFolder;
  /** The internet as media is fetched from it; the real one unless given. */
  readonly mediaNetwork?: MediaNetwork;
  /** Where credentials of Vonage's tools are looked for, when a person asks for it. */
  readonly importsFrom: ImportSurroundings;
}
