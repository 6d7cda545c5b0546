// A message as code that sends it, in each language that is offered.
import type { ReplyDraft } from "../reply.ts";
import { isRestingSimulator, type Workspace } from "../workspace.ts";
import { curlSnippet } from "./curl.ts";
import { fetchSnippet } from "./fetch.ts";
import { nodeSdkSnippet } from "./node-sdk.ts";
import { pythonSdkSnippet } from "./python-sdk.ts";

/** The code; or why there is none that would send the same. */
export type Snippet =
  { readonly ok: true; readonly code: string } | { readonly ok: false; readonly why: string };

/** What of a workspace a snippet needs. Nothing of it is a secret. */
export type SnippetWorkspace = Pick<
  Workspace,
  "kind" | "applicationId" | "apiKey" | "hasApiSecret" | "apiHost"
>;

/** Makes the code of one language. */
export type MakeSnippet = (draft: ReplyDraft, workspace: SnippetWorkspace) => Snippet;

/** The languages, in the order in which they are offered. */
export const SNIPPETS = [
  { id: "curl", label: "curl", make: toSomewhere(curlSnippet) },
  { id: "fetch", label: "fetch", make: toSomewhere(fetchSnippet) },
  { id: "node-sdk", label: "Node SDK", make: toSomewhere(nodeSdkSnippet) },
  { id: "python-sdk", label: "Python SDK", make: toSomewhere(pythonSdkSnippet) },
] as const satisfies readonly { readonly id: string; readonly label: string; readonly make: MakeSnippet }[];

/** The simulator has no address while it does not run. */
function toSomewhere(make: MakeSnippet): MakeSnippet {
  return (draft, workspace) =>
    isRestingSimulator(workspace)
      ? { ok: false, why: "The simulator does not run." }
      : make(draft, workspace);
}
