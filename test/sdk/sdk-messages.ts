// Messages in the words of Vonage's own SDK: the five types of v1 by its classes, v0.1 by its HTTP client.
import {
  MessengerAudio,
  MessengerCategory,
  MessengerFile,
  MessengerImage,
  MessengerText,
  MessengerVideo,
} from "@vonage/messages";
import type { Vonage } from "@vonage/server-sdk";
import type { RunningSimulator } from "../fakes/running-simulator.ts";

/** The least that every message of the SDK has. */
interface Parties {
  readonly to: string;
  readonly from: string;
  readonly messenger: { readonly category: MessengerCategory };
}

/** What `messages.send` takes. */
export type SdkMessage = Parameters<Vonage["messages"]["send"]>[0];

const url = (name: string): { url: string } => ({ url: `https://example.com/${name}` });

/** To the simulator's person, from its Page. */
export function partiesOf({ identity }: Pick<RunningSimulator, "identity">): Parties {
  const { psid, pageId } = identity;
  return { to: psid, from: pageId, messenger: { category: MessengerCategory.RESPONSE } };
}

/** A text to the simulator's person. */
export function textOf(running: Pick<RunningSimulator, "identity">): MessengerText {
  return new MessengerText({ ...partiesOf(running), text: "Hello 👋" });
}

/** What the SDK can send on Messenger, by type. */
export const V1_TYPES = {
  text: textOf,
  image: (running: RunningSimulator) =>
    new MessengerImage({ ...partiesOf(running), image: url("image.jpg") }),
  audio: (running: RunningSimulator) =>
    new MessengerAudio({ ...partiesOf(running), audio: url("audio.mp3") }),
  video: (running: RunningSimulator) =>
    new MessengerVideo({ ...partiesOf(running), video: url("video.mp4") }),
  file: (running: RunningSimulator) => new MessengerFile({ ...partiesOf(running), file: url("file.pdf") }),
} as const;

/** Content of v0.1, by type. */
export const V01_CONTENTS = {
  text: { text: "Hello 👋" },
  image: { image: url("image.jpg") },
  audio: { audio: url("audio.mp3") },
  video: { video: url("video.mp4") },
  file: { file: url("file.pdf") },
  custom: { custom: { attachment: { type: "template", payload: { template_type: "button" } } } },
} as const;

/** v0.1, for which the SDK has no message classes, by its HTTP client and in its authentication. */
export async function sendV01(
  { url: host, identity: { psid, pageId } }: RunningSimulator,
  { messages }: Vonage,
  content: object,
): Promise<{ readonly status: number; readonly data: unknown }> {
  const body = {
    from: { type: "messenger", id: pageId },
    to: { type: "messenger", id: psid },
    message: { content },
  };
  const { status, data } = await messages.sendPostRequest<unknown>(
    `${host}/v0.1/messages`,
    // The client writes what it is given; its type knows flat members only.
    body as unknown as Parameters<typeof messages.sendPostRequest>[1],
  );
  return { status, data };
}
