// A message as a module of JavaScript that sends it with Vonage's own client, @vonage/server-sdk 3.
import { isJsonObject, readJsonObjects } from "../json-text.ts";
import type { V1Draft } from "../reply.ts";
import { authoriserOf } from "../send-request.ts";
import { DEFAULT_API_HOST } from "../workspace.ts";
import { JAVASCRIPT } from "./javascript.ts";
import { joinCode, layOut, Name } from "./literal.ts";
import { RECIPIENT, SENDER } from "./named-ids.ts";
import { quoteForJavaScript } from "./quote.ts";
import type { MakeSnippet, SnippetWorkspace } from "./snippet.ts";

const CLASSES = {
  text: "MessengerText",
  image: "MessengerImage",
  audio: "MessengerAudio",
  video: "MessengerVideo",
  file: "MessengerFile",
} as const;

/** The module; it prints the message_uuid. Key file, or key and secret, come from the environment. */
export const nodeSdkSnippet: MakeSnippet = (draft, workspace) => {
  if (draft.apiVersion !== "v1") return { ok: false, why: "The Node SDK sends v1 only." };
  const failover = draft.failover === null ? null : readJsonObjects(draft.failover);
  const behind = failover?.ok === true ? failover.value : null;
  if (behind !== null && !keepsItsNames(behind)) {
    return {
      ok: false,
      why: "The Node SDK writes all names in snake_case, and some of the failover are not.",
    };
  }
  const className = CLASSES[draft.content.type];
  const lines = [
    'import { Vonage } from "@vonage/server-sdk";',
    `import { ${className} } from "@vonage/messages";`,
    "",
    `const ${SENDER} = ${quoteForJavaScript(draft.pageId)};`,
    `const ${RECIPIENT} = ${quoteForJavaScript(draft.psid)};`,
    ...clientOf(workspace),
    "",
    ...(behind === null
      ? [`const message = new ${className}(${code(paramsOf(draft), "")});`]
      : [
          "const message = {",
          `  ...new ${className}(${code(paramsOf(draft), "  ")}),`,
          `  failover: ${code(behind, "  ")},`,
          "};",
        ]),
    "const { messageUUID } = await vonage.messages.send(message);",
    "console.log(messageUUID);",
  ];
  return { ok: true, code: `${lines.join("\n")}\n` };
};

function clientOf(workspace: SnippetWorkspace): readonly string[] {
  const { applicationId, apiHost } = workspace;
  const isJwt = authoriserOf(workspace) === "application";
  const credentials = isJwt
    ? ["    applicationId: VONAGE_APPLICATION_ID,", "    privateKey: process.env.VONAGE_PRIVATE_KEY_PATH,"]
    : ["    apiKey: process.env.VONAGE_API_KEY,", "    apiSecret: process.env.VONAGE_API_SECRET,"];
  const id = applicationId === null ? "process.env.VONAGE_APPLICATION_ID" : quoteForJavaScript(applicationId);
  return [
    ...(isJwt ? [`const VONAGE_APPLICATION_ID = ${id};`] : []),
    "",
    "const vonage = new Vonage(",
    "  {",
    ...credentials,
    "  },",
    ...(apiHost === DEFAULT_API_HOST ? [] : [`  { apiHost: ${quoteForJavaScript(apiHost)} },`]),
    ");",
  ];
}

function paramsOf({ content, category, tag, clientRef, webhookUrl, webhookVersion }: V1Draft): object {
  return {
    to: new Name(RECIPIENT),
    from: new Name(SENDER),
    ...(content.type === "text" ? { text: content.text } : { [content.type]: { url: content.url } }),
    ...(category === null && tag === null ? {} : { messenger: given({ category, tag }) }),
    ...given({ clientRef, webhookUrl, webhookVersion }),
  };
}

function given(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function code(value: unknown, indent: string): string {
  return joinCode(layOut(value, JAVASCRIPT, { indent }));
}

/** The client takes every name apart at capitals, hyphens and underscores, and puts it together in snake_case. */
function keepsItsNames(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(keepsItsNames);
  if (!isJsonObject(value)) return true;
  return Object.entries(value).every(
    ([name, inner]) => /^[a-z\d]+(?:_[a-z\d]+)*$/.test(name) && keepsItsNames(inner),
  );
}
