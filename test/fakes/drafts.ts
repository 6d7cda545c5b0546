// Messages to send, as the composer and the command line hand them over.
import * as fc from "fast-check";
import {
  MEDIA_TYPES,
  MESSAGE_CATEGORIES,
  ReplyDraft,
  type ReplyDraftInput,
} from "../../preload/contract/reply.ts";

/** A draft with the ids of the seed documents; what a test says of it replaces the rest. */
export function draftOf(changes: Partial<Record<string, unknown>> = {}): ReplyDraft {
  return ReplyDraft.parse({
    workspace: "simulated",
    psid: "1111111111111111",
    pageId: "0000000000000000",
    apiVersion: "v1",
    content: { type: "text", text: "Hi" },
    ...changes,
  });
}

/** What of a v1 text message stands beside its addresses. */
export function textOf(text: string): Pick<ReplyDraftInput & { apiVersion: "v1" }, "apiVersion" | "content"> {
  return { apiVersion: "v1", content: { type: "text", text } };
}

/** Any draft that the contract takes: every type and option, and texts of all characters. */
export function anyDraft(): fc.Arbitrary<ReplyDraft> {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
  const content = fc.oneof(
    fc.record({ type: fc.constant("text"), text }),
    fc.record({ type: fc.constantFrom(...MEDIA_TYPES), url: text }),
  );
  const members = fc.dictionary(text, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
  const shared = {
    workspace: fc.constant("simulated"),
    psid: fc.oneof(fc.constant("1111111111111111"), text),
    pageId: fc.oneof(fc.constant("0000000000000000"), text),
    category: fc.option(fc.constantFrom(...MESSAGE_CATEGORIES)),
    tag: fc.option(text),
    clientRef: fc.option(text),
  };
  const v1 = fc.record({
    ...shared,
    apiVersion: fc.constant("v1"),
    content,
    webhookUrl: fc.option(text),
    webhookVersion: fc.option(fc.constantFrom("v1", "v0.1")),
    failover: fc.option(fc.array(members, { maxLength: 3 }).map((list) => JSON.stringify(list))),
  });
  const custom = members.map((value) => ({ type: "custom", custom: JSON.stringify(value) }));
  const v01 = fc.record({
    ...shared,
    apiVersion: fc.constant("v0.1"),
    content: fc.oneof(content, custom),
  });
  return fc.oneof(v1, v01).map((draft) => ReplyDraft.parse(draft));
}
