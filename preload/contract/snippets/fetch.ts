// A message as a module of JavaScript that needs nothing but `fetch`.
import { authoriserOf } from "../send-request.ts";
import { JAVASCRIPT } from "./javascript.ts";
import { joinCode, layOut } from "./literal.ts";
import { namedBody, RECIPIENT, SENDER, snippetUrl } from "./named-ids.ts";
import { quoteForJavaScript } from "./quote.ts";
import type { MakeSnippet } from "./snippet.ts";

/** The module; it prints Vonage's answer. The JWT, or key and secret, come from the environment. */
export const fetchSnippet: MakeSnippet = (draft, workspace) => {
  const isJwt = authoriserOf(workspace) === "application";
  const lines = [
    `const ${SENDER} = ${quoteForJavaScript(draft.pageId)};`,
    `const ${RECIPIENT} = ${quoteForJavaScript(draft.psid)};`,
    `const MESSAGES_API_URL = ${quoteForJavaScript(snippetUrl(draft, workspace))};`,
    isJwt
      ? "// A fresh JWT of the application.\nconst { JWT } = process.env;"
      : "// The account's key and secret.\nconst { VONAGE_API_KEY, VONAGE_API_SECRET } = process.env;",
    "",
    "const response = await fetch(MESSAGES_API_URL, {",
    '  method: "POST",',
    "  headers: {",
    isJwt
      ? "    Authorization: `Bearer ${JWT}`,"
      : "    Authorization: `Basic ${btoa(`${VONAGE_API_KEY}:${VONAGE_API_SECRET}`)}`,",
    '    "Content-Type": "application/json",',
    '    Accept: "application/json",',
    "  },",
    `  body: JSON.stringify(${joinCode(layOut(namedBody(draft), JAVASCRIPT, { indent: "  " }))}),`,
    "});",
    "console.log(response.status, await response.text());",
  ];
  return { ok: true, code: `${lines.join("\n")}\n` };
};
