// What steps offer, made in one place: pages to open, values and secrets to copy.
import type { StepAction } from "../../preload/contract/linking.ts";
import type { StepContext } from "./step-template.ts";

/** A page to open. */
export function open(label: string, url: string): StepAction {
  return { kind: "open", label, url };
}

/** A value to copy; nothing while it is not known. */
export function copy(label: string, value: string | null | undefined): readonly StepAction[] {
  return typeof value === "string" ? [{ kind: "copy", label, value }] : [];
}

/** The Page's ID to copy. */
export function copyPageId({ facts }: StepContext): readonly StepAction[] {
  return copy("Copy Page ID", facts.pageId);
}

/** The account's API key to copy. */
export function copyApiKey({ facts }: StepContext): readonly StepAction[] {
  return copy("Copy API key", facts.apiKey);
}

/** The account's API secret to copy, or the way to where it is stored. */
export function copyApiSecret({ facts }: StepContext): readonly StepAction[] {
  return facts.hasAccount
    ? [{ kind: "copy-api-secret", label: "Copy API secret" }]
    : [{ kind: "go", label: "Store key and secret", route: "#/keys" }];
}

/** A page that asks for a JWT: opened with a fresh one on the clipboard, where one can be minted. */
export function openWithJwt({ facts }: StepContext, url: string): readonly StepAction[] {
  return facts.key === null || facts.applicationId === null
    ? [open("Open in browser", url)]
    : [{ kind: "open-with-jwt", label: "Copy JWT and open", url }];
}
