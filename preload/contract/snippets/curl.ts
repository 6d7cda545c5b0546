// A message as a curl command for a POSIX shell.
import { authoriserOf } from "../send-request.ts";
import { joinShell, SHELL_JSON } from "./shell-json.ts";
import { layOut } from "./literal.ts";
import { namedBody, RECIPIENT, SENDER, snippetUrl } from "./named-ids.ts";
import { quoteForJson, quoteForShell } from "./quote.ts";
import type { MakeSnippet } from "./snippet.ts";

/** The command, with its ids and address as variables before it. The JWT, or key and secret, come from the environment. */
export const curlSnippet: MakeSnippet = (draft, workspace) => {
  const isJwt = authoriserOf(workspace) === "application";
  const lines = [
    `${SENDER}=${quoteForShell(insideJson(draft.pageId))}`,
    `${RECIPIENT}=${quoteForShell(insideJson(draft.psid))}`,
    `MESSAGES_API_URL=${quoteForShell(snippetUrl(draft, workspace))}`,
    isJwt
      ? "# JWT in the environment: a fresh one of the application."
      : "# VONAGE_API_KEY and VONAGE_API_SECRET in the environment: those of the account.",
    "",
    'curl -X POST "$MESSAGES_API_URL" \\',
    isJwt ? '  -H "Authorization: Bearer $JWT" \\' : '  -u "$VONAGE_API_KEY:$VONAGE_API_SECRET" \\',
    "  -H 'Content-Type: application/json' \\",
    "  -H 'Accept: application/json' \\",
    // As it is: curl would read a file if the body began with "@".
    `  --data-raw ${joinShell(layOut(namedBody(draft), SHELL_JSON))}`,
  ];
  return { ok: true, code: `${lines.join("\n")}\n` };
};

/** The ids stand inside strings of JSON, so what JSON escapes is escaped before. Of ordinary ids nothing is. */
function insideJson(id: string): string {
  return quoteForJson(id).slice(1, -1);
}
