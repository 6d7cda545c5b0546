// A message as Python that sends it with Vonage's own client, the package `vonage` 4 (with key and secret from 4.1 on).
// Its models, and what they refuse, are those of vonage-messages in Vonage/vonage-python-sdk, read 2026-11.
import { CLIENT_REF_LIMITS, REPLY_TEXT_LIMIT, type V1Draft } from "../reply.ts";
import { authoriserOf } from "../send-request.ts";
import { DEFAULT_API_HOST } from "../workspace.ts";
import { RECIPIENT, SENDER } from "./named-ids.ts";
import { quoteForPython } from "./quote.ts";
import type { MakeSnippet, SnippetWorkspace } from "./snippet.ts";

const MODELS = {
  text: "MessengerText",
  image: "MessengerImage",
  audio: "MessengerAudio",
  video: "MessengerVideo",
  file: "MessengerFile",
} as const;

/** The program; it prints the message_uuid. Key file, or key and secret, come from the environment. */
export const pythonSdkSnippet: MakeSnippet = (draft, workspace) => {
  if (draft.apiVersion !== "v1") return { ok: false, why: "The Python SDK sends v1 only." };
  const why = refusal(draft, workspace);
  if (why !== null) return { ok: false, why };
  const host = workspace.apiHost === DEFAULT_API_HOST ? null : workspace.apiHost.replace("https://", "");
  const lines = [
    "import os",
    "",
    `from vonage import ${["Auth", ...(host === null ? [] : ["HttpClientOptions"]), "Vonage"].join(", ")}`,
    `from vonage_messages.models import ${modelsOf(draft).join(", ")}`,
    "",
    `${SENDER} = ${quoteForPython(draft.pageId)}`,
    `${RECIPIENT} = ${quoteForPython(draft.psid)}`,
    ...clientOf(workspace, host),
    "",
    "response = client.messages.send(",
    `    ${MODELS[draft.content.type]}(`,
    ...argumentsOf(draft).map((argument) => `        ${argument},`),
    "    )",
    ")",
    "print(response.message_uuid)",
  ];
  return { ok: true, code: `${lines.join("\n")}\n` };
};

/** What the client would refuse, or send in another way. */
function refusal(
  { content, category, tag, clientRef, failover, psid, pageId, webhookUrl }: V1Draft,
  { apiHost }: SnippetWorkspace,
): string | null {
  if (!apiHost.startsWith("https://")) return "The Python SDK speaks https only, which this host does not.";
  const said = content.type === "text" ? content.text : content.url;
  const texts = [said, psid, pageId, tag ?? "", clientRef ?? "", webhookUrl ?? ""];
  if (!texts.every((text) => text.isWellFormed()))
    return "The Python SDK itself refuses half a surrogate pair.";
  if (failover !== null) return "The Python SDK writes a failover in another form than is published.";
  if (content.type === "text" && [...content.text].length > REPLY_TEXT_LIMIT) {
    return `The Python SDK itself refuses more than ${REPLY_TEXT_LIMIT} characters.`;
  }
  if (clientRef !== null && [...clientRef].length > CLIENT_REF_LIMITS.v1) {
    return `The Python SDK itself refuses a client_ref of more than ${CLIENT_REF_LIMITS.v1} characters.`;
  }
  return category === "message_tag" && tag === null
    ? "The Python SDK itself refuses message_tag without a tag."
    : null;
}

function modelsOf({ content, category, tag }: V1Draft): readonly string[] {
  return [
    MODELS[content.type],
    ...(category === null && tag === null ? [] : ["MessengerOptions"]),
    ...(content.type === "text" ? [] : ["MessengerResource"]),
  ].toSorted();
}

function clientOf(workspace: SnippetWorkspace, host: string | null): readonly string[] {
  const { applicationId } = workspace;
  const isJwt = authoriserOf(workspace) === "application";
  const credentials = isJwt
    ? [
        "        application_id=VONAGE_APPLICATION_ID,",
        '        private_key=os.environ["VONAGE_PRIVATE_KEY_PATH"],',
      ]
    : [
        '        api_key=os.environ["VONAGE_API_KEY"],',
        '        api_secret=os.environ["VONAGE_API_SECRET"],',
      ];
  const id = applicationId === null ? 'os.environ["VONAGE_APPLICATION_ID"]' : quoteForPython(applicationId);
  return [
    ...(isJwt ? [`VONAGE_APPLICATION_ID = ${id}`] : []),
    "",
    "client = Vonage(",
    "    Auth(",
    ...credentials,
    "    ),",
    ...(host === null ? [] : [`    HttpClientOptions(api_host=${quoteForPython(host)}),`]),
    ")",
  ];
}

function argumentsOf({
  content,
  category,
  tag,
  clientRef,
  webhookUrl,
  webhookVersion,
}: V1Draft): readonly string[] {
  return [
    `to=${RECIPIENT}`,
    `from_=${SENDER}`,
    content.type === "text"
      ? `text=${quoteForPython(content.text)}`
      : `${content.type}=MessengerResource(url=${quoteForPython(content.url)})`,
    ...(category === null && tag === null
      ? []
      : [
          `messenger=MessengerOptions(${[...argument("category", category), ...argument("tag", tag)].join(", ")})`,
        ]),
    ...argument("client_ref", clientRef),
    ...argument("webhook_url", webhookUrl),
    ...argument("webhook_version", webhookVersion),
  ];
}

function argument(name: string, value: string | null): readonly string[] {
  return value === null ? [] : [`${name}=${quoteForPython(value)}`];
}
