// `hookline send … text "Hello"`: sends one message and prints its message_uuid.
import { AppError, isErrorCode } from "../../preload/contract/errors.ts";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import { ReplyDraft, type SentReply } from "../../preload/contract/reply.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { createControlClient } from "../control/control-client.ts";
import { describeProblem } from "../dispatch.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { findWorkspace } from "./find-workspace.ts";
import { findOwner } from "./owner.ts";
import { withOwnServices } from "./own-services.ts";
import { notYet, wrongUsage } from "./usage.ts";

/** Options of `send`, as they were given. */
export interface SendOptions extends CommonOptions {
  readonly workspace?: string;
  readonly to?: string;
  readonly from?: string;
}

const LATER_TYPES = ["image", "audio", "video", "file"];

/** Sends through the running Hookline; without one, by itself. */
export async function runSend(
  context: CommandContext,
  options: SendOptions,
  [type = "", text]: readonly string[],
): Promise<void> {
  if (LATER_TYPES.includes(type)) throw notYet(`send ${type}`);
  if (type !== "text") throw wrongUsage("send", `It sends text, not “${type}”.`);
  if (text === undefined) throw wrongUsage("send", 'The text is missing: send --to PSID text "Hello".');
  if (text === "") throw wrongUsage("send", "The text is empty.");
  if (options.to === undefined) throw wrongUsage("send", "--to is missing: the PSID of the person.");

  const to = Psid.safeParse(options.to);
  const from = PageId.optional().safeParse(options.from);
  if (!to.success || !from.success) throw wrongUsage("send", "--to and --from take 1 to 50 characters.");

  const draftFor = (workspace: Workspace): ReplyDraft => {
    const pageId = from.data ?? workspace.pageId;
    if (pageId === null) throw new AppError("REPLY_PAGE_MISSING", { workspace: workspace.name });
    const draft = ReplyDraft.safeParse({
      workspace: workspace.id,
      psid: to.data,
      pageId,
      apiVersion: "v1",
      content: { type: "text", text },
    });
    if (!draft.success) throw wrongUsage("send", describeProblem(draft.error));
    return draft.data;
  };
  say(context, await sendThrough(context, options, draftFor));
}

async function sendThrough(
  context: CommandContext,
  { workspace: name }: SendOptions,
  draftFor: (workspace: Workspace) => ReplyDraft,
): Promise<SentReply> {
  const owner = findOwner(context);
  if (owner !== null) {
    const client = createControlClient(owner);
    const workspace = findWorkspace(await client.call("workspaces.list", {}), name);
    return client.call("messages.sendReply", draftFor(workspace));
  }
  return withOwnServices(context, { environment: "as-workspace" }, async ({ workspaces, sendReply }) => {
    const workspace = findWorkspace(workspaces.list(), name);
    // The simulator runs only in a Hookline.
    if (workspace.kind === "simulated") throw new AppError("OWNER_NEEDED");
    return sendReply(draftFor(workspace));
  });
}

function say({ output }: CommandContext, { messageUuid, refusal, event }: SentReply): void {
  if (refusal !== null) {
    const code = isErrorCode(refusal.code) ? refusal.code : "UNEXPECTED";
    throw new AppError(code, refusal.details);
  }
  output.answer(
    output.isJson ? JSON.stringify({ message_uuid: messageUuid, event: event.id }) : String(messageUuid),
  );
}
