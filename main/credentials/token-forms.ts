// The forms in which a JWT is copied: by itself, as a header, and in a command for a shell.
import type { JwtCopyForm } from "../../preload/contract/jwt.ts";
import { quoteForShell } from "../../preload/contract/snippets/quote.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";

/** The person a command writes to until somebody fills in another. */
const PLACEHOLDER_PSID = "PSID-OF-THE-PERSON";
const PLACEHOLDER_PAGE = "ID-OF-YOUR-PAGE";

/** Writes `token` as the person asked for it. */
export function writeToken(
  token: string,
  form: JwtCopyForm,
  { apiHost, pageId }: Pick<Workspace, "apiHost" | "pageId">,
): string {
  switch (form) {
    case "token":
      return token;
    case "header":
      return headerOf(token);
    case "curl":
      return [
        `curl -X POST ${quoteForShell(`${apiHost}/v1/messages`)}`,
        `-H ${quoteForShell(headerOf(token))}`,
        `-H ${quoteForShell("Content-Type: application/json")}`,
        `-d ${quoteForShell(
          JSON.stringify({
            channel: "messenger",
            message_type: "text",
            to: PLACEHOLDER_PSID,
            from: pageId ?? PLACEHOLDER_PAGE,
            text: "Hello",
          }),
        )}`,
      ].join(" \\\n  ");
  }
}

function headerOf(token: string): string {
  return `Authorization: Bearer ${token}`;
}
