// Copies an application JWT: the chip's, a fresh one, or one built to order.
import type { Bridge, Result } from "../../../preload/contract/contract.ts";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import {
  JWT_DEFAULT_LIFETIME_SECONDS,
  type JwtCopyForm,
  type JwtPreview,
  type JwtRequest,
} from "../../../preload/contract/jwt.ts";
import { copySecret, type ClipboardPorts } from "./copy-secret.ts";

/** What to copy. */
export interface JwtCopy {
  readonly workspace: WorkspaceId;
  readonly form: JwtCopyForm;
  /** `chip` = the token of the title bar, `mint` = that one minted anew, or one built to order. */
  readonly source: "chip" | "mint" | JwtRequest;
}

/** What the page lends for it. */
export interface JwtCopyPorts extends ClipboardPorts {
  readonly bridge: Bridge;
}

/** Copies a JWT and answers it without the token. To be called as `copySecret`, directly from the gesture. */
export async function copyJwt(copy: JwtCopy, ports: JwtCopyPorts): Promise<Result<JwtPreview>> {
  const copied = await copySecret(() => deliver(copy, ports), ports);
  return copied.ok ? { ok: true, value: copied.value.preview } : copied;
}

async function deliver({ workspace, form, source }: JwtCopy, { bridge }: JwtCopyPorts) {
  if (source === "mint") {
    const minted = await bridge.call("jwt.mint", {
      workspace,
      lifetimeSeconds: JWT_DEFAULT_LIFETIME_SECONDS,
    });
    if (!minted.ok) return minted;
  }
  const request = typeof source === "string" ? {} : { request: source };
  return bridge.call("jwt.copy", { workspace, form, ...request });
}
