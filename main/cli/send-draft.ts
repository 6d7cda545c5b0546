// What `send` was told, as a message: its content, and the options that one version of the API has.
import { PageId, Psid } from "../../preload/contract/ids.ts";
import { MEDIA_TYPES, MESSAGE_CATEGORIES, ReplyDraft } from "../../preload/contract/reply.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { AppError } from "../../preload/contract/errors.ts";
import { describeProblem } from "../dispatch.ts";
import { lacks } from "../lacks.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { readTextFile, readTextStream } from "./files.ts";
import { optionName, quoteGiven, wrongUsage } from "./usage.ts";

/** Options of `send`, as they were given. */
export interface SendOptions extends CommonOptions {
  readonly workspace?: string;
  readonly to?: string;
  readonly from?: string;
  readonly category?: string;
  readonly tag?: string;
  readonly apiVersion?: string;
  readonly clientRef?: string;
  readonly webhookUrl?: string;
  readonly webhookVersion?: string;
  readonly failover?: string;
}

/** The message of a workspace: its Page sends unless another one was named. */
export type DraftFor = (workspace: Workspace) => ReplyDraft;

const TYPES = ["text", ...MEDIA_TYPES, "custom"] as const;
type Type = (typeof TYPES)[number];
/** Options that v0.1 has no member for. */
const ONLY_V1 = ["webhookUrl", "webhookVersion", "failover"] as const;

/** Reads all that was given, files included. @throws AppError `CLI_USAGE`, `CLI_FILE_UNREADABLE` */
export async function readDraft(
  context: CommandContext,
  options: SendOptions,
  [type = "", content]: readonly string[],
): Promise<DraftFor> {
  if (!isType(type)) throw wrong(`It sends ${TYPES.join(", ")}, not ${quoteGiven(type)}.`);
  if (content === undefined) throw wrong(`The ${nounOf(type)} is missing: ${exampleOf(type)}.`);
  if (content === "") throw wrong(`The ${nounOf(type)} is empty.`);
  if (options.to === undefined) throw wrong("--to is missing: the PSID of the person.");
  const to = Psid.safeParse(options.to);
  const from = PageId.optional().safeParse(options.from);
  if (!to.success || !from.success) throw wrong("--to and --from take 1 to 50 characters.");

  const apiVersion = versionOf(type, options);
  const message = {
    psid: to.data,
    ...categoryOf(options),
    clientRef: options.clientRef ?? null,
    content: await contentOf(context, type, content),
    ...(apiVersion === "v1" ? await callbackOf(options) : {}),
  };
  return (workspace) => {
    const pageId = from.data ?? workspace.pageId;
    if (pageId === null) throw lacks("REPLY_PAGE_MISSING", workspace);
    const draft = ReplyDraft.safeParse({ ...message, apiVersion, workspace: workspace.id, pageId });
    if (!draft.success) throw wrong(describeProblem(draft.error, (field) => nameOf(field, type)));
    return draft.data;
  };
}

function isType(word: string): word is Type {
  return TYPES.some((type) => type === word);
}

/** A template can only be sent by v0.1, so that need not be said. */
function versionOf(type: Type, options: SendOptions): "v1" | "v0.1" {
  const version = options.apiVersion ?? (type === "custom" ? "v0.1" : "v1");
  if (version !== "v1" && version !== "v0.1")
    throw wrong(`--api-version takes v1 or v0.1, not ${quoteGiven(version)}.`);
  if (version === "v1" && type === "custom") throw wrong("Templates are sent by --api-version v0.1 only.");
  const foreign = version === "v1" ? undefined : ONLY_V1.find((name) => options[name] !== undefined);
  if (foreign !== undefined) throw wrong(`${optionName(foreign)} is of v1 only; v0.1 has nothing like it.`);
  return version;
}

/** A tag has an effect with `message_tag` only, so that is what it stands for by itself. */
function categoryOf({ category, tag }: SendOptions): { category: string | null; tag: string | null } {
  if (category !== undefined && !MESSAGE_CATEGORIES.some((known) => known === category)) {
    const hint = category === "message-tag" ? " It is written with an underscore." : "";
    throw wrong(`--category takes ${MESSAGE_CATEGORIES.join(", ")}, not ${quoteGiven(category)}.${hint}`);
  }
  return { category: category ?? (tag === undefined ? null : "message_tag"), tag: tag ?? null };
}

async function contentOf(
  { stdin }: CommandContext,
  type: Type,
  content: string,
): Promise<Readonly<Record<string, string>>> {
  if (type === "text") return { type, text: content };
  if (type !== "custom") return { type, url: content };
  return { type, custom: content === "-" ? await readTextStream(stdin) : await readTextFile(content) };
}

async function callbackOf({ webhookUrl, webhookVersion, failover }: SendOptions): Promise<object> {
  return {
    webhookUrl: webhookUrl ?? null,
    webhookVersion: webhookVersion ?? null,
    failover: failover === undefined ? null : await readTextFile(failover),
  };
}

function nounOf(type: Type): string {
  if (type === "text") return "text";
  return type === "custom" ? "file of the template" : `address of the ${type}`;
}

function exampleOf(type: Type): string {
  if (type === "text") return 'send --to PSID text "Hello"';
  return `send --to PSID ${type} ${type === "custom" ? "template.json" : "https://…"}`;
}

function nameOf(field: string, type: Type): string {
  return field.startsWith("content") ? `The ${nounOf(type)}` : optionName(field);
}

function wrong(problem: string): AppError {
  return wrongUsage("send", problem);
}
