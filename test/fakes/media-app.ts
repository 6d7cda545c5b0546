// A running Hookline with a workspace of its own application, on the small internet of media-internet.ts.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import type { CallOutput } from "../../preload/contract/contract.ts";
import type { Result } from "../../preload/contract/contract.ts";
import { EventId } from "../../preload/contract/ids.ts";
import type { LoadedMedia } from "../../preload/contract/media.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import type { Workspace, WorkspaceInput } from "../../preload/contract/workspace.ts";
import { startMediaInternet, type MediaInternet } from "./media-internet.ts";
import { startTestApp, type RunningApp } from "./running-app.ts";
import { signToken } from "./webhook-token.ts";

/** Vonage's store of inbound media. */
export const VONAGE_MEDIA = "https://api-us.nexmo.com/v3/media/1b456509-974c-458b-aafa-45fc48a4d976";
/** The application of the workspace. */
export const APPLICATION = "78d335fa-323d-0114-9c3d-d6f0d48968cf";
const API_KEY = "abcd1234";
const SECRET = "the signature secret of the media tests";
const PAGE = "107083064136738";

/** A message with media that comes in. */
export interface InboundMedia {
  readonly url: string;
  /** A text has no media, whatever its address. */
  readonly type?: "image" | "audio" | "video" | "file" | "text";
  /** As it should be, by somebody else, or not at all. */
  readonly signed?: "well" | "badly" | "not";
  /** For a Page and an application that no workspace has. */
  readonly isForNobody?: boolean;
}

/** The app and what a test does with it. */
export interface MediaApp extends RunningApp {
  readonly internet: MediaInternet;
  readonly workspace: Workspace;
  /** PEM, of the application's key pair. */
  readonly publicKey: string;
  receive(message: InboundMedia): Promise<EventId>;
  load(id: EventId): Promise<Result<LoadedMedia>>;
}

let pair: { readonly privateKey: string; readonly publicKey: string } | null = null;

/** Starts it; `workspace` changes what is typed for the workspace. */
export async function startMediaApp(workspace: WorkspaceInput = {}): Promise<MediaApp> {
  pair ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const { privateKey, publicKey } = pair;
  const internet = startMediaInternet();
  const running = await startTestApp({}, { mediaNetwork: internet.network });
  const { app, clock } = running;
  const usual = {
    name: "Bike bot",
    applicationId: APPLICATION,
    pageId: PAGE,
    apiKey: API_KEY,
    signatureSecret: SECRET,
    privateKey,
  };

  async function receive({
    url,
    type = "image",
    signed = "well",
    isForNobody = false,
  }: InboundMedia): Promise<EventId> {
    const body = JSON.stringify({
      channel: "messenger",
      message_uuid: randomUUID(),
      to: isForNobody ? "3333333333333333" : PAGE,
      from: "2222222222222222",
      timestamp: new Date(clock.now()).toISOString(),
      message_type: type,
      [type]: type === "text" ? "Hi" : { url },
    });
    const token = signToken({
      secret: signed === "badly" ? "another secret" : SECRET,
      body,
      claims: {
        iat: Math.floor(clock.now() / 1000),
        api_key: API_KEY,
        application_id: isForNobody ? randomUUID() : APPLICATION,
      },
    });
    const arrived = new Promise<EventRow>((resolve) => {
      const end = app.subscribe("events.appended", ([row]) => {
        if (row === undefined) return;
        end();
        resolve(row);
      });
    });
    await fetch(app.appState().listener.inbound, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(signed === "not" ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
    });
    return EventId.parse((await arrived).id);
  }

  try {
    const added = await call(running, "workspaces.add", { ...usual, ...workspace });
    return {
      ...running,
      internet,
      workspace: added,
      publicKey,
      receive,
      // The call's output in the contract.
      load: (id) => app.call("media.load", { id }) as Promise<Result<LoadedMedia>>,
      async stop() {
        await running.stop();
        await internet.stop();
      },
    };
  } catch (error) {
    await running.stop();
    await internet.stop();
    throw error;
  }
}

async function call(
  { app }: RunningApp,
  name: "workspaces.add",
  input: object,
): Promise<CallOutput<"workspaces.add">> {
  const result = await app.call(name, input);
  if (!result.ok) throw new Error(result.error.code);
  return result.value as CallOutput<"workspaces.add">; // of that very call
}
