// The reply use case: authorise, send, log what went out and what came back, whatever came of it, and publish it.
import type { KeyObject } from "node:crypto";
import {
  AppError,
  describeError,
  isErrorCode,
  toAppError,
  toErrorValue,
  type ErrorCode,
} from "../../preload/contract/errors.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import type { EventId, WorkspaceId } from "../../preload/contract/ids.ts";
import { JWT_DEFAULT_LIFETIME_SECONDS, type JwtPreview } from "../../preload/contract/jwt.ts";
import type { ReplyDraft, SentReply } from "../../preload/contract/reply.ts";
import { authoriserOf } from "../../preload/contract/send-request.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { EventFeed } from "../events/event-feed.ts";
import type { EventAnswer, NewEvent } from "../events/new-event.ts";
import { lacks } from "../lacks.ts";
import type { AccountAccess } from "../network/vonage-call.ts";
import type { Clock } from "../ports.ts";
import type { DiagnoseReply } from "./diagnose-reply.ts";
import type { MessagesAccess, MessagesAnswer, MessagesApi } from "./messages-api.ts";
import type { RepliesUnderWay, ReplyNote } from "./replies-under-way.ts";
import { createSandboxPace } from "./sandbox-pace.ts";

/**
 * Sends one reply.
 * @throws AppError when it could not even be tried: no application, no key, no such workspace, no simulator
 * @throws AppError when it was tried but not logged: `REPLY_NOT_LOGGED` or `REPLY_WORKSPACE_REMOVED` with its
 *   `messageUuid`, or the code of the refusal with why it is `notLogged` beside its details: `WORKSPACE_NOT_FOUND` where the
 *   workspace was removed
 */
export type SendReply = (draft: ReplyDraft) => Promise<SentReply>;

/** What the use case works with, each as narrow as it needs it. */
export interface SendReplyPorts {
  readonly workspaces: {
    /** @throws AppError `WORKSPACE_NOT_FOUND` */
    get(id: WorkspaceId): Workspace;
    /** @throws AppError `CREDENTIALS_KEY_MISSING`, `CREDENTIALS_VAULT_LOCKED` */
    keyOf(id: WorkspaceId): Promise<KeyObject>;
    /** @throws AppError `ACCOUNT_CREDENTIALS_MISSING`, `CREDENTIALS_VAULT_LOCKED` */
    credentialsOf(id: WorkspaceId): Promise<AccountAccess>;
  };
  readonly jwts: {
    mint(request: {
      readonly applicationId: string;
      readonly key: KeyObject;
      readonly lifetimeSeconds: number;
    }): Promise<{ readonly token: string; readonly preview: JwtPreview }>;
  };
  readonly api: MessagesApi;
  readonly store: {
    append(event: NewEvent): Promise<EventRow>;
    answered(id: EventId, answer: EventAnswer): Promise<void> | void;
  };
  readonly underWay: Pick<RepliesUnderWay, "begin" | "end">;
  readonly feed: Pick<EventFeed, "publish">;
  readonly clock: Clock;
  /** Finds the cause of a refused JWT; without it the refusal is told as it came. */
  readonly diagnose?: DiagnoseReply;
}

/** Why a reply of a removed workspace is not logged. */
const REMOVED = "WORKSPACE_NOT_FOUND" satisfies ErrorCode;

