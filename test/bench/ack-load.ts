// The webhooks the bench posts: the seed's event, or 400 different ones; unsigned or signed.
import { signToken } from "../fakes/webhook-token.ts";

/** Whose webhooks they are. */
export const BENCH_ACCOUNT = {
  apiKey: "a1b2c3d4",
  secret: "the signature secret of the bench",
  applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  pageId: "0000000000000000",
} as const;

/** One request of the load. */
export interface LoadRequest {
  readonly method: "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const VARIETY = 400;

/** The bodies of one kind of load. */
export function makeLoad({
  bodies,
  signed,
}: {
  readonly bodies: "fixed" | "varied";
  readonly signed: boolean;
}): LoadRequest[] {
  const count = bodies === "fixed" ? 1 : VARIETY;
  return Array.from({ length: count }, (_, index) => {
    const body = bodies === "fixed" ? SEED_BODY : variedBody(index);
    const authorization = `Bearer ${signToken({ secret: BENCH_ACCOUNT.secret, body })}`;
    return {
      method: "POST",
      path: "/webhooks/inbound",
      headers: { "content-type": "application/json", ...(signed ? { authorization } : {}) },
      body,
    };
  });
}

/** The event of the first tutorials, compact: 274 bytes. */
const SEED_BODY = inboundBody({
  uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  psid: "1111111111111111",
  text: "Hello from Facebook Messenger!",
});

function variedBody(index: number): string {
  const digits = String(index).padStart(4, "0");
  return inboundBody({
    uuid: `${digits}aaaa-bbbb-4ccc-8ddd-0123456789ab`,
    psid: `11111111111${digits}1`,
    text: `Message ${digits}: ${"how long may this text be? ".repeat(index % 8)}`,
  });
}

function inboundBody({
  uuid,
  psid,
  text,
}: {
  readonly uuid: string;
  readonly psid: string;
  readonly text: string;
}): string {
  return JSON.stringify({
    message_uuid: uuid,
    to: { type: "messenger", id: BENCH_ACCOUNT.pageId },
    from: { type: "messenger", id: psid },
    timestamp: "2020-01-01T14:00:00.000Z",
    message: { content: { type: "text", text } },
  });
}
