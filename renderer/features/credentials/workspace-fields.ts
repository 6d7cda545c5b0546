// Turns the fields of the workspace form into what the contract takes.
import type { CallInput } from "../../../preload/contract/contract.ts";

/** What may be typed for a workspace. */
export type WorkspaceChange = CallInput<"workspaces.add">;

/** Names of the fields, as the form has them. */
export const TEXT_FIELDS = ["name", "applicationId", "pageId", "pageName", "apiHost", "apiKey"] as const;
export const SECRET_FIELDS = ["apiSecret", "signatureSecret"] as const;

/** Choices of the host besides Vonage's own hosts. */
export const SANDBOX_CHOICE = "sandbox";
export const OTHER_CHOICE = "other";

/** Reads a field of a form by its name; null when there is none. */
export type ReadField = (name: string) => string | null;

/**
 * Reads the form. The host is the one chosen, or typed if another was; the sandbox brings its own. An emptied text is removed, but the name and the host are left as they were; an empty secret is left
 * as it was too, since a stored one is never shown.
 * @param privateKey the key text, when one was chosen
 */
export function readWorkspaceFields(read: ReadField, privateKey: string | null): WorkspaceChange {
  const choice = read("hostChoice");
  const isSandbox = choice === SANDBOX_CHOICE;
  const text = (name: (typeof TEXT_FIELDS)[number]) =>
    (name === "apiHost" && choice !== null && choice !== OTHER_CHOICE ? choice : read(name))?.trim() ?? "";
  const kept = (name: "name" | "apiHost") => (text(name) === "" ? {} : { [name]: text(name) });
  const secret = (name: (typeof SECRET_FIELDS)[number]) => {
    const value = read(name)?.trim() ?? "";
    return value === "" ? {} : { [name]: value };
  };
  return {
    ...kept("name"),
    ...(isSandbox ? {} : kept("apiHost")),
    ...(choice === null ? {} : { kind: isSandbox ? "sandbox" : "real" }),
    applicationId: orNull(text("applicationId")),
    pageId: orNull(text("pageId")),
    pageName: orNull(text("pageName")),
    apiKey: orNull(text("apiKey")),
    ...secret("apiSecret"),
    ...secret("signatureSecret"),
    ...(privateKey === null ? {} : { privateKey }),
  };
}

function orNull(value: string): string | null {
  return value === "" ? null : value;
}
