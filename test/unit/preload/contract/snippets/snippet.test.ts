// What a person reads of a snippet, and where none is offered. That they run is tried in test/integration/snippets.test.ts.
import { describe, expect, it } from "vitest";
import { ApplicationId } from "../../../../../preload/contract/ids.ts";
import { SNIPPETS, type SnippetWorkspace } from "../../../../../preload/contract/snippets/snippet.ts";
import { draftOf } from "../../../../fakes/drafts.ts";

type Language = (typeof SNIPPETS)[number]["id"];

const WORKSPACE: SnippetWorkspace = {
  kind: "real",
  applicationId: ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab"),
  apiKey: "abcd1234",
  hasApiSecret: true,
  apiHost: "https://api.nexmo.com",
};

const TAGGED = {
  content: { type: "text", text: "Hello" },
  category: "message_tag",
  tag: "HUMAN_AGENT",
  clientRef: "order-7",
};

const CURL = `FB_SENDER_ID='0000000000000000'
FB_RECIPIENT_ID='1111111111111111'
MESSAGES_API_URL='https://api-eu.nexmo.com/v1/messages'
# JWT in the environment: a fresh one of the application.

curl -X POST "$MESSAGES_API_URL" \\
  -H "Authorization: Bearer $JWT" \\
  -H 'Content-Type: application/json' \\
  -H 'Accept: application/json' \\
  --data-raw '{
  "channel": "messenger",
  "message_type": "text",
  "to": "'"$FB_RECIPIENT_ID"'",
  "from": "'"$FB_SENDER_ID"'",
  "text": "Hello",
  "messenger": {
    "category": "message_tag",
    "tag": "HUMAN_AGENT"
  },
  "client_ref": "order-7"
}'
`;

const FETCH = `const FB_SENDER_ID = "0000000000000000";
const FB_RECIPIENT_ID = "1111111111111111";
const MESSAGES_API_URL = "https://api-eu.nexmo.com/v1/messages";
// A fresh JWT of the application.
const { JWT } = process.env;

const response = await fetch(MESSAGES_API_URL, {
  method: "POST",
  headers: {
    Authorization: \`Bearer \${JWT}\`,
    "Content-Type": "application/json",
    Accept: "application/json",
  },
  body: JSON.stringify({
    channel: "messenger",
    message_type: "text",
    to: FB_RECIPIENT_ID,
    from: FB_SENDER_ID,
    text: "Hello",
    messenger: {
      category: "message_tag",
      tag: "HUMAN_AGENT",
    },
    client_ref: "order-7",
  }),
});
console.log(response.status, await response.text());
`;

const NODE_SDK = `import { Vonage } from "@vonage/server-sdk";
import { MessengerText } from "@vonage/messages";

const FB_SENDER_ID = "0000000000000000";
const FB_RECIPIENT_ID = "1111111111111111";
const VONAGE_APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

const vonage = new Vonage(
  {
    applicationId: VONAGE_APPLICATION_ID,
    privateKey: process.env.VONAGE_PRIVATE_KEY_PATH,
  },
  { apiHost: "https://api-eu.nexmo.com" },
);

const message = new MessengerText({
  to: FB_RECIPIENT_ID,
  from: FB_SENDER_ID,
  text: "Hello",
  messenger: {
    category: "message_tag",
    tag: "HUMAN_AGENT",
  },
  clientRef: "order-7",
});
const { messageUUID } = await vonage.messages.send(message);
console.log(messageUUID);
`;

const PYTHON_SDK = `import os

from vonage import Auth, HttpClientOptions, Vonage
from vonage_messages.models import MessengerOptions, MessengerText

FB_SENDER_ID = "0000000000000000"
FB_RECIPIENT_ID = "1111111111111111"
VONAGE_APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab"

client = Vonage(
    Auth(
        application_id=VONAGE_APPLICATION_ID,
        private_key=os.environ["VONAGE_PRIVATE_KEY_PATH"],
    ),
    HttpClientOptions(api_host="api-eu.nexmo.com"),
)

response = client.messages.send(
    MessengerText(
        to=FB_RECIPIENT_ID,
        from_=FB_SENDER_ID,
        text="Hello",
        messenger=MessengerOptions(category="message_tag", tag="HUMAN_AGENT"),
        client_ref="order-7",
    )
)
print(response.message_uuid)
`;

const SHOWN: Readonly<Record<Language, string>> = {
  curl: CURL,
  fetch: FETCH,
  "node-sdk": NODE_SDK,
  "python-sdk": PYTHON_SDK,
};

it.each(SNIPPETS)("$label reads as one would write it, with the guides' own names", ({ id, make }) => {
  const made = make(draftOf(TAGGED), { ...WORKSPACE, apiHost: "https://api-eu.nexmo.com" });

  expect(made).toEqual({ ok: true, code: SHOWN[id] });
});

it.each(SNIPPETS)("$label names no host where it is the usual one, and holds no secret", ({ id, make }) => {
  const made = make(draftOf(), WORKSPACE);

  const code = made.ok ? made.code : made.why;
  expect(code).not.toContain("apiHost");
  expect(code).not.toContain("HttpClientOptions");
  expect(code).toContain(
    id === "curl" || id === "fetch" ? "https://api.nexmo.com/v1/messages" : "VONAGE_APPLICATION_ID",
  );
});

describe("where a client could not send the same", () => {
  const refusals: readonly (readonly [
    Language,
    Parameters<typeof draftOf>[0],
    Partial<SnippetWorkspace>,
    string,
  ])[] = [
    ["node-sdk", { apiVersion: "v0.1" }, {}, "The Node SDK sends v1 only."],
    [
      "node-sdk",
      { failover: '[{"channel":"whatsapp","templateName":"a"}]' },
      {},
      "The Node SDK writes all names in snake_case, and some of the failover are not.",
    ],
    ["python-sdk", { apiVersion: "v0.1" }, {}, "The Python SDK sends v1 only."],
    [
      "python-sdk",
      {},
      { apiHost: "http://127.0.0.1:4818" },
      "The Python SDK speaks https only, which this host does not.",
    ],
    [
      "python-sdk",
      { failover: "[]" },
      {},
      "The Python SDK writes a failover in another form than is published.",
    ],
    [
      "python-sdk",
      { content: { type: "text", text: "x".repeat(641) } },
      {},
      "The Python SDK itself refuses more than 640 characters.",
    ],
    [
      "python-sdk",
      { clientRef: "x".repeat(101) },
      {},
      "The Python SDK itself refuses a client_ref of more than 100 characters.",
    ],
    [
      "python-sdk",
      { category: "message_tag" },
      {},
      "The Python SDK itself refuses message_tag without a tag.",
    ],
    [
      "python-sdk",
      { content: { type: "text", text: "a\ud800b" } },
      WORKSPACE,
      "The Python SDK itself refuses half a surrogate pair.",
    ],
  ];

  it.each(refusals)("%s says so: %j %j", (language, changes, workspace, why) => {
    const made = SNIPPETS.find(({ id }) => id === language)?.make(draftOf(changes), {
      ...WORKSPACE,
      ...workspace,
    });

    expect(made).toEqual({ ok: false, why });
  });
});
