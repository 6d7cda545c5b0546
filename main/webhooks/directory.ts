// What the listener must know about accounts and workspaces to verify and route a delivery. Synchronous: it is the hot path.
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Mac } from "../credentials/webhook-mac.ts";

/** An account's signature secrets: one, or two during a rotation; none when none is stored. */
export interface WebhookAccount {
  readonly apiKey: string;
  readonly simulated: boolean;
  /** `label` is words without the secret, e.g. "signature secret of account a1b2c3d4". */
  readonly secrets: readonly { readonly label: string; readonly mac: Mac }[];
}

/** A workspace a delivery may belong to. */
export interface WebhookWorkspace {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly apiKey: string | null;
  readonly applicationId: string | null;
  readonly pageId: string | null;
  readonly simulated: boolean;
}

/** Look-ups over the stored workspaces, always current. */
export interface WebhookDirectory {
  account(apiKey: string): WebhookAccount | null;
  /** Whether any real account holds a signature secret; the simulator always has its own. */
  holdsSecret(): boolean;
  /** All with that application, first come first: the environment may name one that is stored, too. */
  workspacesOfApplication(applicationId: string): readonly WebhookWorkspace[];
  /** Of that account only when `apiKey` is given; null also when two workspaces claim the Page equally. */
  workspaceOfPage(pageId: string, apiKey: string | null): WebhookWorkspace | null;
}