/** Makes the use case. Every reply mints a JWT of its own, so none is ever stale. */
export function createSendReply({
  workspaces,
  jwts,
  api,
  store,
  underWay,
  feed,
  clock,
  diagnose,
}: SendReplyPorts): SendReply {
  const sandboxTurn = createSandboxPace({ clock });

  /** The message is out, whatever becomes of its event: what Vonage said must reach the person all the same. */
  async function append(
    event: NewEvent,
    { id, name }: Workspace,
    { messageUuid, refusal }: MessagesAnswer,
  ): Promise<EventRow> {
    try {
      // One that was removed meanwhile took its events along: this one would be nobody's.
      workspaces.get(id);
      return await store.append(event);
    } catch (error) {
      const told = toErrorValue(toAppError(error));
      // It may be removed while the log is written, which then fails in its own words.
      const isRemoved = isGone(id);
      const notLogged = isRemoved
        ? REMOVED
        : (told.details["reason"] ?? told.details["message"] ?? describeError(told).why);
      if (refusal === null) {
        throw isRemoved
          ? new AppError("REPLY_WORKSPACE_REMOVED", { messageUuid, workspace: name }, { cause: error })
          : new AppError("REPLY_NOT_LOGGED", { messageUuid, reason: notLogged }, { cause: error });
      }
      const code = isErrorCode(refusal.code) ? refusal.code : "UNEXPECTED";
      throw new AppError(code, { ...refusal.details, notLogged }, { cause: error });
    }
  }

  function isGone(id: WorkspaceId): boolean {
    try {
      workspaces.get(id);
      return false;
    } catch (error) {
      return toAppError(error).code === REMOVED;
    }
  }

  async function keepAnswer(row: EventRow, { response }: MessagesAnswer): Promise<EventRow> {
    if (response === null) return row;
    const answer = { ...response, timings: null, sent: true };
    await store.answered(row.id, answer);
    return { ...row, answer: { status: answer.status, durationMs: answer.durationMs, sent: answer.sent } };
  }

  /** A JWT of its own for each message; key and secret where there is no application to sign for. */
  async function accessOf(workspace: Workspace): Promise<{
    readonly access: MessagesAccess;
    readonly preview: JwtPreview | null;
  }> {
    const { id, kind, applicationId } = workspace;
    if (authoriserOf(workspace) === "account") {
      const { apiKey, apiSecret } = await workspaces.credentialsOf(id);
      return { access: { by: "account", apiKey, apiSecret, isSandbox: kind === "sandbox" }, preview: null };
    }
    if (applicationId === null) throw lacks("CREDENTIALS_APPLICATION_MISSING", workspace);
    const { token, preview } = await jwts.mint({
      applicationId,
      key: await workspaces.keyOf(id),
      lifetimeSeconds: JWT_DEFAULT_LIFETIME_SECONDS,
    });
    return { access: { by: "application", token, expiresAt: preview.expiresAt }, preview };
  }

  return async (draft) => {
    const workspace = workspaces.get(draft.workspace);
    const { access, preview } = await accessOf(workspace);
    if (access.by === "account" && access.isSandbox) await sandboxTurn(access.apiKey);

    const sentAt = clock.now();
    const noted: { note: ReplyNote } = { note: null };
    const answer = await api.send(draft, { apiHost: workspace.apiHost, access }, (request) => {
      const unanswered = { request, messageUuid: null, error: null };
      noted.note = underWay.begin(replyEvent(draft, workspace, unanswered, sentAt));
    });

    // Appended after the answer, so that the event carries its message_uuid from the start.
    // Where it is not logged the person is told what came of it: a note would tell another story at the next start.
    const row = await append(replyEvent(draft, workspace, answer, sentAt), workspace, answer).finally(() =>
      underWay.end(noted.note),
    );
    const event = await keepAnswer(row, answer);
    feed.publish("events.appended", [event]);
    // Last, since it may ask the account: neither the log nor who looks at it waits for that.
    const refusal =
      diagnose === undefined || preview === null
        ? answer.refusal
        : await diagnose(workspace, preview, answer);
    return { event, messageUuid: answer.messageUuid, workflowId: answer.workflowId, refusal };
  };
}

function replyEvent(
  draft: ReplyDraft,
  workspace: Workspace,
  { request, messageUuid, error }: Pick<MessagesAnswer, "request" | "messageUuid" | "error">,
  sentAt: number,
): NewEvent {
  const { content } = draft;
  return {
    kind: "reply",
    receivedAt: sentAt,
    workspace: workspace.id,
    simulated: workspace.kind === "simulated",
    payloadVersion: draft.apiVersion,
    messageUuid,
    channel: "messenger",
    psid: draft.psid,
    pageId: draft.pageId,
    timestamp: null,
    messageType: content.type,
    text: content.type === "text" ? content.text : null,
    mediaUrl: "url" in content ? content.url : null,
    status: null,
    error,
    clientRef: draft.clientRef,
    usage: null,
    signature: null,
    secretTried: null,
    request: { ...request, cutFrom: null },
  };
}
