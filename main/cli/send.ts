// `hookline send … text "Hello"`: sends one message and prints its message_uuid.
import { draftWarnings } from "../../preload/contract/draft-warnings.ts";
import { AppError, isErrorCode } from "../../preload/contract/errors.ts";
import type { ReplyDraft, SentReply } from "../../preload/contract/reply.ts";
import { createControlClient } from "../control/control-client.ts";
import type { CommandContext } from "./context.ts";
import { assertEnvironmentKey } from "./environment.ts";
import { findWorkspace } from "./find-workspace.ts";
import { findOwner } from "./owner.ts";
import { environmentFor, withWorkspace } from "./own-services.ts";
import { printable } from "../reports/printable.ts";
import { readDraft, type DraftFor, type SendOptions } from "./send-draft.ts";

/** Sends through the running Hookline; without one, by itself. */
export async function runSend(
  context: CommandContext,
  options: SendOptions,
  args: readonly string[],
): Promise<void> {
  const draftFor = await readDraft(context, options, args);
  say(
    context,
    await sendThrough(context, options, (workspace) => {
      const draft = draftFor(workspace);
      warn(context, draft);
      return draft;
    }),
  );
}

async function sendThrough(
  context: CommandContext,
  { workspace: name }: SendOptions,
  draftFor: DraftFor,
): Promise<SentReply> {
  const owner = findOwner(context);
  if (owner !== null) {
    const client = createControlClient(owner);
    const workspace = findWorkspace(await client.call("workspaces.list", {}), name);
    return client.call("messages.sendReply", draftFor(workspace));
  }
  const environment = environmentFor(name);
  return withWorkspace(context, { name, environment, keeps: "events" }, async ({ sendReply }, workspace) => {
    // The simulator runs only in a Hookline.
    if (workspace.kind === "simulated") throw new AppError("OWNER_NEEDED");
    assertEnvironmentKey(workspace, "send");
    return sendReply(draftFor(workspace));
  });
}

/** What is doubtful, and sent all the same. With --json, stderr is for the error alone. */
function warn({ output }: CommandContext, draft: ReplyDraft): void {
  if (output.isJson) return;
  for (const { text } of draftWarnings(draft)) output.note(printable(text));
}

function say({ output }: CommandContext, { messageUuid, workflowId, refusal, event }: SentReply): void {
  if (refusal !== null) {
    const code = isErrorCode(refusal.code) ? refusal.code : "UNEXPECTED";
    throw new AppError(code, refusal.details);
  }
  const workflow = workflowId === null ? {} : { workflow_id: workflowId };
  output.answer(
    output.isJson
      ? JSON.stringify({ message_uuid: messageUuid, ...workflow, event: event.id })
      : String(messageUuid),
  );
}
