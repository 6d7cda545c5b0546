// Turns the fields of the workspace form into what the contract takes.
import type { CallInput } from "../../../preload/contract/contract.ts";
import { API_HOSTS, DEFAULT_API_HOST, type Workspace } from "../../../preload/contract/workspace.ts";

/** What may be typed for a workspace. */
export type WorkspaceChange = CallInput<"workspaces.add">;

/** Names of the fields, as the form has them. */
export const TEXT_FIELDS = ["name", "applicationId", "pageId", "pageName", "apiHost", "apiKey"] as const;
export const SECRET_FIELDS = ["apiSecret", "signatureSecret"] as const;
const KEPT_FIELDS = [...TEXT_FIELDS, "hostChoice"] as const;

/** The fields that hold no secret, by their names. */
export type KeptTexts = Readonly<Record<(typeof KEPT_FIELDS)[number], string>>;

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

/** What the person changed of the form: the rest is left as it is stored, whoever changes it meanwhile. */
export function changedFields(read: ReadField, shown: KeptTexts, privateKey: string | null): WorkspaceChange {
  const untouched = readWorkspaceFields((name) => textOf(shown, name), null);
  const fields = readWorkspaceFields(read, privateKey);
  // Another kind brings what is its own, unless the form says otherwise: then all that it shows is meant.
  if (fields.kind !== untouched.kind) return fields;
  const former = new Map(Object.entries(untouched));
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => former.get(name) !== value));
}

function textOf(texts: KeptTexts, name: string): string | null {
  const kept = KEPT_FIELDS.find((field) => field === name);
  return kept === undefined ? null : texts[kept];
}

/** The choice of the host that stands for what is stored. */
export function hostChoiceOf(workspace: Workspace | null): string {
  if (workspace === null) return DEFAULT_API_HOST;
  if (workspace.kind === "sandbox") return SANDBOX_CHOICE;
  const isListed = API_HOSTS.some(({ host }) => host === workspace.apiHost);
  return isListed ? workspace.apiHost : OTHER_CHOICE;
}

/** What stands in the fields of a form in which nothing was typed. */
export function storedTexts(workspace: Workspace | null): KeptTexts {
  const hostChoice = hostChoiceOf(workspace);
  return {
    name: workspace?.name ?? "",
    applicationId: workspace?.applicationId ?? "",
    pageId: workspace?.pageId ?? "",
    pageName: workspace?.pageName ?? "",
    apiHost: hostChoice === OTHER_CHOICE ? (workspace?.apiHost ?? "") : "",
    apiKey: workspace?.apiKey ?? "",
    hostChoice,
  };
}

/** What was typed into those that hold no secret; a field that is not there now was not. */
export function typedTexts(read: ReadField, stored: KeptTexts): Partial<KeptTexts> {
  const changed = KEPT_FIELDS.filter((name) => (read(name) ?? stored[name]) !== stored[name]);
  return Object.fromEntries(changed.map((name) => [name, read(name)]));
}

function orNull(value: string): string | null {
  return value === "" ? null : value;
}
